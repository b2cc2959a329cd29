//! Somebody leaves: the last day ends the role periods and the account.

use super::account::required_day;
use crate::{
    period::Period,
    refusal::{Field, FieldProblem, Problem},
};
use chrono::NaiveDate;

/// The last day of somebody who leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// 最終日.
    pub last_day: NaiveDate,
    /// It is today or past: the account is of no use from this moment on.
    pub at_once: bool,
}

/// What becomes of one role period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It ends earlier anyway.
    Stays,
    /// It ends on this day now.
    EndsOn(NaiveDate),
    /// It would have begun later: it never will.
    Falls,
}

/// Reads the last day. It may be past (one hears of it late), but not before the role began that
/// the person has or had last.
///
/// # Errors
/// No day, or before that beginning.
pub fn leaving(input: &str, periods: &[Period], today: NaiveDate) -> Result<Leaving, FieldProblem> {
    let last_day = required_day(Field::LastDay, input)?;
    let began = periods.iter().map(|it| it.from).filter(|from| *from <= today).max();
    if began.is_some_and(|began| last_day < began) {
        return Err(FieldProblem::new(Field::LastDay, Problem::BeforeStart));
    }
    Ok(Leaving { last_day, at_once: last_day <= today })
}

/// What the last day does to a role period.
pub fn cut(period: Period, last_day: NaiveDate) -> Cut {
    if period.from > last_day {
        Cut::Falls
    } else if period.to.is_none_or(|to| to > last_day) {
        Cut::EndsOn(last_day)
    } else {
        Cut::Stays
    }
}
