//! A 工程 between row and rule, opened for writing.

use super::approvers::named;
use crate::{
    Noun, Result, StoreError,
    audience::case_audience,
    cases::{find, find_case, lock_case},
    entity::{case_file, gate_step, lane, stage_record},
    select::code,
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    date::instant::jst_day,
    gate::{Corrected, GateStep, StageKey, StageVerb, Standing, Verdict, may_work, not_passed},
    ids::{OrgId, UserId},
    organisation::CenterCode,
    policy::Action,
    refusal::Refusal,
    stage::{Stage, StageState},
    visibility::{RecordAudience, Scope},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

/// A 工程 that the actor may know of. Its case is locked: what the gate depends on stays as it is
/// until the transaction ends.
pub(super) struct Found {
    pub key: StageKey,
    pub case: case_file::Model,
    pub lane: Option<lane::Model>,
    pub row: stage_record::Model,
    pub standing: Standing,
}

impl Found {
    /// The 工程, or NotFound.
    pub async fn open(tx: &Tx, actor: Option<&Actor>, key: &StageKey) -> Result<Self> {
        if key.stage.is_per_lane() != key.system.is_some() {
            return Err(StoreError::NotFound(Noun::Stage));
        }
        let case = find_case(tx, actor, key.no).await?;
        lock_case(tx, case.id).await?;
        let found = find(tx, actor, key.no, key.stage, key.system.as_deref()).await?;
        let (case, lane, row) = (found.case, found.lane, found.row);
        let others = stage_record::Entity::find().filter(stage_record::Column::CaseId.eq(case.id)).all(&tx.db).await?;
        let previous = previous(key, lane.as_ref().map(|it| it.id), &others)?;
        let section = OrgId(case.section_org_id);
        let audience = RecordAudience {
            case: case_audience(&tx.db, case.id, &case.center).await?,
            vendor: lane.as_ref().and_then(|it| it.vendor_org_id).map(OrgId),
            scope: Scope::Shared,
        };
        let standing = Standing {
            stage: key.stage,
            state: found.state,
            case: code(CaseState::parse, &case.state)?,
            leave_out_proposed: leave_out_proposed(&row, found.state),
            audience,
            section,
            previous,
            approver: named(&tx.db, section, key.stage, tx.today).await?,
        };
        Ok(Self { key: key.clone(), case, lane, row, standing })
    }

    /// The work on a 工程 is not everybody's; `None` is the import.
    pub fn check_worker(&self, actor: Option<&Actor>) -> Result<()> {
        match actor {
            Some(actor) if !may_work(actor, &self.standing) => Err(Refusal::NotAllowed(Action::Progress).into()),
            _ => Ok(()),
        }
    }

    /// The day (JST) on which its case was opened.
    pub fn opened_on(&self) -> NaiveDate {
        jst_day(self.case.created_at)
    }

    /// What was asked for is possible only in these states, and while the case lets it.
    pub fn check_state(&self, allowed: &[StageState], attempted: StageVerb) -> Result<()> {
        self.standing.check_case(attempted)?;
        let state = self.standing.state;
        if allowed.contains(&state) { Ok(()) } else { Err(Refusal::WrongStage { state, attempted }.into()) }
    }

    /// The person had this version before them; `None` is the import.
    pub fn check_version(&self, version: Option<i32>) -> Result<()> {
        if version.is_none_or(|it| it == self.row.version) { Ok(()) } else { Err(StoreError::Stale) }
    }

    /// Where it stands is no secret to those who know of the case or lane.
    pub fn place(&self) -> Result<Place> {
        Ok(Place {
            case: Some(self.case.id),
            vendor: self.standing.audience.vendor.map(|it| it.0),
            center: Some(code(CenterCode::parse, &self.case.center)?),
            ..Place::default()
        })
    }

    /// What is said about it is for those who read its records.
    pub fn record_place(&self) -> Result<Place> {
        Ok(Place { scope: Some(Scope::Shared), ..self.place()? })
    }

    /// Replaces the row, if nobody else did.
    pub async fn save(&self, tx: &Tx, row: stage_record::ActiveModel) -> Result<()> {
        let row = stage_record::ActiveModel { version: Set(self.row.version + 1), ..row };
        let update = stage_record::Entity::update_many()
            .set(row)
            .filter(stage_record::Column::Id.eq(self.row.id))
            .filter(stage_record::Column::Version.eq(self.row.version));
        if update.exec(&tx.db).await?.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }

    /// Its checklist changed: who decides from an older page is told.
    pub async fn touch(&self, tx: &Tx) -> Result<()> {
        stage_record::Entity::update_many()
            .col_expr(stage_record::Column::Version, Expr::value(self.row.version + 1))
            .filter(stage_record::Column::Id.eq(self.row.id))
            .exec(&tx.db)
            .await?;
        Ok(())
    }

    /// Who asked last by that step; `None` where nobody did, or an import.
    pub async fn asked_by(&self, tx: &Tx, step: GateStep) -> Result<Option<UserId>> {
        let last = gate_step::Entity::find()
            .filter(gate_step::Column::StageRecordId.eq(self.row.id))
            .filter(gate_step::Column::Step.eq(step.as_str()))
            .order_by_desc(gate_step::Column::Number)
            .one(&tx.db);
        Ok(last.await?.and_then(|it| it.by_id).map(UserId))
    }

    /// The day (JST) of the last decision at its gate; none where it passed before decisions were kept.
    pub async fn decided_on(&self, tx: &Tx) -> Result<Option<NaiveDate>> {
        let verdicts = Verdict::ALL.iter().map(|it| it.as_str());
        let last = gate_step::Entity::find()
            .filter(gate_step::Column::StageRecordId.eq(self.row.id))
            .filter(gate_step::Column::Step.is_in(verdicts))
            .order_by_desc(gate_step::Column::Number)
            .one(&tx.db);
        Ok(last.await?.map(|it| jst_day(it.at)))
    }

    /// Adds a step to the history of its gate, with what was not met and let pass.
    pub async fn step(
        &self,
        tx: &Tx,
        actor: Option<&Actor>,
        step: GateStep,
        reason: &str,
        left_open: &[String],
    ) -> Result<Uuid> {
        let left_open = (!left_open.is_empty()).then(|| serde_json::to_string(left_open)).transpose()?;
        let row = gate_step::ActiveModel { left_open: Set(left_open), ..Default::default() };
        self.add_step(tx, actor, step, reason, row).await
    }

    /// Adds that 実績 was corrected, with the days.
    pub async fn corrected(&self, tx: &Tx, actor: &Actor, days: &Corrected, reason: &str) -> Result<()> {
        let corrected = Some(serde_json::to_string(days)?);
        let row = gate_step::ActiveModel { corrected: Set(corrected), ..Default::default() };
        self.add_step(tx, Some(actor), GateStep::Corrected, reason, row).await.map(|_| ())
    }

    async fn add_step(
        &self,
        tx: &Tx,
        actor: Option<&Actor>,
        step: GateStep,
        reason: &str,
        row: gate_step::ActiveModel,
    ) -> Result<Uuid> {
        let before = gate_step::Entity::find().filter(gate_step::Column::StageRecordId.eq(self.row.id));
        let before = before.count(&tx.db).await?;
        let id = tx.new_id();
        let row = gate_step::ActiveModel {
            id: Set(id),
            stage_record_id: Set(self.row.id),
            number: Set(i32::try_from(before).unwrap_or(i32::MAX - 1) + 1),
            step: Set(step.to_string()),
            reason: Set(reason.to_owned()),
            by_id: Set(actor.map(|it| it.user.0)),
            by_org_id: Set(actor.map(|it| it.org.0)),
            at: Set(tx.now),
            ..row
        };
        row.insert(&tx.db).await?;
        Ok(id)
    }
}

/// Whether 対象外 is proposed and waits for its answer.
pub(crate) fn leave_out_proposed(row: &stage_record::Model, state: StageState) -> bool {
    row.leave_out_reason.is_some() && state == StageState::NotStarted
}

/// The nearest 工程 before, of the case or of the same lane, while its gate is not passed.
pub(super) fn previous(
    key: &StageKey,
    lane: Option<Uuid>,
    records: &[stage_record::Model],
) -> Result<Option<(Stage, Option<String>)>> {
    let own = records.iter().filter(|it| it.lane_id.is_none() || it.lane_id == lane);
    let read = |it: &stage_record::Model| {
        let stage = u8::try_from(it.stage).ok().and_then(Stage::new).ok_or(StoreError::NotFound(Noun::Stage))?;
        Ok((stage, code(StageState::parse, &it.state)?))
    };
    let own = own.map(read).collect::<Result<Vec<_>>>()?;
    let before = not_passed(key.stage, own);
    Ok(before.map(|stage| (stage, key.system.clone().filter(|_| stage.is_per_lane()))))
}
