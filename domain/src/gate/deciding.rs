//! The decision at a gate.

use super::{StageVerb, Standing, Unmet, Verdict, decides};
use crate::{
    actor::Actor,
    date::parse_day,
    policy::Action,
    refusal::{Field, Problem, Problems, Refusal},
    stage::StageState,
    text,
};
use chrono::NaiveDate;

/// Most conditions of one decision: more belong into 課題 of their own, or into a 差戻し.
pub const CONDITIONS_MAX: usize = 20;

/// What the form says, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionInput {
    /// 承認, 条件付承認 or 差戻し.
    pub verdict: Verdict,
    /// 理由 of a 差戻し, a word with the others.
    pub reason: String,
    /// Rows of a 条件付承認; empty ones do not count.
    pub conditions: Vec<ConditionInput>,
}

/// A row of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConditionInput {
    /// 条件.
    pub text: String,
    /// Code of 担当組織.
    pub org: String,
    /// 期限.
    pub due: String,
    /// ログインID of 担当者; nobody is named when empty.
    pub assignee: String,
}

impl ConditionInput {
    fn is_empty(&self) -> bool {
        [&self.text, &self.org, &self.due, &self.assignee].iter().all(|typed| typed.trim().is_empty())
    }
}

/// A condition that becomes a 課題.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The row of the form, from 1.
    pub row: u8,
    /// 条件: the 件名 of the 課題.
    pub text: String,
    /// Code of 担当組織, to be looked up.
    pub org: String,
    /// 期限.
    pub due: NaiveDate,
    /// ログインID of 担当者, to be looked up; empty: the organisation names one as it takes the 課題.
    pub assignee: String,
}

/// A decision that holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// 承認, 条件付承認 or 差戻し.
    pub verdict: Verdict,
    /// 理由; empty when none was given.
    pub reason: String,
    /// Conditions of a 条件付承認.
    pub conditions: Vec<Condition>,
    /// What was not met and is let pass by a 条件付承認.
    pub left_open: Vec<String>,
    /// Where the 工程 stands now.
    pub to: StageState,
}

/// Decides. `unmet` is what keeps the gate shut now, not when the form was made: a 承認 needs all of
/// it met, a 条件付承認 the order of the 工程 and at least one condition.
///
/// # Errors
/// Not the actor's to decide, not while the case stands so, not asked for, the gate is shut, or problems beside the fields.
pub fn decide(
    actor: &Actor,
    standing: &Standing,
    input: &DecisionInput,
    unmet: &[Unmet],
    today: NaiveDate,
) -> Result<Decision, Refusal> {
    if !decides(actor, standing) {
        return Err(Refusal::NotAllowed(Action::DecidePolicy));
    }
    standing.check_case(StageVerb::Decide)?;
    if standing.state != StageState::AwaitingGate {
        return Err(Refusal::WrongStage { state: standing.state, attempted: StageVerb::Decide });
    }
    let mut problems = Problems::default();
    let reason = match input.verdict {
        Verdict::Returned => problems.keep(text::note(Field::Reason, &input.reason)),
        Verdict::Approved | Verdict::Conditional => {
            problems.keep(text::optional(Field::Reason, &input.reason, text::NOTE_MAX))
        }
    };
    let conditions = match input.verdict {
        Verdict::Conditional => conditions(&mut problems, &input.conditions, today),
        Verdict::Approved | Verdict::Returned => Vec::new(),
    };
    problems.finish()?;
    let shut: Vec<_> = match input.verdict {
        Verdict::Approved => unmet.to_vec(),
        Verdict::Conditional => unmet.iter().filter(|it| !it.can_be_conditioned()).cloned().collect(),
        Verdict::Returned => Vec::new(),
    };
    if !shut.is_empty() {
        return Err(Refusal::GateShut(shut));
    }
    let to = if input.verdict == Verdict::Returned { StageState::InProgress } else { StageState::Done };
    let let_pass = if input.verdict == Verdict::Conditional { unmet } else { &[] };
    let left_open = let_pass.iter().filter_map(Unmet::as_condition).collect();
    Ok(Decision { verdict: input.verdict, reason: reason.unwrap_or_default(), conditions, left_open, to })
}

/// Rows that were filled in; each needs all three and may name a person, and there must be one.
fn conditions(problems: &mut Problems, rows: &[ConditionInput], today: NaiveDate) -> Vec<Condition> {
    let filled: Vec<_> = (1u8..=u8::MAX).zip(rows).filter(|(_, row)| !row.is_empty()).collect();
    if filled.is_empty() {
        problems.add(Field::Condition, Problem::Required);
    }
    if filled.len() > CONDITIONS_MAX {
        problems.add(Field::Condition, Problem::TooMany { max: CONDITIONS_MAX });
        return Vec::new();
    }
    let mut found = Vec::new();
    for (row, input) in filled {
        let in_row = |problem| Problem::InRow { row, problem: Box::new(problem) };
        let mut keep = |field, result: Result<_, Problem>| match result {
            Ok(value) => Some(value),
            Err(problem) => {
                problems.add(field, in_row(problem));
                None
            }
        };
        let text = keep(Field::Condition, text::line(Field::Condition, &input.text).map_err(|it| it.problem));
        let org = input.org.trim().to_owned();
        let org = keep(Field::ConditionOrg, if org.is_empty() { Err(Problem::Required) } else { Ok(org) });
        let due = due(&input.due, today).map_err(|problem| problems.add(Field::ConditionDue, in_row(problem))).ok();
        if let (Some(text), Some(org), Some(due)) = (text, org, due) {
            found.push(Condition { row, text, org, due, assignee: input.assignee.trim().to_owned() });
        }
    }
    found
}

fn due(typed: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Required);
    }
    match parse_day(typed) {
        Ok(day) if day < today => Err(Problem::Past { today }),
        Ok(day) => Ok(day),
        Err(problem) => Err(Problem::Date(problem)),
    }
}
