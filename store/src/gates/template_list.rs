//! The checklist templates, as their page shows them.

use super::{approvers::sets_masters, lines::side_kept};
use crate::{Noun, Result, Store, StoreError, entity::checklist_template};
use domain::{
    actor::Actor,
    ids::TemplateId,
    policy::{Action, Level, may},
    stage::Stage,
    view::{TemplateLine, TemplatesView},
};
use sea_orm::{EntityTrait, QueryOrder};

impl Store {
    /// All lines by 工程 and place, retired ones after the others.
    ///
    /// # Errors
    /// The role may not know of masters.
    pub async fn templates_view(&self, actor: &Actor) -> Result<TemplatesView> {
        if !may(actor.role, Action::Masters).allows(Level::Read) {
            return Err(StoreError::NotFound(Noun::Template));
        }
        let rows = checklist_template::Entity::find().order_by_asc(checklist_template::Column::Position);
        let rows = rows.all(&self.read).await?;
        let line = |row: checklist_template::Model| {
            Some(TemplateLine {
                id: TemplateId(row.id),
                stage: u8::try_from(row.stage).ok().and_then(Stage::new)?,
                text: row.text,
                text_en: row.text_en.unwrap_or_default(),
                required: row.required,
                side: side_kept(row.side.as_deref()),
                retired: row.retired_at.is_some(),
                version: row.version,
            })
        };
        let mut lines: Vec<_> = rows.into_iter().filter_map(line).collect();
        lines.sort_by_key(|it| (it.stage, it.retired));
        Ok(TemplatesView { lines, may_edit: sets_masters(actor) })
    }
}
