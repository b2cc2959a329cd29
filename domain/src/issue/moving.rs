//! The moves of a 課題 from state to state, who may make them and what they need.

use super::{Assignment, AssignmentInput, Changed, Holder, Issue, IssueState, Move, assigning::due_date, ball};
use crate::{
    actor::Actor,
    date::parse_day,
    event::Event,
    organisation::Side,
    policy::{Action, Level, Reach, may},
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    role::Role,
    text,
    visibility::{Scope, may_write},
};
use chrono::NaiveDate;

/// What a form says about a move, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveInput {
    /// 質問, 回答 or 対応内容; it becomes a comment.
    pub text: String,
    /// 理由 of a return, a hold or a withdrawal.
    pub reason: String,
    /// 再開日 of a hold.
    pub until: String,
    /// 担当組織・担当者・期限 of an acceptance.
    pub assignment: AssignmentInput,
}

/// The inputs a move needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing but the button.
    Nothing,
    /// A text that becomes a comment.
    Text,
    /// 理由.
    Reason,
    /// 理由 and 再開日.
    ReasonAndDay,
    /// 担当組織・担当者・期限.
    Assignment,
}

/// What a move needs.
pub const fn needs(mv: Move) -> Needs {
    match mv {
        Move::Accept => Needs::Assignment,
        Move::Start | Move::Approve | Move::Resume => Needs::Nothing,
        Move::AskCity | Move::AskVendor | Move::AskNation | Move::Answer | Move::Resolve => Needs::Text,
        Move::Return | Move::Withdraw => Needs::Reason,
        Move::Hold => Needs::ReasonAndDay,
    }
}

/// Whether the actor, who can see the issue, may edit it (rows 16 and 18 of the table).
pub fn may_edit(actor: &Actor, issue: &Issue) -> bool {
    let row = if issue.scope() == Scope::Center { Action::InternalTask } else { Action::EditIssue };
    let grant = may(actor.role, row);
    let is_own = issue.raised_by == actor.user || issue.assignee == Some(actor.user);
    grant.allows(Level::Edit)
        && may_write(actor, issue.scope())
        && match grant.reach {
            Reach::Visible => true,
            Reach::OwnSystems => issue.audience.vendor == Some(actor.org),
            Reach::Own => is_own,
            Reach::OwnCenter => actor.center == Some(issue.audience.case.center),
        }
}

/// Whether the actor, who can see the issue, can change it now.
///
/// # Errors
/// It is not the actor's to edit, or it is over.
pub fn check_editable(actor: &Actor, issue: &Issue) -> Result<(), Refusal> {
    match (may_edit(actor, issue), issue.state.is_open()) {
        (false, _) => Err(Refusal::NotAllowed(Action::EditIssue)),
        (true, false) => Err(Refusal::IssueOver(issue.state)),
        (true, true) => Ok(()),
    }
}

/// Whether the actor, who can see the issue, may make this move on it in its present state.
pub fn may_move(actor: &Actor, issue: &Issue, mv: Move) -> bool {
    let manages = matches!(actor.role, Role::CenterLead | Role::OperationsManager);
    match mv {
        Move::Approve | Move::Return => approves(actor, issue),
        Move::Withdraw => may_edit(actor, issue) && (actor.side() == issue.raised_side() || manages),
        Move::Answer => may_edit(actor, issue) && (manages || is_asked(actor, issue)),
        // Nobody asks themselves.
        Move::AskVendor => may_edit(actor, issue) && has_vendor(issue) && actor.side() != Side::Vendor,
        Move::AskCity => may_edit(actor, issue) && issue.scope() != Scope::Center && actor.org != issue.section_org,
        _ => may_edit(actor, issue),
    }
}

/// Whether the answer that is waited for is the actor's side's to give: the ball is theirs, or that of 国等, whose
/// answer comes to the city or the center. 責任者 and 業務管理者, who gather the talk (specification 9-(5)), also write
/// down an answer that came by another way.
fn is_asked(actor: &Actor, issue: &Issue) -> bool {
    match ball(issue).holder {
        Holder::Nation => actor.side() != Side::Vendor,
        holder => holder == actor.side().into(),
    }
}

/// Asking a vendor makes sense only where a vendor can read the question.
fn has_vendor(issue: &Issue) -> bool {
    issue.scope() == Scope::Shared && issue.audience.vendor.is_some()
}

/// 完了の承認 belongs to the raiser's side (row 17); what a vendor raised, the city or the center
/// may approve, for a vendor never approves.
fn approves(actor: &Actor, issue: &Issue) -> bool {
    may(actor.role, Action::ApproveIssue).allows(Level::Approve)
        && may_write(actor, issue.scope())
        && (issue.raised_side() == Side::Vendor || issue.raised_side() == actor.side())
}

/// The moves the actor can make on the issue now, in the order people read them.
pub fn moves_for(actor: &Actor, issue: &Issue) -> Vec<Move> {
    let possible = |mv: &Move| issue.state.after(*mv, issue.is_assigned()).is_some() && may_move(actor, issue, *mv);
    Move::ALL.iter().copied().filter(possible).collect()
}

