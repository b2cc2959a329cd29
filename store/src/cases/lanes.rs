//! Systems that join a case later, and those that leave it again.

use super::{
    found::FoundCase,
    holding::lanes_with_systems,
    registering::{add_lane, add_stages},
    typed::system_typed,
};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{case_file, issue, lane, stage_record, system},
    error::is_pointed_to,
    select::code,
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    event::Event,
    key::CaseNo,
    planning::{LineInput, PlannedLine, check_lines, follow_up_end, lane_missing, propose, read_lines},
    refusal::{Field, LaneUse, LineOfPlan, Problem, Problems, Refusal},
    stage::{Stage, StageState},
    text,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, ModelTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

impl Store {
    /// The plan that a system would join with: its lane from 工程3 on, between today and 本番リリース予定. Writes nothing.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, a system that cannot join, or too few 開庁日 left.
    pub async fn propose_lane(
        &self,
        actor: &Actor,
        no: CaseNo,
        version: i32,
        system: &str,
    ) -> Result<Vec<PlannedLine>> {
        let tx = self.look().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        found.check_editor(actor)?;
        let (system, _) = joining(&tx, &found, system).await?;
        self.lines_of_new_lane(&tx, &found, &system.code).await
    }

    /// A system joins with the plan of the form as 当初; with the proposed one where none was sent.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, a system that cannot join, too few 開庁日 left, or problems beside the lines.
    pub async fn add_lane(
        &self,
        actor: &Actor,
        no: CaseNo,
        version: i32,
        system: &str,
        typed: &[LineInput],
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        found.check_editor(actor)?;
        let (system, lanes) = joining(&tx, &found, system).await?;
        let lines = if typed.is_empty() {
            self.lines_of_new_lane(&tx, &found, &system.code).await?
        } else {
            lines_typed(&tx, &found, &lanes, &system.code, typed).await?
        };
        let sort = lanes.iter().map(|(lane, _)| lane.sort + 1).max().unwrap_or_default();
        let id = add_lane(&tx, found.row.id, &system, sort, found.parties.state).await?;
        add_stages(&tx, found.row.id, &HashMap::from([(system.code.clone(), id)]), &lines).await?;
        found.save(&tx, case_file::ActiveModel::default()).await?;
        let event = Event::LaneAdded { system: system.code };
        tx.record(&event, Some(actor), found.place_of(system.vendor_org_id)).await?;
        tx.commit().await
    }

    /// What [`Store::add_lane`] would say of the plan as it was typed. Writes nothing.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, a system that cannot join, or problems beside the lines.
    pub async fn judge_lane(
        &self,
        actor: &Actor,
        no: CaseNo,
        version: i32,
        system: &str,
        typed: &[LineInput],
    ) -> Result<()> {
        let tx = self.look().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        found.check_editor(actor)?;
        let (system, lanes) = joining(&tx, &found, system).await?;
        lines_typed(&tx, &found, &lanes, &system.code, typed).await.map(drop)
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

/// The system that was typed, which is not among the lanes; and those.
async fn joining(
    tx: &Tx,
    found: &FoundCase,
    typed: &str,
) -> Result<(system::Model, Vec<(lane::Model, system::Model)>)> {
    if typed.trim().is_empty() {
        return Err(StoreError::field(Field::System, Problem::Required));
    }
    let mut problems = Problems::default();
    let system = system_typed(tx, typed, Some(found.parties.center), Field::System, &mut problems).await?;
    problems.finish()?;
    let system = system.ok_or(StoreError::NotFound(Noun::System))?;
    let lanes = lanes_with_systems(tx, found).await?;
    if lanes.iter().any(|(_, known)| known.id == system.id) {
        return Err(StoreError::field(Field::System, Problem::AlreadyThere));
    }
    Ok((system, lanes))
}

/// The plan of the new lane as it was typed: all of its 工程, in order among themselves and with the rest of the plan.
async fn lines_typed(
    tx: &Tx,
    found: &FoundCase,
    lanes: &[(lane::Model, system::Model)],
    system: &str,
    typed: &[LineInput],
) -> Result<Vec<PlannedLine>> {
    let mut problems = Problems::default();
    let own = |line: &LineOfPlan| line.system.as_deref() == Some(system);
    let typed: Vec<_> = typed.iter().filter(|it| it.system.as_deref() == Some(system)).cloned().collect();
    lane_missing(&typed, system, &mut problems);
    let lines = read_lines(&typed, &mut problems);
    let mut plan = lines.clone();
    for row in found.stages(tx).await? {
        let state = code(StageState::parse, &row.state)?;
        let Some(stage) = u8::try_from(row.stage).ok().and_then(Stage::new) else { continue };
        if state == StageState::NotApplicable {
            continue;
        }
        let of_lane = |id| lanes.iter().find(|(lane, _)| lane.id == id).map(|(_, system)| system.code.clone());
        let (start, end) = match (state, row.actual_start, row.actual_end) {
            (StageState::Done, Some(start), Some(end)) => (start, end),
            _ => (row.planned_start, row.planned_end),
        };
        plan.push(PlannedLine { stage, system: row.lane_id.and_then(of_lane), start, end });
    }
    let mut whole = Problems::default();
    check_lines(&plan, found.row.go_live_on, &mut whole);
    // What is odd elsewhere in the plan is not the new lane's.
    if let Err(Refusal::Invalid(noted)) = whole.finish() {
        for it in noted {
            if matches!(&it.problem, Problem::InPlan(line) if own(line)) {
                problems.add(it.field, it.problem);
            }
        }
    }
    problems.finish()?;
    Ok(lines)
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
