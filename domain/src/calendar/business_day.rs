//! 開庁日: which days the offices are open, and how to count them.

use std::collections::BTreeMap;
use std::ops::Bound;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::closed::{Closed, closed_by_law};
use super::law_year::{LawYear, open_days_after};

/// What the calendar settings say about one day, against the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOverride {
    /// 開庁日 although the law closes it.
    Open,
    /// 閉庁日 although the law opens it, as for a one-off holiday.
    Closed,
}

/// The days the offices are open: the law, and the overrides made by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessCalendar {
    overrides: BTreeMap<NaiveDate, DayOverride>,
}

impl BusinessCalendar {
    /// The calendar of the law alone (seed 第2-5).
    pub fn by_law() -> Self {
        Self::default()
    }

    /// The same calendar, with one more day set by hand. The last word on a day wins.
    #[must_use]
    pub fn with_override(mut self, day: NaiveDate, says: DayOverride) -> Self {
        self.overrides.insert(day, says);
        self
    }

    /// Whether this day is a 開庁日.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        match self.overrides.get(&day) {
            Some(says) => *says == DayOverride::Open,
            None => LawYear::of(day.year()).is_open(day),
        }
    }

    /// Why this day is a 閉庁日; `None` on a 開庁日.
    pub fn closed_reason(&self, day: NaiveDate) -> Option<Closed> {
        match self.overrides.get(&day) {
            Some(DayOverride::Open) => None,
            Some(DayOverride::Closed) => Some(Closed::Override),
            None => closed_by_law(day),
        }
    }

    /// 翌営業日: the first 開庁日 after this day, never the day itself.
    pub fn next(&self, day: NaiveDate) -> NaiveDate {
        self.walk(day.succ_opt(), |d| d.succ_opt()).unwrap_or(day)
    }

    /// The last 開庁日 before this day, never the day itself.
    pub fn previous(&self, day: NaiveDate) -> NaiveDate {
        self.walk(day.pred_opt(), |d| d.pred_opt()).unwrap_or(day)
    }

    /// The day `n` 開庁日 after this one, or before it where `n` is negative.
    ///
    /// The day itself is not counted (初日不算入, 民法140条); zero gives it back as it is.
    pub fn add(&self, day: NaiveDate, n: i32) -> NaiveDate {
        match n {
            1.. => (0..n).fold(day, |d, _| self.next(d)),
            _ => (n..0).fold(day, |d, _| self.previous(d)),
        }
    }

    /// 開庁日 on the way from `start` to `end`: the start is not counted, the end is.
    ///
    /// Negative where `end` comes first, so that `between(d, add(d, n)) == n` for every
    /// day and every `n`. Where one of the two is a 閉庁日 the way back may differ by one:
    /// Friday to Sunday is 0, Sunday to Friday is −1. Days overdue are
    /// `between(deadline, today)`.
    pub fn between(&self, start: NaiveDate, end: NaiveDate) -> i32 {
        if start <= end {
            return self.count(start, end);
        }
        match (end.pred_opt(), start.pred_opt()) {
            (Some(before_end), Some(before_start)) => -self.count(before_end, before_start),
            _ => 0,
        }
    }

    /// This day if it is a 開庁日, else the last one before it: for 施行日 and payments.
    pub fn last_on_or_before(&self, day: NaiveDate) -> NaiveDate {
        self.walk(Some(day), |d| d.pred_opt()).unwrap_or(day)
    }

    /// This day if it is a 開庁日, else the next one: for statutory filing periods.
    ///
    /// A 期限 typed by hand is never moved; use this only to suggest.
    pub fn first_on_or_after(&self, day: NaiveDate) -> NaiveDate {
        self.walk(Some(day), |d| d.succ_opt()).unwrap_or(day)
    }

    /// The first 開庁日 from `day` on, in the direction of `step`.
    fn walk(&self, day: Option<NaiveDate>, step: impl Fn(&NaiveDate) -> Option<NaiveDate>) -> Option<NaiveDate> {
        std::iter::successors(day, step).find(|&d| self.is_open(d))
    }

    /// 開庁日 after `start` up to and including `end`, for `start <= end`.
    fn count(&self, start: NaiveDate, end: NaiveDate) -> i32 {
        let by_hand: i32 = self
            .overrides
            .range((Bound::Excluded(start), Bound::Included(end)))
            .map(|(&day, says)| match (says, closed_by_law(day)) {
                (DayOverride::Open, Some(_)) => 1,
                (DayOverride::Closed, None) => -1,
                _ => 0,
            })
            .sum();
        open_days_after(start, end) + by_hand
    }
}

#[cfg(test)]
mod tests;