impl Issue {
    /// Makes a move. `assignment` is what the store found for `input.assignment`: the problem
    /// beside a field when there is no such organisation or person.
    ///
    /// # Errors
    /// A move that is not the actor's, not possible in this state, or that lacks what it needs.
    pub fn make_move(
        self,
        actor: &Actor,
        mv: Move,
        input: &MoveInput,
        assignment: Option<Result<Assignment, Vec<FieldProblem>>>,
        today: NaiveDate,
    ) -> Result<Changed, Refusal> {
        let from = self.state;
        let Some(to) = from.after(mv, self.is_assigned()) else {
            return Err(Refusal::WrongState { state: from, attempted: mv });
        };
        if !may_move(actor, &self, mv) {
            let row = if matches!(mv, Move::Approve | Move::Return) { Action::ApproveIssue } else { Action::EditIssue };
            return Err(Refusal::NotAllowed(row));
        }
        let mut problems = Problems::default();
        let mut issue = self;
        let (mut reason, mut until) = (None, None);
        let (mut given_to, mut due) = (None, None);
        match needs(mv) {
            Needs::Nothing => {}
            Needs::Text => {
                problems.keep(text::prose(Field::Text, &input.text));
            }
            Needs::Reason => reason = problems.keep(text::note(Field::Reason, &input.reason)),
            Needs::ReasonAndDay => {
                reason = problems.keep(text::note(Field::Reason, &input.reason));
                until = problems.keep(resume_day(&input.until, today));
            }
            Needs::Assignment => {
                given_to = assignment.as_ref().and_then(|found| found.as_ref().ok()).map(Assignment::names);
                let (changed, noted) = issue.accepted(input, assignment, today);
                issue = changed;
                due = issue.due;
                noted.into_iter().for_each(|p| problems.add(p.field, p.problem));
            }
        }
        problems.finish()?;
        issue.hold_until = until;
        issue.approved_by = (mv == Move::Approve).then_some(actor.user);
        Ok((issue.arrived(to, today), Event::IssueMoved { mv, from, to, reason, until, given_to, due }))
    }

    /// 取下げ because its case is cancelled, for the same `reason`. It follows from the case, so that whoever may
    /// cancel that need not know the issue. `None` when it is over already.
    pub fn withdrawn_with_case(self, reason: &str, today: NaiveDate) -> Option<Changed> {
        let (mv, from) = (Move::Withdraw, self.state);
        let to = from.after(mv, self.is_assigned())?;
        let issue = Self { hold_until: None, approved_by: None, ..self };
        let (reason, until, given_to, due) = (Some(reason.to_owned()), None, None, None);
        Some((issue.arrived(to, today), Event::IssueMoved { mv, from, to, reason, until, given_to, due }))
    }

    /// In the state to which a move led it.
    fn arrived(mut self, to: IssueState, today: NaiveDate) -> Self {
        self.state = to;
        self.closed_on = (!to.is_open()).then_some(today);
        self.with_ball(today)
    }

    /// What is on hold comes back by itself on its 再開日: a ball is always with somebody. `None` when it is not yet
    /// time.
    pub fn woken(self, today: NaiveDate) -> Option<Changed> {
        let from = self.state;
        if from != IssueState::OnHold || self.hold_until.is_none_or(|day| day > today) {
            return None;
        }
        let to = from.after(Move::Resume, self.is_assigned())?;
        let issue = Self { state: to, hold_until: None, ..self };
        let (mv, reason, until, given_to, due) = (Move::Resume, None, None, None, None);
        Some((issue.with_ball(today), Event::IssueMoved { mv, from, to, reason, until, given_to, due }))
    }

    /// 受付: what is set already may be left out; what is missing must be given.
    fn accepted(
        mut self,
        input: &MoveInput,
        assignment: Option<Result<Assignment, Vec<FieldProblem>>>,
        today: NaiveDate,
    ) -> (Self, Vec<FieldProblem>) {
        let mut noted = Vec::new();
        match assignment {
            Some(Ok(to)) => match to.check(&self.audience) {
                Ok(()) => self = self.given_to(&to),
                Err(problem) => noted.push(problem),
            },
            Some(Err(problems)) => noted.extend(problems),
            None => {
                if self.org.is_none() {
                    noted.push(FieldProblem::new(Field::Org, Problem::Required));
                }
                if self.assignee.is_none() {
                    noted.push(FieldProblem::new(Field::Assignee, Problem::Required));
                }
            }
        }
        if self.due.is_none() || !input.assignment.due.trim().is_empty() {
            match due_date(Field::Due, &input.assignment.due, today) {
                // A 期限 that is there is moved with a reason, and counted (`Issue::move_deadline`).
                Ok(due) if self.due.is_some_and(|set| set != due) => {
                    noted.push(FieldProblem::new(Field::Due, Problem::AlreadyThere));
                }
                Ok(due) => {
                    self.due = Some(due);
                    self.first_due = self.first_due.or(self.due);
                }
                Err(problem) => noted.push(problem),
            }
        }
        (self, noted)
    }
}

/// 再開日: a day after today.
fn resume_day(input: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    if input.trim().is_empty() {
        return Err(FieldProblem::new(Field::Until, Problem::Required));
    }
    match parse_day(input) {
        Ok(day) if day > today => Ok(day),
        Ok(_) => {
            let earliest = today.succ_opt().unwrap_or(today);
            Err(FieldProblem::new(Field::Until, Problem::TooSoon { earliest }))
        }
        Err(problem) => Err(FieldProblem::new(Field::Until, Problem::Date(problem))),
    }
}
