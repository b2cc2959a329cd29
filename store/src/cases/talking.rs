//! What is said about the plan of a case.

use super::found::FoundCase;
use crate::{
    Result, Store,
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    event::Event,
    key::CaseNo,
    planning::may_comment_plan,
    policy::Action,
    refusal::{Field, Refusal},
    text,
    visibility::Scope,
};

impl Store {
    /// Says something about the plan of a case, between 市 and 管理者. It stands in the history.
    ///
    /// # Errors
    /// NotFound, not the actor's to say, or nothing was said.
    pub async fn comment_plan(&self, actor: &Actor, no: CaseNo, typed: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = FoundCase::of(&tx, Some(actor), no).await?;
        if !may_comment_plan(actor, &found.parties) {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        let text = text::note(Field::Text, typed)?;
        write_comment(&tx, actor, &found, text).await?;
        tx.commit().await
    }
}

/// Writes what somebody said about the plan of a case.
pub(super) async fn write_comment(tx: &Tx, actor: &Actor, found: &FoundCase, text: String) -> Result<()> {
    let place = Place { scope: Some(Scope::CityManager), ..found.place() };
    tx.record(&Event::PlanCommented { text }, Some(actor), place).await
}
