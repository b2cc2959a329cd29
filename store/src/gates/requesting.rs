//! A gate is asked for, or the request taken back.

use super::{found::Found, lines::own_lines};
use crate::{Result, Store, entity::stage_record, tx::Tx};
use domain::{
    actor::Actor,
    event::Event,
    gate::{GateStep, StageKey, StageVerb, recall_gate},
    stage::StageState,
};
use sea_orm::ActiveValue::Set;

impl Store {
    /// The work of a 工程 is done and its gate is asked for. What keeps it shut is no hindrance yet:
    /// whoever decides reads it. 進捗率 is 100 by the rule 0-50-100, and 50 again when the work goes on.
    ///
    /// # Errors
    /// NotFound, not the actor's, not while the case is on hold or over, not in progress, or Stale.
    pub async fn request_gate(&self, actor: Option<&Actor>, key: &StageKey, version: Option<i32>) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, actor, key).await?;
        found.check_worker(actor)?;
        found.check_state(&[StageState::InProgress], StageVerb::Request)?;
        found.check_version(version)?;
        turn(tx, &found, actor, GateStep::Requested, "").await
    }

    /// The request is taken back with a reason, by who asked or who answers for the 工程, and the work goes on.
    ///
    /// # Errors
    /// NotFound, not the actor's to take back, not asked for, no reason, or Stale.
    pub async fn recall_gate(&self, actor: &Actor, key: &StageKey, version: i32, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        let asked_by = found.asked_by(&tx, GateStep::Requested).await?;
        let reason = recall_gate(actor, &found.standing, asked_by, reason)?;
        found.check_version(Some(version))?;
        turn(tx, &found, Some(actor), GateStep::Recalled, &reason).await
    }
}

/// Row, history and event.
async fn turn(tx: Tx, found: &Found, actor: Option<&Actor>, step: GateStep, reason: &str) -> Result<()> {
    let (from, to, progress) = match step {
        GateStep::Recalled => (StageState::AwaitingGate, StageState::InProgress, 50),
        _ => (StageState::InProgress, StageState::AwaitingGate, 100),
    };
    own_lines(&tx, found).await?;
    let row = stage_record::ActiveModel { state: Set(to.to_string()), progress: Set(progress), ..Default::default() };
    found.save(&tx, row).await?;
    found.step(&tx, actor, step, reason, &[]).await?;
    let event = Event::StageChanged { stage: found.key.stage, system: found.key.system.clone(), from, to };
    tx.record(&event, actor, found.place()?).await?;
    tx.commit().await
}
