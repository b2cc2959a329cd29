//! What was asked for is taken back: a gate, or 対象外. Somebody waits for the answer and reads why it is not
//! needed any more, so that there is a reason always.

use super::{StageVerb, Standing, leaving_out::proposed, may_work};
use crate::{
    actor::Actor,
    ids::UserId,
    policy::Action,
    refusal::{Field, Refusal},
    role::Role,
    stage::StageState,
    text,
};

/// Whether the actor may take back what `asked_by` asked for (`None`: an import did). Who asked may, and who answers
/// for the 工程 whoever asked: 業務管理者, 責任者 and the officers of the owning section. Its 決裁者 returns it instead
/// (差戻し).
pub fn recalls(actor: &Actor, standing: &Standing, asked_by: Option<UserId>) -> bool {
    let answers = matches!(actor.role, Role::OperationsManager | Role::CenterLead | Role::SectionOfficer);
    (answers || asked_by == Some(actor.user)) && may_work(actor, standing)
}

/// The reason for which the gate is not asked for any more: the work goes on.
///
/// # Errors
/// Not the actor's to take back, the case is over, it was not asked for, or no reason.
pub fn recall_gate(
    actor: &Actor,
    standing: &Standing,
    asked_by: Option<UserId>,
    reason: &str,
) -> Result<String, Refusal> {
    check(actor, standing, asked_by)?;
    standing.check_case(StageVerb::Recall)?;
    if standing.state != StageState::AwaitingGate {
        return Err(Refusal::WrongStage { state: standing.state, attempted: StageVerb::Recall });
    }
    Ok(text::note(Field::Reason, reason)?)
}

/// The reason for which 対象外 is not proposed any more.
///
/// # Errors
/// Not the actor's to take back, the case is over, it was not proposed, or no reason.
pub fn recall_leave_out(
    actor: &Actor,
    standing: &Standing,
    asked_by: Option<UserId>,
    reason: &str,
) -> Result<String, Refusal> {
    check(actor, standing, asked_by)?;
    standing.check_case(StageVerb::RecallLeaveOut)?;
    proposed(standing, StageVerb::RecallLeaveOut)?;
    Ok(text::note(Field::Reason, reason)?)
}

fn check(actor: &Actor, standing: &Standing, asked_by: Option<UserId>) -> Result<(), Refusal> {
    if recalls(actor, standing, asked_by) { Ok(()) } else { Err(Refusal::NotAllowed(Action::Progress)) }
}
