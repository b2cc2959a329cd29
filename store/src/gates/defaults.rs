//! The checklist templates that a new installation begins with: the gates of notes/domain §3.

use crate::{Result, Store, StoreError, entity::checklist_template};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, PaginatorTrait};
use serde::Deserialize;
use std::collections::HashMap;

/// Lines in the order of the page.
const DEFAULTS: &str = include_str!("../../data/checklists.json");

#[derive(Deserialize)]
struct Line {
    stage: i32,
    required: bool,
    text: String,
}

impl Store {
    /// Fills the templates of a database that has none. They are changed on their page afterwards and
    /// retired rather than deleted, so that this happens once.
    pub(crate) async fn fill_templates(&self) -> Result<()> {
        let tx = self.begin().await?;
        if checklist_template::Entity::find().count(&tx.db).await? > 0 {
            return Ok(());
        }
        let lines: Vec<Line> =
            serde_json::from_str(DEFAULTS).map_err(|error| StoreError::Broken(DbErr::Json(error.to_string())))?;
        let mut positions = HashMap::new();
        let rows = lines.into_iter().map(|line| {
            let position = positions.entry(line.stage).and_modify(|it| *it += 1).or_insert(1);
            checklist_template::ActiveModel {
                id: Set(tx.new_id()),
                stage: Set(line.stage),
                text: Set(line.text),
                required: Set(line.required),
                position: Set(*position),
                retired_at: Set(None),
                version: Set(1),
            }
        });
        let rows: Vec<_> = rows.collect();
        checklist_template::Entity::insert_many(rows).exec_without_returning(&tx.db).await?;
        tx.commit().await
    }
}
