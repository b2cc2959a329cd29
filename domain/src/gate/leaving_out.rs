//! 対象外 of a 工程 that the case or a lane does not need: proposed with a reason by who works on it, agreed to or
//! returned by who decides its gate (notes/domain §3), who can also undo it. Until then the 工程 stays as it was.

use super::{GateStep, StageVerb, Standing, decides};
use crate::{
    actor::Actor,
    coded::coded_enum,
    policy::Action,
    refusal::{Field, Refusal},
    stage::StageState,
    text,
};

coded_enum! {
    /// The answer to a proposal.
    pub enum LeaveOutAnswer {
        /// The 工程 is 対象外.
        Agreed = "agreed",
        /// 差戻し.
        Returned = "returned",
    }
}

/// An answer that holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveOut {
    /// Where the 工程 stands now.
    pub to: StageState,
    /// What the history of its gate tells.
    pub step: GateStep,
    /// 理由 of a 差戻し, a word with an agreement.
    pub reason: String,
}

/// The reason of a proposal. Only what has not begun is left out: what has begun ends at its gate.
///
/// # Errors
/// Not while the case stands so, it has begun or is over, it was proposed already, or no reason.
pub fn propose_leave_out(standing: &Standing, reason: &str) -> Result<String, Refusal> {
    let attempted = StageVerb::ProposeLeaveOut;
    standing.check_case(attempted)?;
    if standing.state != StageState::NotStarted {
        return Err(Refusal::WrongStage { state: standing.state, attempted });
    }
    standing.check_not_proposed(attempted)?;
    Ok(text::note(Field::Reason, reason)?)
}

/// Answers a proposal.
///
/// # Errors
/// Not the actor's to decide, not while the case stands so, nothing was proposed, or a 差戻し without a reason.
pub fn answer_leave_out(
    actor: &Actor,
    standing: &Standing,
    answer: LeaveOutAnswer,
    reason: &str,
) -> Result<LeaveOut, Refusal> {
    if !decides(actor, standing) {
        return Err(Refusal::NotAllowed(Action::DecidePolicy));
    }
    standing.check_case(StageVerb::AnswerLeaveOut)?;
    proposed(standing, StageVerb::AnswerLeaveOut)?;
    Ok(match answer {
        LeaveOutAnswer::Agreed => LeaveOut {
            to: StageState::NotApplicable,
            step: GateStep::LeftOut,
            reason: text::optional(Field::Reason, reason, text::NOTE_MAX)?,
        },
        LeaveOutAnswer::Returned => LeaveOut {
            to: standing.state,
            step: GateStep::LeaveOutReturned,
            reason: text::note(Field::Reason, reason)?,
        },
    })
}

/// The reason for which a 工程 that is 対象外 is needed after all: it is 未着手 again, as it was before the proposal.
/// 工程 after it that have begun meanwhile go on, and their gates wait for it.
///
/// # Errors
/// Not the actor's to decide, not while the case stands so, it is not 対象外 (somebody else was faster), or no reason.
pub fn undo_leave_out(actor: &Actor, standing: &Standing, reason: &str) -> Result<String, Refusal> {
    let attempted = StageVerb::UndoLeaveOut;
    if !decides(actor, standing) {
        return Err(Refusal::NotAllowed(Action::DecidePolicy));
    }
    standing.check_case(attempted)?;
    if standing.state != StageState::NotApplicable {
        return Err(Refusal::WrongStage { state: standing.state, attempted });
    }
    Ok(text::note(Field::Reason, reason)?)
}

pub(super) fn proposed(standing: &Standing, attempted: StageVerb) -> Result<(), Refusal> {
    if standing.leave_out_proposed { Ok(()) } else { Err(Refusal::WrongStage { state: standing.state, attempted }) }
}
