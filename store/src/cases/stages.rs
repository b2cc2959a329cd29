//! The life of a 工程, and the end of a case.

use crate::{
    Noun, Result, Store, StoreError,
    entity::{case_file, lane, stage_record, system},
    scope::case_for,
    select::code,
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
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
    ColumnTrait, EntityTrait, QueryFilter,
};

/// A stage that the actor may know of, with its case and lane.
struct Found {
    case: case_file::Model,
    lane: Option<lane::Model>,
    row: stage_record::Model,
    state: StageState,
}

impl Store {
    /// 工程 starts on a day, today at the latest.
    ///
    /// # Errors
    /// NotFound, not the actor's, or it has started already.
    pub async fn start_stage(
        &self,
        actor: Option<&Actor>,
        no: CaseNo,
        stage: Stage,
        system: Option<&str>,
        on: NaiveDate,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = find(&tx, actor, no, stage, system).await?;
        check_actor(actor, &found, Action::Progress)?;
        check_from(&found, &[StageState::NotStarted])?;
        check_past(on, tx.today)?;
        let row = stage_record::ActiveModel { actual_start: Set(Some(on)), ..Default::default() };
        change(&tx, actor, &found, StageState::InProgress, row, system).await?;
        tx.commit().await
    }

    /// The work of a 工程 is done and its gate is asked for.
    ///
    /// # Errors
    /// NotFound, not the actor's, or it is not in progress.
    pub async fn await_gate(
        &self,
        actor: Option<&Actor>,
        no: CaseNo,
        stage: Stage,
        system: Option<&str>,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = find(&tx, actor, no, stage, system).await?;
        check_actor(actor, &found, Action::Progress)?;
        check_from(&found, &[StageState::InProgress])?;
        change(&tx, actor, &found, StageState::AwaitingGate, Default::default(), system).await?;
        tx.commit().await
    }

    /// 工程 ends on a day, today at the latest. A vendor never ends one.
    ///
    /// # Errors
    /// NotFound, not the actor's, or it is not in progress.
    pub async fn end_stage(
        &self,
        actor: Option<&Actor>,
        no: CaseNo,
        stage: Stage,
        system: Option<&str>,
        on: NaiveDate,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = find(&tx, actor, no, stage, system).await?;
        check_actor(actor, &found, Action::Progress)?;
        if actor.is_some_and(|it| it.side() == Side::Vendor) {
            return Err(Refusal::NotAllowed(Action::Progress).into());
        }
        check_from(&found, &[StageState::InProgress, StageState::AwaitingGate])?;
        check_past(on, tx.today)?;
        let row = stage_record::ActiveModel { actual_end: Set(Some(on)), ..Default::default() };
        change(&tx, actor, &found, StageState::Done, row, system).await?;
        tx.commit().await
    }

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

    /// Moves the plan of a 工程; the first plan stays beside it.
    ///
    /// # Errors
    /// NotFound, not the actor's, it is over, nothing would change, or it would end before it starts.
    pub async fn replan_stage(
        &self,
        actor: Option<&Actor>,
        no: CaseNo,
        stage: Stage,
        system: Option<&str>,
        start: NaiveDate,
        end: NaiveDate,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = find(&tx, actor, no, stage, system).await?;
        check_actor(actor, &found, Action::Baseline)?;
        if found.state.is_over() || (found.row.planned_start, found.row.planned_end) == (start, end) {
            return Err(StoreError::field(Field::Stage, Problem::Unchanged));
        }
        if end < start {
            return Err(StoreError::field(Field::Due, Problem::UnknownChoice));
        }
        let row = stage_record::ActiveModel {
            id: Unchanged(found.row.id),
            planned_start: Set(start),
            planned_end: Set(end),
            version: Set(found.row.version + 1),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        let from = found.row.planned_end;
        let event = Event::StageReplanned {
            stage,
            system: system.map(str::to_owned),
            from,
            to: end,
            days: self.calendars().of(no.center).between(from, end),
        };
        tx.record(&event, actor, place(&found)?).await?;
        tx.commit().await
    }

    /// 案件 is done.
    ///
    /// # Errors
    /// NotFound, not the actor's, or it is over already.
    pub async fn complete_case(&self, actor: Option<&Actor>, no: CaseNo) -> Result<()> {
        let tx = self.begin().await?;
        let case = find_case(&tx, actor, no).await?;
        if actor.is_some_and(|it| !may(it.role, Action::CreateCase).allows(Level::Edit)) {
            return Err(Refusal::NotAllowed(Action::CreateCase).into());
        }
        if code(CaseState::parse, &case.state)?.is_over() {
            return Err(StoreError::field(Field::Case, Problem::Unchanged));
        }
        let center = code(CenterCode::parse, &case.center)?;
        let row = case_file::ActiveModel {
            id: Unchanged(case.id),
            state: Set(CaseState::Completed.to_string()),
            version: Set(case.version + 1),
            updated_at: Set(tx.now),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        let place = Place { case: Some(case.id), center: Some(center), ..Place::default() };
        tx.record(&Event::CaseCompleted, actor, place).await?;
        tx.commit().await
    }
}

async fn find_case(tx: &Tx, actor: Option<&Actor>, no: CaseNo) -> Result<case_file::Model> {
    match actor {
        Some(actor) => case_for(&tx.db, actor, no).await,
        None => {
            let case = case_file::Entity::find().filter(case_file::Column::No.eq(no.to_string())).one(&tx.db);
            case.await?.ok_or(StoreError::NotFound(Noun::Case))
        }
    }
}

/// The record of the stage; of another vendor's lane there is none.
async fn find(tx: &Tx, actor: Option<&Actor>, no: CaseNo, stage: Stage, system: Option<&str>) -> Result<Found> {
    let case = find_case(tx, actor, no).await?;
    let lane = match system {
        Some(code) => {
            let system = system::Entity::find().filter(system::Column::Code.eq(code)).one(&tx.db).await?;
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
    let row = row.await?.ok_or(StoreError::NotFound(Noun::Lane))?;
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

fn check_past(on: NaiveDate, today: NaiveDate) -> Result<()> {
    if on > today { Err(StoreError::field(Field::Due, Problem::UnknownChoice)) } else { Ok(()) }
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
