//! A 工程 that is left out, and what the verbs of 工程 share. How a 工程 starts and ends: [`crate::gates`].

use super::found::find_case;
use crate::{
    Noun, Result, Store, StoreError,
    entity::{case_file, lane, stage_record, system},
    select::{code, comparable},
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    event::Event,
    key::CaseNo,
    organisation::{CenterCode, Side},
    policy::{Action, Level, may},
    refusal::{Field, Problem, Refusal},
    stage::{Stage, StageState},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::LockType,
};
use uuid::Uuid;

/// A stage that the actor may know of, with its case and lane.
pub(crate) struct Found {
    pub case: case_file::Model,
    pub lane: Option<lane::Model>,
    pub row: stage_record::Model,
    pub state: StageState,
}

impl Store {
    /// 工程 is left out (対象外).
    ///
    /// # Errors
    /// NotFound, not the actor's, or it has started already.
    pub async fn skip_stage(
        &self,
        actor: Option<&Actor>,
        no: CaseNo,
        stage: Stage,
        system: Option<&str>,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = find(&tx, actor, no, stage, system).await?;
        check_actor(actor, &found, Action::Baseline)?;
        check_from(&found, &[StageState::NotStarted])?;
        change(&tx, actor, &found, StageState::NotApplicable, Default::default(), system).await?;
        tx.commit().await
    }
}

/// Keeps everybody else from writing what the gates of the case depend on, until the transaction
/// ends. It stands before any other lock; SQLite has one writer anyway.
pub(crate) async fn lock_case(tx: &Tx, case: Uuid) -> Result<()> {
    case_file::Entity::find_by_id(case).lock(LockType::NoKeyUpdate).one(&tx.db).await?;
    Ok(())
}

/// The record of the stage; of another vendor's lane there is none.
pub(crate) async fn find(
    tx: &Tx,
    actor: Option<&Actor>,
    no: CaseNo,
    stage: Stage,
    system: Option<&str>,
) -> Result<Found> {
    let case = find_case(tx, actor, no).await?;
    let lane = match system {
        Some(code) => {
            let system = system::Entity::find().filter(system::Column::Code.eq(comparable(code))).one(&tx.db).await?;
            let system = system.ok_or(StoreError::NotFound(Noun::Lane))?;
            let lane = lane::Entity::find()
                .filter(lane::Column::CaseId.eq(case.id))
                .filter(lane::Column::SystemId.eq(system.id));
            Some(lane.one(&tx.db).await?.ok_or(StoreError::NotFound(Noun::Lane))?)
        }
        None => None,
    };
    let others = |it: &Actor| {
        it.side() == Side::Vendor && lane.as_ref().is_some_and(|lane| lane.vendor_org_id != Some(it.org.0))
    };
    if actor.is_some_and(others) {
        return Err(StoreError::NotFound(Noun::Lane));
    }
    let of_lane = match &lane {
        Some(lane) => stage_record::Column::LaneId.eq(lane.id),
        None => stage_record::Column::LaneId.is_null(),
    };
    let row = stage_record::Entity::find()
        .filter(stage_record::Column::CaseId.eq(case.id))
        .filter(stage_record::Column::Stage.eq(i32::from(stage.number())))
        .filter(of_lane)
        .one(&tx.db);
    let row = row.await?.ok_or(StoreError::NotFound(Noun::Stage))?;
    let state = code(StageState::parse, &row.state)?;
    Ok(Found { case, lane, row, state })
}

fn check_actor(actor: Option<&Actor>, found: &Found, action: Action) -> Result<()> {
    let Some(actor) = actor else { return Ok(()) };
    let grant = may(actor.role, action);
    let own_lane = found.lane.as_ref().is_some_and(|lane| lane.vendor_org_id == Some(actor.org.0));
    let reaches = actor.side() != Side::Vendor || own_lane;
    if grant.allows(Level::Edit) && reaches && !actor.role.is_operator() {
        Ok(())
    } else {
        Err(Refusal::NotAllowed(action).into())
    }
}

fn check_from(found: &Found, allowed: &[StageState]) -> Result<()> {
    if allowed.contains(&found.state) { Ok(()) } else { Err(StoreError::field(Field::Stage, Problem::Unchanged)) }
}

fn place(found: &Found) -> Result<Place> {
    Ok(Place {
        case: Some(found.case.id),
        vendor: found.lane.as_ref().and_then(|it| it.vendor_org_id),
        center: Some(code(CenterCode::parse, &found.case.center)?),
        ..Place::default()
    })
}

async fn change(
    tx: &Tx,
    actor: Option<&Actor>,
    found: &Found,
    to: StageState,
    row: stage_record::ActiveModel,
    system: Option<&str>,
) -> Result<()> {
    let row = stage_record::ActiveModel {
        id: Unchanged(found.row.id),
        state: Set(to.to_string()),
        version: Set(found.row.version + 1),
        ..row
    };
    row.update(&tx.db).await?;
    let stage = u8::try_from(found.row.stage).ok().and_then(Stage::new).ok_or(StoreError::NotFound(Noun::Lane))?;
    let event = Event::StageChanged { stage, system: system.map(str::to_owned), from: found.state, to };
    tx.record(&event, actor, place(found)?).await
}
