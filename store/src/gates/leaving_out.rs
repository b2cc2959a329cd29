//! A 工程 is proposed to be 対象外, and the proposal is taken back or answered; what was agreed to is undone.

use super::found::Found;
use crate::{Result, Store, entity::stage_record, tx::Tx};
use domain::{
    actor::Actor,
    event::Event,
    gate::{GateStep, LeaveOutAnswer, StageKey, answer_leave_out, propose_leave_out, recall_leave_out, undo_leave_out},
    stage::StageState,
};
use sea_orm::ActiveValue::Set;

impl Store {
    /// 工程 is proposed to be 対象外, with a reason, by who works on it. It stays as it is until the answer.
    ///
    /// `actor` and `version` are `None` for imports.
    ///
    /// # Errors
    /// NotFound, not the actor's, not while the case stands so, it has begun, it was proposed already, no reason, or
    /// Stale.
    pub async fn propose_leave_out(
        &self,
        actor: Option<&Actor>,
        key: &StageKey,
        version: Option<i32>,
        reason: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, actor, key).await?;
        found.check_worker(actor)?;
        let reason = propose_leave_out(&found.standing, reason)?;
        found.check_version(version)?;
        let row = stage_record::ActiveModel { leave_out_reason: Set(Some(reason.clone())), ..Default::default() };
        written(tx, &found, actor, row, GateStep::LeaveOutProposed, &reason).await
    }

    /// The proposal is taken back with a reason, by who made it or who answers for the 工程.
    ///
    /// # Errors
    /// NotFound, not the actor's to take back, the case is over, nothing was proposed, no reason, or Stale.
    pub async fn recall_leave_out(&self, actor: &Actor, key: &StageKey, version: i32, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        let asked_by = found.asked_by(&tx, GateStep::LeaveOutProposed).await?;
        let reason = recall_leave_out(actor, &found.standing, asked_by, reason)?;
        found.check_version(Some(version))?;
        let row = stage_record::ActiveModel { leave_out_reason: Set(None), ..Default::default() };
        written(tx, &found, Some(actor), row, GateStep::LeaveOutRecalled, &reason).await
    }

    /// Agrees to a proposal, or returns it with a reason. Who decides the gate of the 工程 answers.
    ///
    /// # Errors
    /// NotFound, not the actor's to decide, not while the case stands so, nothing was proposed (somebody else was
    /// faster), a 差戻し without a reason, or Stale.
    pub async fn answer_leave_out(
        &self,
        actor: &Actor,
        key: &StageKey,
        version: i32,
        answer: LeaveOutAnswer,
        reason: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        let answered = answer_leave_out(actor, &found.standing, answer, reason)?;
        found.check_version(Some(version))?;
        // The reason of what is 対象外 stays beside it; that of a 差戻し stands in the history.
        let left_out = answered.to == StageState::NotApplicable;
        let kept = found.row.leave_out_reason.clone().filter(|_| left_out);
        let state = Set(answered.to.to_string());
        let row = stage_record::ActiveModel { state, leave_out_reason: Set(kept), ..Default::default() };
        written(tx, &found, Some(actor), row, answered.step, &answered.reason).await
    }

    /// A 工程 that is 対象外 is needed after all: who decides its gate says why, and it is 未着手 again. Proposal,
    /// agreement and this stay in the history.
    ///
    /// # Errors
    /// NotFound, not the actor's to decide, not while the case stands so, it is not 対象外, no reason, or Stale.
    pub async fn undo_leave_out(&self, actor: &Actor, key: &StageKey, version: i32, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        let reason = undo_leave_out(actor, &found.standing, reason)?;
        found.check_version(Some(version))?;
        let state = Set(StageState::NotStarted.to_string());
        let row = stage_record::ActiveModel { state, leave_out_reason: Set(None), ..Default::default() };
        written(tx, &found, Some(actor), row, GateStep::LeaveOutUndone, &reason).await
    }
}

/// Row, history and event. Where the 工程 stands is no secret to those who know of the case; why, is.
async fn written(
    tx: Tx,
    found: &Found,
    actor: Option<&Actor>,
    row: stage_record::ActiveModel,
    step: GateStep,
    reason: &str,
) -> Result<()> {
    found.save(&tx, row).await?;
    found.step(&tx, actor, step, reason, &[]).await?;
    let event = Event::StageLeaveOut { stage: found.key.stage, system: found.key.system.clone(), step };
    tx.record(&event, actor, found.place()?).await?;
    tx.commit().await
}
