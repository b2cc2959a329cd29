//! The checklist of a 工程. It is copied from the templates by the first verb that writes to the
//! 工程, its start at the latest; until then the page shows the templates as they are. Whoever names
//! a line of a template that was copied meanwhile means its copy.

use super::{found::Found, line_parties::owner};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{checklist_template, stage_line, stage_record},
    tx::Tx,
};
use domain::{
    actor::Actor,
    event::{Event, LineChange},
    gate::{LineInput, LineState, StageKey, StageVerb, added_line, evidence},
    ids::StageLineId,
    language::Language,
    organisation::Side,
    refusal::{Problems, Refusal},
    stage::StageState,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};

/// The states in which a checklist is kept.
pub(super) const KEPT: [StageState; 3] = [StageState::NotStarted, StageState::InProgress, StageState::AwaitingGate];

/// The lines of the 工程 in their order, copied from the templates if that was not done before.
pub(super) async fn own_lines(tx: &Tx, found: &Found) -> Result<Vec<stage_line::Model>> {
    if found.row.checklist_at.is_none() && KEPT.contains(&found.standing.state) {
        copy(tx, found).await?;
    }
    let lines = stage_line::Entity::find().filter(stage_line::Column::StageRecordId.eq(found.row.id));
    Ok(lines.order_by_asc(stage_line::Column::Position).all(&tx.db).await?)
}

async fn copy(tx: &Tx, found: &Found) -> Result<()> {
    let templates = checklist_template::Entity::find()
        .filter(checklist_template::Column::Stage.eq(i32::from(found.key.stage.number())))
        .filter(checklist_template::Column::RetiredAt.is_null())
        .order_by_asc(checklist_template::Column::Position)
        .all(&tx.db)
        .await?;
    let line = |(position, template): (i32, checklist_template::Model)| stage_line::ActiveModel {
        template_id: Set(Some(template.id)),
        text_en: Set(Some(template.text_en.unwrap_or_default())),
        side: Set(Some(template.side.unwrap_or_default())),
        ..blank(tx, found, position, template.text, template.required)
    };
    let lines: Vec<_> = (1..).zip(templates).map(line).collect();
    if !lines.is_empty() {
        stage_line::Entity::insert_many(lines).exec_without_returning(&tx.db).await?;
    }
    let copied = stage_record::ActiveModel {
        id: Unchanged(found.row.id),
        checklist_at: Set(Some(tx.now)),
        ..Default::default()
    };
    copied.update(&tx.db).await?;
    Ok(())
}

fn blank(tx: &Tx, found: &Found, position: i32, text: String, required: bool) -> stage_line::ActiveModel {
    stage_line::ActiveModel {
        id: Set(tx.new_id()),
        stage_record_id: Set(found.row.id),
        template_id: Set(None),
        position: Set(position),
        text: Set(text),
        required: Set(required),
        org_id: Set(None),
        owner_id: Set(None),
        due: Set(None),
        evidence: Set(String::new()),
        state: Set(LineState::Open.to_string()),
        reason: Set(String::new()),
        settled_at: Set(None),
        settled_by: Set(None),
        version: Set(1),
        text_en: Set(Some(String::new())),
        side: Set(Some(String::new())),
    }
}

/// 確認する側 of a line or template, as it is kept; any where nothing is.
pub(super) fn side_kept(side: Option<&str>) -> Option<Side> {
    side.and_then(Side::parse)
}

/// 確認する側 as it is kept.
pub(super) fn keep_side(side: Option<Side>) -> String {
    side.map_or_else(String::new, |side| side.to_string())
}

/// The text of a line as the reader knows it: in English where there is one.
pub(super) fn read_in(line: &stage_line::Model, language: Language) -> &str {
    match (language, line.text_en.as_deref()) {
        (Language::En, Some(text)) if !text.is_empty() => text,
        _ => &line.text,
    }
}

/// The line that was meant.
pub(super) fn meant(lines: &[stage_line::Model], id: StageLineId) -> Result<&stage_line::Model> {
    let line = lines.iter().find(|it| it.id == id.0 || it.template_id == Some(id.0));
    line.ok_or(StoreError::NotFound(Noun::ChecklistLine))
}

impl Found {
    /// What was done to lines of its checklist.
    pub(super) fn checklist_event(&self, change: LineChange, lines: Vec<String>) -> Event {
        Event::StageChecklist { stage: self.key.stage, system: self.key.system.clone(), change, lines }
    }

    /// Whoever works on the 工程 keeps its checklist until its gate is passed.
    pub(super) fn check_keeper(&self, actor: &Actor) -> Result<()> {
        self.check_worker(Some(actor))?;
        self.check_state(&KEPT, StageVerb::Checklist)
    }
}

impl Store {
    /// Adds a line to the checklist of a 工程.
    ///
    /// # Errors
    /// NotFound, not the actor's, the gate is passed, or problems beside the fields; for a vendor also a line of
    /// another side, or a condition of the gate.
    pub async fn add_stage_line(&self, actor: &Actor, key: &StageKey, input: &LineInput) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        found.check_keeper(actor)?;
        let lines = own_lines(&tx, &found).await?;
        let mut problems = Problems::default();
        let line = added_line(actor, input, &mut problems);
        let row = filled(&tx, actor, &found, input, &mut problems).await?;
        problems.finish()?;
        let Some(line) = line else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let last = lines.last().map_or(0, |it| it.position);
        let row = stage_line::ActiveModel {
            org_id: row.org_id,
            owner_id: row.owner_id,
            due: row.due,
            evidence: row.evidence,
            side: Set(Some(keep_side(line.side))),
            ..blank(&tx, &found, last + 1, line.text.clone(), line.required)
        };
        row.insert(&tx.db).await?;
        found.touch(&tx).await?;
        let event = found.checklist_event(LineChange::Added, vec![line.text]);
        tx.record(&event, Some(actor), found.record_place()?).await?;
        tx.commit().await
    }

    /// Sets 担当, 期限 and 証跡 of a line.
    ///
    /// # Errors
    /// NotFound, not the actor's, the gate is passed, Stale, or problems beside the fields.
    pub async fn edit_stage_line(
        &self,
        actor: &Actor,
        key: &StageKey,
        version: i32,
        line: StageLineId,
        input: &LineInput,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        found.check_keeper(actor)?;
        let lines = own_lines(&tx, &found).await?;
        let line = meant(&lines, line)?;
        let mut problems = Problems::default();
        let row = filled(&tx, actor, &found, input, &mut problems).await?;
        problems.finish()?;
        found.check_version(Some(version))?;
        let row = stage_line::ActiveModel { id: Unchanged(line.id), version: Set(line.version + 1), ..row };
        row.update(&tx.db).await?;
        found.touch(&tx).await?;
        let event = found.checklist_event(LineChange::Edited, vec![line.text.clone()]);
        tx.record(&event, Some(actor), found.record_place()?).await?;
        tx.commit().await
    }
}

/// 担当, 期限 and 証跡 as typed.
async fn filled(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    input: &LineInput,
    problems: &mut Problems,
) -> Result<stage_line::ActiveModel> {
    let owner = owner(tx, actor, found, &input.org, &input.owner, problems).await?;
    let due = problems.keep(domain::gate::line_due(&input.due)).flatten();
    let evidence = problems.keep(evidence(&input.evidence)).unwrap_or_default();
    Ok(stage_line::ActiveModel {
        org_id: Set(owner.org),
        owner_id: Set(owner.person),
        due: Set(due),
        evidence: Set(evidence),
        ..Default::default()
    })
}
