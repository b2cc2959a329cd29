//! Moving a 期限: it needs a reason, and every move is counted.

use super::{Changed, Issue, IssueState, assigning::due_date, check_editable};
use crate::{
    actor::Actor,
    calendar::BusinessCalendar,
    event::Event,
    refusal::{Field, Problem, Problems, Refusal},
    text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How near a 期限 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DueMark {
    /// 期限超過, by this many 開庁日.
    Overdue(i32),
    /// Within 3 開庁日; 0 is today, or a 閉庁日 before the next 開庁日.
    Soon(i32),
    /// Later than that.
    Later,
    /// No 期限, or nothing left to do.
    None,
}

/// The days a 期限 counts as near (notes/domain §7).
pub const SOON: i32 = 3;

/// Marks a 期限 as of `today`. An issue that waits for nothing (完了, 取下げ, 保留) has no mark.
pub fn due_mark(due: Option<NaiveDate>, state: IssueState, today: NaiveDate, calendar: &BusinessCalendar) -> DueMark {
    let Some(due) = due.filter(|_| state.is_open() && state != IssueState::OnHold) else { return DueMark::None };
    let left = calendar.between(today, due);
    if due < today {
        // On a weekend, a 期限 on the Friday before is late, though by no whole 開庁日 yet: count one.
        DueMark::Overdue(calendar.between(due, today).max(1))
    } else if left <= SOON {
        DueMark::Soon(left)
    } else {
        DueMark::Later
    }
}

impl Issue {
    /// Moves the 期限. The first one is no slip, but it needs its reason too.
    ///
    /// # Errors
    /// Not an editor, no longer open, a day that is none or is past, the same day, no reason.
    pub fn move_deadline(
        mut self,
        actor: &Actor,
        due: &str,
        reason: &str,
        today: NaiveDate,
        calendar: &BusinessCalendar,
    ) -> Result<Changed, Refusal> {
        check_editable(actor, &self)?;
        let mut problems = Problems::default();
        let to = problems.keep(due_date(Field::Due, due, today));
        let reason = problems.keep(text::note(Field::Reason, reason));
        if to.is_some() && to == self.due {
            problems.add(Field::Due, Problem::Unchanged);
        }
        problems.finish()?;
        let (Some(to), Some(reason)) = (to, reason) else { return Err(Refusal::Invalid(Vec::new())) };
        let from = self.due;
        let first = self.first_due.unwrap_or(to);
        self.slips += i32::from(from.is_some());
        self.slip_days = calendar.between(first, to);
        self.first_due = Some(first);
        self.due = Some(to);
        let days = from.map_or(0, |from| calendar.between(from, to));
        Ok((self, Event::DeadlineMoved { from, to, days, reason }))
    }
}
