//! What the verbs of 工程 share. How a 工程 starts, ends or is left out: [`crate::gates`].

use super::found::find_case;
use crate::{
    Noun, Result, StoreError,
    entity::{case_file, lane, stage_record, system},
    select::{code, comparable},
    tx::Tx,
};
use domain::{
    actor::Actor,
    key::CaseNo,
    organisation::Side,
    stage::{Stage, StageState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::LockType};
use uuid::Uuid;

/// A stage that the actor may know of, with its case and lane.
pub(crate) struct Found {
    pub case: case_file::Model,
    pub lane: Option<lane::Model>,
    pub row: stage_record::Model,
    pub state: StageState,
}

/// Keeps everybody else from writing what the gates of the case depend on, until the transaction
/// ends. It stands before any other lock; SQLite has one writer anyway. Returns the case as it stands now.
pub(crate) async fn lock_case(tx: &Tx, case: Uuid) -> Result<case_file::Model> {
    let found = case_file::Entity::find_by_id(case).lock(LockType::NoKeyUpdate).one(&tx.db).await?;
    found.ok_or(StoreError::NotFound(Noun::Case))
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
