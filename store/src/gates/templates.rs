//! Changing the checklist templates. A change touches only 工程 whose checklist is copied later.

use super::{approvers::sets_masters, lines::keep_side};
use crate::{
    Noun, Result, Store, StoreError,
    entity::checklist_template,
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    event::{Event, LineChange},
    gate::TemplateInput,
    ids::TemplateId,
    policy::Action,
    refusal::{Field, Problem, Refusal},
    stage::Stage,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LockType,
};

impl Store {
    /// Adds a line at the end of a 工程.
    ///
    /// # Errors
    /// Not the actor's, or problems beside the fields.
    pub async fn add_template(&self, actor: &Actor, stage: &str, input: &TemplateInput) -> Result<()> {
        check(actor)?;
        let stage = Stage::parse(stage.trim());
        let stage = stage.ok_or_else(|| StoreError::field(Field::Stage, Problem::UnknownChoice))?;
        let line = input.read()?;
        let tx = self.begin().await?;
        let last = of_stage(&tx, stage.number().into()).await?.last().map_or(0, |it| it.position);
        let row = checklist_template::ActiveModel {
            id: Set(tx.new_id()),
            stage: Set(stage.number().into()),
            text: Set(line.text.clone()),
            required: Set(line.required),
            position: Set(last + 1),
            retired_at: Set(None),
            version: Set(1),
            text_en: Set(Some(line.text_en)),
            side: Set(Some(keep_side(line.side))),
        };
        row.insert(&tx.db).await?;
        recorded(tx, actor, stage, line.text, LineChange::Added).await
    }

    /// Changes the texts, 必須 and 確認する側 of a line.
    ///
    /// # Errors
    /// Not the actor's, NotFound, Stale, or problems beside the fields.
    pub async fn edit_template(
        &self,
        actor: &Actor,
        id: TemplateId,
        version: i32,
        input: &TemplateInput,
    ) -> Result<()> {
        check(actor)?;
        let tx = self.begin().await?;
        let (found, stage) = found(&tx, id, version).await?;
        let line = input.read()?;
        let row = checklist_template::ActiveModel {
            text: Set(line.text.clone()),
            text_en: Set(Some(line.text_en)),
            required: Set(line.required),
            side: Set(Some(keep_side(line.side))),
            ..next_version(&found)
        };
        row.update(&tx.db).await?;
        recorded(tx, actor, stage, line.text, LineChange::Edited).await
    }

    /// Retires a line, or takes it up again: it is not copied any more, and stays where it was copied.
    ///
    /// # Errors
    /// Not the actor's, NotFound, or Stale.
    pub async fn retire_template(&self, actor: &Actor, id: TemplateId, version: i32, retired: bool) -> Result<()> {
        check(actor)?;
        let tx = self.begin().await?;
        let (found, stage) = found(&tx, id, version).await?;
        let now = tx.now;
        let row = checklist_template::ActiveModel { retired_at: Set(retired.then_some(now)), ..next_version(&found) };
        row.update(&tx.db).await?;
        let change = if retired { LineChange::Retired } else { LineChange::Reopened };
        recorded(tx, actor, stage, found.text, change).await
    }

    /// Moves a line one place up or down among the lines in use; at the end it stays where it is.
    ///
    /// # Errors
    /// Not the actor's, NotFound, or Stale.
    pub async fn move_template(&self, actor: &Actor, id: TemplateId, version: i32, up: bool) -> Result<()> {
        check(actor)?;
        let tx = self.begin().await?;
        let (found, stage) = found(&tx, id, version).await?;
        let mut lines = of_stage(&tx, found.stage).await?;
        lines.retain(|it| it.retired_at.is_none() || it.id == found.id);
        let at = lines.iter().position(|it| it.id == found.id);
        let other = at.and_then(|at| if up { at.checked_sub(1) } else { at.checked_add(1) });
        let Some(other) = other.and_then(|other| lines.get(other)) else { return Ok(()) };
        let own = checklist_template::ActiveModel { position: Set(other.position), ..next_version(&found) };
        own.update(&tx.db).await?;
        let its = checklist_template::ActiveModel { position: Set(found.position), ..next_version(other) };
        its.update(&tx.db).await?;
        recorded(tx, actor, stage, found.text, LineChange::Edited).await
    }
}

fn check(actor: &Actor) -> Result<()> {
    if sets_masters(actor) { Ok(()) } else { Err(Refusal::NotAllowed(Action::Masters).into()) }
}

/// The line at the version that the person had before them, locked.
async fn found(tx: &Tx, id: TemplateId, version: i32) -> Result<(checklist_template::Model, Stage)> {
    let found = checklist_template::Entity::find_by_id(id.0).lock(LockType::NoKeyUpdate).one(&tx.db).await?;
    let found = found.ok_or(StoreError::NotFound(Noun::Template))?;
    if found.version != version {
        return Err(StoreError::Stale);
    }
    let stage = u8::try_from(found.stage).ok().and_then(Stage::new).ok_or(StoreError::NotFound(Noun::Template))?;
    Ok((found, stage))
}

async fn of_stage(tx: &Tx, stage: i32) -> Result<Vec<checklist_template::Model>> {
    let lines = checklist_template::Entity::find().filter(checklist_template::Column::Stage.eq(stage));
    Ok(lines.order_by_asc(checklist_template::Column::Position).all(&tx.db).await?)
}

fn next_version(row: &checklist_template::Model) -> checklist_template::ActiveModel {
    checklist_template::ActiveModel { id: Unchanged(row.id), version: Set(row.version + 1), ..Default::default() }
}

async fn recorded(tx: Tx, actor: &Actor, stage: Stage, line: String, change: LineChange) -> Result<()> {
    tx.record(&Event::TemplateChanged { stage, line, change }, Some(actor), Place::default()).await?;
    tx.commit().await
}
