//! The life of a case as a whole: confirmed, held, resumed, completed, cancelled.

use super::found::FoundCase;
use crate::{
    Result, Store, StoreError,
    admin::vendor_on,
    entity::{case_file, lane, stage_record, system},
    issues::withdraw_all,
    select::code,
    tx::Tx,
};
use domain::{
    actor::Actor,
    case::{CaseMove, CaseState},
    event::Event,
    key::CaseNo,
    planning::may_move_case,
    policy::Action,
    refusal::{Field, Problem, Refusal},
    stage::{Stage, StageState},
    text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter,
};
use std::collections::HashMap;

/// Why a case without anybody before its page is done.
const ALL_OVER: &str = "すべての工程が終わったため。";

impl Store {
    /// Does something with a case as a whole. 完了 needs every 工程 of every lane to be over; 中止 withdraws the open
    /// 課題 of the case.
    ///
    /// # Errors
    /// NotFound, Stale, not the actor's, not from this state, no reason, or 工程 that are still open.
    pub async fn move_case(&self, actor: &Actor, no: CaseNo, version: i32, mv: CaseMove, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::at_version(&tx, actor, no, version).await?;
        move_found(&tx, Some(actor), &found, mv, reason).await?;
        tx.commit().await
    }

    /// 案件 is done because all of its 工程 are: for imports, and callers that have no page before them.
    ///
    /// # Errors
    /// As [`Store::move_case`], never Stale.
    pub async fn complete_case(&self, actor: Option<&Actor>, no: CaseNo) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::of(&tx, actor, no).await?;
        move_found(&tx, actor, &found, CaseMove::Complete, ALL_OVER).await?;
        tx.commit().await
    }
}

async fn move_found(tx: &Tx, actor: Option<&Actor>, found: &FoundCase, mv: CaseMove, reason: &str) -> Result<()> {
    if actor.is_some_and(|actor| !may_move_case(actor, &found.parties, mv)) {
        return Err(Refusal::NotAllowed(Action::CreateCase).into());
    }
    let stages = found.stages(tx).await?;
    let started = stages.iter().any(|it| it.actual_start.is_some());
    let from = found.parties.state;
    let to = from.after(mv, started).ok_or(Refusal::CaseState { state: from, attempted: mv })?;
    let reason = if mv.needs_reason() {
        text::note(Field::Reason, reason)?
    } else {
        text::optional(Field::Reason, reason, text::NOTE_MAX)?
    };
    match mv {
        CaseMove::Complete => check_over(tx, found, &stages).await?,
        CaseMove::Confirm => hand_to_vendors(tx, found).await?,
        _ => {}
    }
    let reason = Some(reason).filter(|it| !it.is_empty());
    let change = case_file::ActiveModel {
        state: Set(to.to_string()),
        moved_reason: Set(reason.clone()),
        moved_at: Set(Some(tx.now)),
        moved_by: Set(actor.map(|it| it.user.0)),
        ..Default::default()
    };
    // The row of the case is locked from here on, before any of its 課題.
    found.save(tx, change).await?;
    if mv == CaseMove::Cancel {
        withdraw_all(tx, actor, found.row.id, reason.as_deref().unwrap_or_default()).await?;
    }
    tx.record(&Event::CaseMoved { mv, from, to, reason }, actor, found.place()).await
}

/// Says which 工程 are still open.
async fn check_over(tx: &Tx, found: &FoundCase, stages: &[stage_record::Model]) -> Result<()> {
    let mut systems = HashMap::new();
    for (lane, system) in lanes_with_systems(tx, found).await? {
        systems.insert(lane.id, (lane.sort, system.code));
    }
    let mut open = Vec::new();
    for row in stages {
        if code(StageState::parse, &row.state)?.is_over() {
            continue;
        }
        let Some(stage) = u8::try_from(row.stage).ok().and_then(Stage::new) else { continue };
        let lane = row.lane_id.and_then(|id| systems.get(&id));
        open.push((stage, lane.map(|it| it.0), lane.map(|it| it.1.clone())));
    }
    open.sort();
    if open.is_empty() {
        return Ok(());
    }
    let open = open.into_iter().map(|(stage, _, system)| (stage, system)).collect();
    Err(StoreError::field(Field::Stage, Problem::StagesOpen(open)))
}

/// From now on the vendors of its systems know of it.
async fn hand_to_vendors(tx: &Tx, found: &FoundCase) -> Result<()> {
    for (row, system) in lanes_with_systems(tx, found).await? {
        let vendor = vendor_on(&tx.db, system.id, tx.today).await?;
        let handed = lane::ActiveModel { id: Unchanged(row.id), vendor_org_id: Set(vendor), ..Default::default() };
        handed.update(&tx.db).await?;
    }
    Ok(())
}

/// The lanes of a case, each with its system.
pub(super) async fn lanes_with_systems(tx: &Tx, found: &FoundCase) -> Result<Vec<(lane::Model, system::Model)>> {
    let lanes = lane::Entity::find().filter(lane::Column::CaseId.eq(found.row.id)).all(&tx.db).await?;
    let ids: Vec<_> = lanes.iter().map(|it| it.system_id).collect();
    let systems = system::Entity::find().filter(system::Column::Id.is_in(ids)).all(&tx.db).await?;
    let system = |id| systems.iter().find(|it| it.id == id).cloned();
    Ok(lanes.into_iter().filter_map(|lane| system(lane.system_id).map(|it| (lane, it))).collect())
}

/// Work begins: a planned case is under way. In one that is a draft, on hold or over nothing begins.
pub(crate) async fn begin_work(tx: &Tx, case: &case_file::Model) -> Result<()> {
    let state = code(CaseState::parse, &case.state)?;
    match state {
        CaseState::Active => Ok(()),
        CaseState::Planned => {
            let row = case_file::ActiveModel {
                id: Unchanged(case.id),
                state: Set(CaseState::Active.to_string()),
                version: Set(case.version + 1),
                updated_at: Set(tx.now),
                ..Default::default()
            };
            row.update(&tx.db).await?;
            Ok(())
        }
        _ => Err(StoreError::field(Field::Case, Problem::NotAtWork(state))),
    }
}
