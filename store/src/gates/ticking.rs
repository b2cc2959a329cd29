//! Lines of a checklist are ticked, reopened or left out.

use super::{
    found::Found,
    lines::{KEPT, meant, own_lines, side_kept},
};
use crate::{Result, Store, entity::stage_line, tx::Tx};
use domain::{
    actor::Actor,
    event::LineChange,
    gate::{LineState, StageKey, StageVerb, leaves_out, settles},
    ids::StageLineId,
    policy::Action,
    refusal::{Field, Refusal},
    stage::StageState,
    text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
};

/// The states in which a line can be ticked.
const CLOSED_LATER: [StageState; 4] =
    [StageState::NotStarted, StageState::InProgress, StageState::AwaitingGate, StageState::Done];

impl Store {
    /// Ticks lines, or opens them again. What is so already stays so, and nothing is written.
    ///
    /// # Errors
    /// NotFound, not the actor's, a line is another side's, or it was opened again after the gate was passed.
    pub async fn tick_stage_lines(
        &self,
        actor: &Actor,
        key: &StageKey,
        which: &[StageLineId],
        done: bool,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        // What a 条件付承認 let pass is still to be done.
        let kept: &[_] = if done { &CLOSED_LATER } else { &KEPT };
        found.check_state(kept, StageVerb::Checklist)?;
        let lines = own_lines(&tx, &found).await?;
        let (to, change) =
            if done { (LineState::Done, LineChange::Ticked) } else { (LineState::Open, LineChange::Reopened) };
        let mut changed = Vec::new();
        for id in which {
            let line = meant(&lines, *id)?;
            if !settles(actor, &found.standing, side_kept(line.side.as_deref())) {
                return Err(Refusal::NotAllowed(Action::Progress).into());
            }
            if line.state != to.as_str() {
                settle(&tx, actor, line, to, "").await?;
                changed.push(line.text.clone());
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        found.touch(&tx).await?;
        tx.record(&found.checklist_event(change, changed), Some(actor), found.record_place()?).await?;
        tx.commit().await
    }

    /// Leaves a line out (対象外), with a reason. A vendor leaves none out, the center none of the city's.
    ///
    /// # Errors
    /// NotFound, not the actor's, the gate is passed, or no reason.
    pub async fn leave_out_stage_line(
        &self,
        actor: &Actor,
        key: &StageKey,
        line: StageLineId,
        reason: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::open(&tx, Some(actor), key).await?;
        found.check_keeper(actor)?;
        let lines = own_lines(&tx, &found).await?;
        let line = meant(&lines, line)?;
        if !leaves_out(actor, &found.standing, side_kept(line.side.as_deref())) {
            return Err(Refusal::NotAllowed(Action::Progress).into());
        }
        let reason = text::note(Field::Reason, reason)?;
        settle(&tx, actor, line, LineState::NotApplicable, &reason).await?;
        found.touch(&tx).await?;
        let event = found.checklist_event(LineChange::LeftOut, vec![line.text.clone()]);
        tx.record(&event, Some(actor), found.record_place()?).await?;
        tx.commit().await
    }
}

async fn settle(tx: &Tx, actor: &Actor, line: &stage_line::Model, to: LineState, reason: &str) -> Result<()> {
    let settled = to != LineState::Open;
    let row = stage_line::ActiveModel {
        id: Unchanged(line.id),
        state: Set(to.to_string()),
        reason: Set(reason.to_owned()),
        settled_at: Set(settled.then_some(tx.now)),
        settled_by: Set(settled.then_some(actor.user.0)),
        version: Set(line.version + 1),
        ..Default::default()
    };
    row.update(&tx.db).await?;
    Ok(())
}
