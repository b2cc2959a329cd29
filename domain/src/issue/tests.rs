//! The life of a 課題, one behaviour per file (notes/domain §2 and §7).

mod accepting;
mod assigning;
mod ball;
mod closing;
mod deadline;
mod due_marks;
mod handing_over;
mod holding;
mod permissions;
mod raising;
mod transitions;

use super::sample::*;
use super::*;
use crate::{
    actor::Actor,
    refusal::{Field, FieldProblem, Problem, Refusal},
};

/// An input with everything that any move may need.
fn full_input() -> MoveInput {
    MoveInput {
        text: "新様式は国税庁の公開を待って確定します。".to_owned(),
        reason: "様式の公開が遅れているため".to_owned(),
        until: "2026-12-01".to_owned(),
        assignment: AssignmentInput { due: "2026-11-20".to_owned(), ..AssignmentInput::default() },
    }
}

/// A move with an input that leaves nothing out and 業務所管課 as 担当.
fn made(issue: Issue, actor: &Actor, mv: Move) -> Result<Changed, Refusal> {
    let to = (mv == Move::Accept).then(|| Ok(assignment_to(&kyuyo())));
    issue.make_move(actor, mv, &full_input(), to, TODAY)
}

/// The shared issue, accepted: 給与課, 松永, 2026-11-20.
fn accepted() -> Issue {
    shared_issue().in_hands_of(&kyuyo()).due_on("2026-11-20").in_state(IssueState::Accepted)
}

/// One wrong input.
fn only(field: Field, problem: Problem) -> Refusal {
    Refusal::field(field, problem)
}
