//! Starting a 工程 and reporting how far it is.

use super::{StageVerb, Standing};
use crate::{
    date::parse_day,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    stage::{Stage, StageState},
    text,
};
use chrono::{Months, NaiveDate};

/// A start that holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// 実績開始.
    pub on: NaiveDate,
    /// Why before the gate of the 工程 before or before the リリース判定; `None` when that was passed.
    pub early: Option<String>,
    /// Why on a day before the case was opened; `None` when it was open.
    pub backdated: Option<String>,
}

/// What a start is judged by, besides the 工程 itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartFacts {
    /// How many lines of the リリース判定 are not met, at 工程7.
    pub release_open: usize,
    /// The day (JST) on which the case was opened; `None` for what an import tells.
    pub opened_on: Option<NaiveDate>,
    /// The first day of the 期間 of the case; `None` for what an import tells.
    pub period_from: Option<NaiveDate>,
    /// The day (JST).
    pub today: NaiveDate,
}

/// Reads the form of a start: a day, today at the latest and today when empty, and the reason that
/// an early start needs, and one on a day before the case was opened: such facts are written down late, and nobody
/// types one by mistake without a word.
///
/// # Errors
/// It has started, 対象外 is proposed, or problems beside the fields.
pub fn start(standing: &Standing, facts: StartFacts, on: &str, reason: &str) -> Result<Start, Refusal> {
    let StartFacts { release_open, opened_on, period_from, today } = facts;
    if standing.state != StageState::NotStarted {
        return Err(Refusal::WrongStage { state: standing.state, attempted: StageVerb::Start });
    }
    standing.check_not_proposed(StageVerb::Start)?;
    let mut problems = Problems::default();
    let on = if on.trim().is_empty() { Ok(today) } else { day(Field::On, on, today) };
    let on = problems.keep(on.and_then(|on| not_long_before(Field::On, on, period_from)));
    let is_early = standing.previous.is_some() || release_open > 0;
    let before = opened_on.filter(|opened| on.is_some_and(|it| it < *opened));
    let why = match before {
        Some(opened) if reason.trim().is_empty() => {
            problems.add(Field::Reason, Problem::BeforeOpening { opened });
            None
        }
        None if !is_early => None,
        _ => problems.keep(text::note(Field::Reason, reason)),
    };
    problems.finish()?;
    Ok(Start {
        on: on.unwrap_or(today),
        early: why.clone().filter(|_| is_early),
        backdated: why.filter(|_| before.is_some()),
    })
}

/// No 工程 begins more than a year before the 期間 of its case: such a day is a slip of the hand, and a reason does not
/// make it right.
pub(super) fn not_long_before(
    field: Field,
    on: NaiveDate,
    period_from: Option<NaiveDate>,
) -> Result<NaiveDate, FieldProblem> {
    let earliest = period_from.and_then(|from| from.checked_sub_months(Months::new(12)));
    match earliest.filter(|earliest| on < *earliest) {
        Some(earliest) => Err(FieldProblem::new(field, Problem::TooSoon { earliest })),
        None => Ok(on),
    }
}

/// A day of 実績: none to come.
pub(super) fn day(field: Field, typed: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    let problem = |it| FieldProblem::new(field, it);
    match parse_day(typed) {
        Ok(day) if day > today => Err(problem(Problem::Future { today })),
        Ok(day) => Ok(day),
        Err(error) => Err(problem(Problem::Date(error))),
    }
}

/// The nearest 工程 before this one, if it has not passed its gate. `records`: those of the case and of
/// the lane. What is 対象外 or was never planned is no hindrance.
pub fn not_passed(stage: Stage, records: impl IntoIterator<Item = (Stage, StageState)>) -> Option<Stage> {
    let before = records.into_iter().filter(|(it, state)| *it < stage && *state != StageState::NotApplicable);
    before.max_by_key(|(it, _)| *it).filter(|(_, state)| *state != StageState::Done).map(|(it, _)| it)
}

/// 進捗率 by the rule 0-50-100 (notes/domain §7).
///
/// # Errors
/// Another number.
pub fn percent(typed: &str) -> Result<i32, FieldProblem> {
    match typed.trim() {
        "0" => Ok(0),
        "50" => Ok(50),
        "100" => Ok(100),
        "" => Err(FieldProblem::new(Field::Percent, Problem::Required)),
        _ => Err(FieldProblem::new(Field::Percent, Problem::UnknownChoice)),
    }
}
