//! The checklist templates that a new installation begins with: the gates of notes/domain §3.

use crate::{
    Result, Store,
    entity::{checklist_template, stage_line},
    tx::Tx,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde::Deserialize;
use std::collections::HashMap;

/// Lines in the order of the page.
const DEFAULTS: &str = include_str!("../../data/checklists.json");

#[derive(Deserialize)]
struct Line {
    stage: i32,
    required: bool,
    /// Empty: any.
    side: String,
    text: String,
    text_en: String,
}

impl Store {
    /// Fills the templates of a database that has none. They are changed on their page afterwards and
    /// retired rather than deleted, so that this happens once. Those from before there were English texts, or sides,
    /// get them.
    pub(crate) async fn fill_templates(&self) -> Result<()> {
        let tx = self.begin().await?;
        let lines: Vec<Line> = serde_json::from_str(DEFAULTS)?;
        if checklist_template::Entity::find().count(&tx.db).await? > 0 {
            return add_missing(tx, &lines).await;
        }
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
                text_en: Set(Some(line.text_en)),
                side: Set(Some(line.side)),
            }
        });
        let rows: Vec<_> = rows.collect();
        checklist_template::Entity::insert_many(rows).exec_without_returning(&tx.db).await?;
        tx.commit().await
    }
}

/// Lines from before there were English texts or sides get those of the defaults they still are; the others none.
/// Once: what somebody empties later stays empty.
async fn add_missing(tx: Tx, lines: &[Line]) -> Result<()> {
    use checklist_template::Column as Template;
    use stage_line::Column as Copy;
    let english: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.text_en.as_str())).collect();
    fill(&tx, (Template::TextEn, Copy::TextEn), &english).await?;
    let sides: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.side.as_str())).collect();
    fill(&tx, (Template::Side, Copy::Side), &sides).await?;
    tx.commit().await
}

/// Fills a column of templates and copies where it is null: by the text of the line, then with nothing.
async fn fill(
    tx: &Tx,
    (template, copy): (checklist_template::Column, stage_line::Column),
    defaults: &[(&str, &str)],
) -> Result<()> {
    use checklist_template::Column as Template;
    use stage_line::Column as Copy;
    let templates = checklist_template::Entity::find().filter(template.is_null()).count(&tx.db).await?;
    let copies = stage_line::Entity::find().filter(copy.is_null()).count(&tx.db).await?;
    if templates + copies == 0 {
        return Ok(());
    }
    let defaults = defaults.iter().map(|(text, value)| (Some(*text), *value));
    // Whatever is left then.
    for (text, value) in defaults.chain([(None, "")]) {
        let mut update = checklist_template::Entity::update_many().filter(template.is_null());
        let mut update_copy = stage_line::Entity::update_many().filter(copy.is_null());
        if let Some(text) = text {
            update = update.filter(Template::Text.eq(text));
            update_copy = update_copy.filter(Copy::Text.eq(text));
        }
        update.col_expr(template, Expr::value(value)).exec(&tx.db).await?;
        update_copy.col_expr(copy, Expr::value(value)).exec(&tx.db).await?;
    }
    Ok(())
}
