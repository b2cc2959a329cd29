//! Somebody leaves: the last day ends the role periods and the account.

use super::account::required_day;
use crate::{
    period::Period,
    refusal::{Field, FieldProblem, Problem},
};
use chrono::NaiveDate;

/// Somebody leaves, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeaveInput {
    /// 最終日.
    pub last_day: String,
    /// ログインID of whoever takes over; empty: nobody, for now.
    pub successor: String,
    /// Another successor for one 課題 or one line of a checklist: its 課題番号 or id, and a ログインID or
    /// [`LeaveInput::NOBODY`].
    pub each: Vec<(String, String)>,
}

impl LeaveInput {
    /// The choice that leaves a 課題 without anybody.
    pub const NOBODY: &str = "-";

    /// Who takes over that 課題, by ログインID.
    pub fn successor_of(&self, key: &str) -> Option<&str> {
        self.named(&[key])
    }

    /// Who takes over that line of a checklist, by ログインID: whoever was chosen for it, else for its 課題.
    pub fn successor_of_line(&self, line: &str, issue: Option<&str>) -> Option<&str> {
        self.named(&[line, issue.unwrap_or_default()])
    }

    /// The first choice made for one of these, else the one for all.
    fn named(&self, of: &[&str]) -> Option<&str> {
        let chosen = |key: &&str| {
            let own = self.each.iter().find(|(of, _)| of == *key).map(|(_, login)| login.trim());
            own.filter(|login| !login.is_empty())
        };
        match of.iter().find_map(chosen) {
            Some(Self::NOBODY) => None,
            Some(login) => Some(login),
            None => Some(self.successor.trim()).filter(|login| !login.is_empty()),
        }
    }
}

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
/// the person has or had last, and not after the last one ends: the account would say another day than the role. Who
/// has `left` and was given no role since does not leave on another day; on the same one, what is left is handed over.
///
/// # Errors
/// No day, before that beginning, after that end, or they have left.
pub fn leaving(
    input: &str,
    periods: &[Period],
    left: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Leaving, FieldProblem> {
    let ended = |on| FieldProblem::new(Field::LastDay, Problem::RoleEnded { on });
    let last_day = required_day(Field::LastDay, input)?;
    if let Some(on) = left.filter(|on| *on != last_day && periods.iter().all(|it| it.is_over(today))) {
        return Err(ended(on));
    }
    let runs_on = periods.iter().any(|it| it.to.is_none());
    let last_end = periods.iter().filter_map(|it| it.to).max().filter(|_| !runs_on);
    if let Some(on) = last_end.filter(|end| last_day > *end) {
        return Err(ended(on));
    }
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
