//! A time with a first day and perhaps a last one: role periods, validity of masters.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From a first day to a last one, both included; without a last day it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; `None` while no end is known.
    pub to: Option<NaiveDate>,
}

impl Period {
    /// Pairs the two days.
    pub const fn new(from: NaiveDate, to: Option<NaiveDate>) -> Self {
        Self { from, to }
    }

    /// Whether the last day comes before the first.
    pub fn is_backwards(self) -> bool {
        self.to.is_some_and(|to| to < self.from)
    }

    /// Whether the day lies in it.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from <= day && !self.is_over(day)
    }

    /// Whether its last day is past.
    pub fn is_over(self, today: NaiveDate) -> bool {
        self.to.is_some_and(|to| to < today)
    }

    /// Whether days of `before` are lost in it: it begins later, or ends earlier.
    pub fn narrows(self, before: Self) -> bool {
        let ends_earlier = self.to.is_some_and(|to| before.to.is_none_or(|end| to < end));
        self.from > before.from || ends_earlier
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_before_end = |one: Self, two: Self| two.to.is_none_or(|end| one.from <= end);
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::new(from.parse().unwrap(), (!to.is_empty()).then(|| to.parse().unwrap()))
    }

    #[test]
    fn periods_overlap_when_they_share_a_day() {
        let year = period("2026-04-01", "2027-03-31");
        for (from, to, shares) in [
            ("2025-04-01", "2026-03-31", false),
            ("2025-04-01", "2026-04-01", true),
            ("2025-04-01", "", true),
            ("2026-10-01", "2026-10-01", true),
            ("2027-03-31", "", true),
            ("2027-04-01", "", false),
            ("2027-04-01", "2028-03-31", false),
        ] {
            assert_eq!(year.overlaps(period(from, to)), shares, "{from} {to}");
            assert_eq!(period(from, to).overlaps(year), shares, "the other way round: {from} {to}");
        }
        assert!(period("2026-04-01", "").overlaps(period("2030-04-01", "")), "neither ends");
    }

    #[test]
    fn a_period_narrows_when_days_are_lost() {
        let year = period("2026-04-01", "2027-03-31");
        for (from, to, narrows) in [
            ("2026-04-01", "2027-03-31", false),
            ("2026-04-01", "", false),
            ("2025-04-01", "2027-03-31", false),
            ("2026-04-01", "2027-03-30", true),
            ("2026-04-02", "2027-03-31", true),
        ] {
            assert_eq!(period(from, to).narrows(year), narrows, "{from} {to}");
        }
        let open = period("2026-04-01", "");
        assert!(year.narrows(open) && !open.narrows(year) && !open.narrows(open));
    }

    #[test]
    fn both_ends_belong_to_it() {
        let year = period("2026-04-01", "2027-03-31");
        for (day, inside) in [("2026-03-31", false), ("2026-04-01", true), ("2027-03-31", true), ("2027-04-01", false)]
        {
            assert_eq!(year.covers(day.parse().unwrap()), inside, "{day}");
        }
        assert!(period("2026-04-01", "2026-03-31").is_backwards());
        assert!(!period("2026-04-01", "2026-04-01").is_backwards());
    }
}
