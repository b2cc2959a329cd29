//! Systems that join a case later, and those that leave it again.

use super::{
    found::FoundCase,
    holding::lanes_with_systems,
    registering::{add_lane, add_stages},
    typed::system_typed,
};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{case_file, issue, stage_record},
    error::is_pointed_to,
    select::code,
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    event::Event,
    key::CaseNo,
    planning::{PlannedLine, follow_up_end, propose},
    refusal::{Field, LaneUse, Problem, Problems},
    stage::{Stage, StageState},
    text,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, ModelTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

impl Store {
    /// A system joins: its lane is planned from 工程3 on, between today and 本番リリース予定, as 当初.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, a system that cannot join, or too few 開庁日 left.
    pub async fn add_lane(&self, actor: &Actor, no: CaseNo, version: i32, system: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        found.check_editor(actor)?;
        if system.trim().is_empty() {
            return Err(StoreError::field(Field::System, Problem::Required));
        }
        let mut problems = Problems::default();
        let system = system_typed(&tx, system, Some(found.parties.center), Field::System, &mut problems).await?;
        problems.finish()?;
        let system = system.ok_or(StoreError::NotFound(Noun::System))?;
        let lanes = lanes_with_systems(&tx, &found).await?;
        if lanes.iter().any(|(_, known)| known.id == system.id) {
            return Err(StoreError::field(Field::System, Problem::AlreadyThere));
        }
        let lines = self.lines_of_new_lane(&tx, &found, &system.code).await?;
        let sort = lanes.iter().map(|(lane, _)| lane.sort + 1).max().unwrap_or_default();
        let id = add_lane(&tx, found.row.id, &system, sort, found.parties.state).await?;
        add_stages(&tx, found.row.id, &HashMap::from([(system.code.clone(), id)]), &lines).await?;
        found.save(&tx, case_file::ActiveModel::default()).await?;
        let event = Event::LaneAdded { system: system.code };
        tx.record(&event, Some(actor), found.place_of(system.vendor_org_id)).await?;
        tx.commit().await
    }

    /// From today, or from where the other lanes begin 工程3, to 本番; the end is that of the other lanes.
    async fn lines_of_new_lane(&self, tx: &Tx, found: &FoundCase, system: &str) -> Result<Vec<PlannedLine>> {
        let stages = found.stages(tx).await?;
        let third = i32::from(Stage::ALL[2].number());
        let begins = stages.iter().filter(|it| it.stage == third).map(|it| it.planned_start).min();
        let from = begins.unwrap_or(tx.today).max(tx.today);
        let ends: Option<NaiveDate> = stages.iter().map(|it| it.planned_end).max();
        let Some(go_live) = found.row.go_live_on else {
            return Err(StoreError::field(Field::System, Problem::NoGoLive));
        };
        let end = ends.unwrap_or_else(|| follow_up_end(go_live, self.calendars().of(found.parties.center)));
        let spans = propose(Stage::ALL[2], from, go_live, end, self.calendars().of(found.parties.center));
        let spans = spans.map_err(|short| StoreError::field(Field::System, short.into()))?;
        let line = |span: domain::planning::Span| PlannedLine {
            stage: span.stage,
            system: Some(system.to_owned()),
            start: span.start,
            end: span.end,
        };
        Ok(spans.into_iter().map(line).collect())
    }

    /// A system leaves again, with a reason: only while nothing hangs on its lane.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, no reason, or what hangs on it.
    pub async fn remove_lane(&self, actor: &Actor, no: CaseNo, version: i32, system: &str, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        found.check_editor(actor)?;
        let lanes = lanes_with_systems(&tx, &found).await?;
        let Some((lane, leaving)) = lanes.iter().find(|(_, it)| it.code == system.trim()) else {
            return Err(StoreError::field(Field::System, Problem::UnknownChoice));
        };
        let reason = text::note(Field::Reason, reason)?;
        if lanes.len() == 1 {
            return Err(in_use(LaneUse::Last));
        }
        check_unused(&tx, &found, lane.id).await?;
        let stages = stage_record::Entity::delete_many().filter(stage_record::Column::LaneId.eq(lane.id));
        stages.exec(&tx.db).await.map_err(pointed_to)?;
        lane.clone().delete(&tx.db).await.map_err(pointed_to)?;
        found.save(&tx, case_file::ActiveModel::default()).await?;
        let event = Event::LaneRemoved { system: leaving.code.clone(), reason };
        tx.record(&event, Some(actor), found.place_of(lane.vendor_org_id)).await?;
        tx.commit().await
    }
}

/// No 課題 is tagged with it and none of its 工程 has begun.
async fn check_unused(tx: &Tx, found: &FoundCase, lane: Uuid) -> Result<()> {
    let issues = issue::Entity::find().filter(issue::Column::LaneId.eq(lane)).count(&tx.db).await?;
    if issues > 0 {
        return Err(in_use(LaneUse::Issues(u32::try_from(issues).unwrap_or(u32::MAX))));
    }
    for stage in found.stages(tx).await?.iter().filter(|it| it.lane_id == Some(lane)) {
        if code(StageState::parse, &stage.state)? != StageState::NotStarted {
            return Err(in_use(LaneUse::Started));
        }
    }
    Ok(())
}

fn in_use(why: LaneUse) -> StoreError {
    StoreError::field(Field::System, Problem::LaneInUse(why))
}

/// Other records (checklists, decisions) keep their 工程 where they are.
fn pointed_to(error: DbErr) -> StoreError {
    if is_pointed_to(&error) { in_use(LaneUse::Records) } else { error.into() }
}
