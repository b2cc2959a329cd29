//! Why the offices are closed.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Holiday, holiday_on};

/// Why the offices are closed on a day.
///
/// A day with several reasons gives the most telling one, in the order
/// override, holiday, year end, weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// Saturday or Sunday.
    Weekend,
    /// A holiday by law.
    Holiday(Holiday),
    /// 年末年始, 12/29–1/3 (seed 第2-5).
    YearEnd,
    /// Closed by hand in the calendar settings.
    Override,
}

/// Why the law closes this day.
pub(super) fn closed_by_law(day: NaiveDate) -> Option<Closed> {
    if let Some(holiday) = holiday_on(day) {
        return Some(Closed::Holiday(holiday));
    }
    if matches!((day.month(), day.day()), (12, 29..) | (1, ..=3)) {
        return Some(Closed::YearEnd);
    }
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some(Closed::Weekend)
}
