//! A gate is asked for, or the request taken back.

use super::{found::Found, lines::own_lines};
use crate::{Result, Store, entity::stage_record};
use domain::{
    actor::Actor,
    event::Event,
    gate::{GateStep, StageKey, StageVerb},
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
        self.turn(actor, key, version, StageVerb::Request).await
    }

    /// The request is taken back, and the work goes on.
    ///
    /// # Errors
    /// NotFound, not the actor's, not asked for, or Stale.
    pub async fn recall_gate(&self, actor: Option<&Actor>, key: &StageKey, version: Option<i32>) -> Result<()> {
        self.turn(actor, key, version, StageVerb::Recall).await
    }

    async fn turn(&self, actor: Option<&Actor>, key: &StageKey, version: Option<i32>, verb: StageVerb) -> Result<()> {
        let (from, to, step, progress) = match verb {
            StageVerb::Recall => (StageState::AwaitingGate, StageState::InProgress, GateStep::Recalled, 50),
            _ => (StageState::InProgress, StageState::AwaitingGate, GateStep::Requested, 100),
        };
        let tx = self.begin().await?;
        let found = Found::open(&tx, actor, key).await?;
        found.check_worker(actor)?;
        found.check_state(&[from], verb)?;
        found.check_version(version)?;
        own_lines(&tx, &found).await?;
        let row =
            stage_record::ActiveModel { state: Set(to.to_string()), progress: Set(progress), ..Default::default() };
        found.save(&tx, row).await?;
        found.step(&tx, actor, step, "").await?;
        let event = Event::StageChanged { stage: key.stage, system: key.system.clone(), from, to };
        tx.record(&event, actor, found.place()?).await?;
        tx.commit().await
    }
}
