//! From days to places and back.

use crate::date::Month;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The months that the picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first month.
    pub from: Month,
    /// How many, one at least.
    pub months: u32,
}

/// Where a bar lies, in months from the left edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Where it begins.
    pub x: f64,
    /// How wide it is.
    pub width: f64,
    /// It begins before the picture does.
    pub cut_left: bool,
    /// It goes on after the picture ends.
    pub cut_right: bool,
}

/// Months since the year 0.
fn index(month: Month) -> i32 {
    month.year() * 12 + i32::try_from(month.month()).unwrap_or(1) - 1
}

/// The month of such a number.
fn at_index(index: i32) -> Month {
    let month = u32::try_from(index.rem_euclid(12)).unwrap_or_default() + 1;
    Month::new(index.div_euclid(12), month).unwrap_or_else(|| Month::of(NaiveDate::MIN))
}

impl Span {
    /// The months of the picture, from left to right.
    pub fn all(self) -> Vec<Month> {
        let first = index(self.from);
        (0..i32::try_from(self.months).unwrap_or_default()).map(|n| at_index(first + n)).collect()
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        self.from.first_day()
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        at_index(index(self.from) + i32::try_from(self.months).unwrap_or(1).max(1) - 1).last_day()
    }

    /// As many months, some months later, or earlier.
    #[must_use]
    pub fn moved(self, months: i32) -> Self {
        Self { from: at_index(index(self.from) + months), ..self }
    }

    /// Where a day begins; outside the picture it is below zero or beyond its width.
    pub fn start_of(self, day: NaiveDate) -> f64 {
        let month = Month::of(day);
        let days = f64::from(month.last_day().day());
        f64::from(index(month) - index(self.from)) + f64::from(day.day0()) / days
    }

    /// Where a day ends.
    pub fn end_of(self, day: NaiveDate) -> f64 {
        day.succ_opt().map_or_else(|| self.start_of(day), |next| self.start_of(next))
    }

    /// The middle of a day, for a mark; nothing outside the picture.
    pub fn mark(self, day: NaiveDate) -> Option<f64> {
        (self.first_day() <= day && day <= self.last_day()).then(|| (self.start_of(day) + self.end_of(day)) / 2.0)
    }

    /// Whether any day of these is in the picture.
    pub fn touches(self, from: NaiveDate, to: NaiveDate) -> bool {
        from <= self.last_day() && to >= self.first_day()
    }

    /// The bar from one day to another, both inside, as far as it is in the picture.
    pub fn place(self, from: NaiveDate, to: NaiveDate) -> Option<Place> {
        if to < from || !self.touches(from, to) {
            return None;
        }
        let (first, last) = (self.first_day(), self.last_day());
        let x = self.start_of(from.max(first));
        let width = self.end_of(to.min(last)) - x;
        Some(Place { x, width, cut_left: from < first, cut_right: to > last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn fiscal_2026() -> Span {
        Span { from: Month::new(2026, 4).unwrap(), months: 12 }
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_months_follow_one_another_over_the_turn_of_the_year() {
        let span = fiscal_2026();
        let all: Vec<_> = span.all().iter().map(ToString::to_string).collect();
        assert_eq!(
            (all[0].as_str(), all[8].as_str(), all[9].as_str(), all.len()),
            ("2026-04", "2026-12", "2027-01", 12)
        );
        assert_eq!((span.first_day(), span.last_day()), (day("2026-04-01"), day("2027-03-31")));
        assert_eq!(span.moved(-6).from, Month::new(2025, 10).unwrap());
        assert_eq!(span.moved(12).last_day(), day("2028-03-31"));
        assert_eq!(Span { months: 25, ..span }.last_day(), day("2028-04-30"));
    }

    #[test]
    fn a_month_is_as_wide_as_any_other_and_its_days_share_it() {
        let span = fiscal_2026();
        for (date, x) in [("2026-04-01", 0.0), ("2026-05-01", 1.0), ("2026-04-16", 0.5), ("2027-02-15", 10.5)] {
            assert!(close(span.start_of(day(date)), x), "{date}: {}", span.start_of(day(date)));
        }
        assert!(close(span.end_of(day("2026-04-30")), 1.0));
        assert!(close(span.end_of(day("2027-03-31")), 12.0));
        assert!(close(span.start_of(day("2026-03-01")), -1.0));
    }

    #[test]
    fn a_whole_month_fills_it_and_neighbours_touch_without_overlap() {
        let span = fiscal_2026();
        let whole = span.place(day("2026-06-01"), day("2026-06-30")).unwrap();
        assert!(close(whole.x, 2.0) && close(whole.width, 1.0));
        let next = span.place(day("2026-07-01"), day("2026-07-10")).unwrap();
        assert!(close(whole.x + whole.width, next.x));
        let one_day = span.place(day("2026-06-10"), day("2026-06-10")).unwrap();
        assert!(close(one_day.width, 1.0 / 30.0));
    }

    #[test]
    fn what_reaches_over_the_edge_is_cut_and_says_so() {
        let span = fiscal_2026();
        let long = span.place(day("2025-01-01"), day("2029-01-01")).unwrap();
        assert!(close(long.x, 0.0) && close(long.width, 12.0) && long.cut_left && long.cut_right);
        let left = span.place(day("2026-03-15"), day("2026-04-15")).unwrap();
        assert!(left.cut_left && !left.cut_right && close(left.width, 0.5));
        assert_eq!(span.place(day("2026-03-01"), day("2026-03-31")), None);
        assert_eq!(span.place(day("2027-04-01"), day("2027-04-02")), None);
        assert_eq!(span.place(day("2026-06-02"), day("2026-06-01")), None);
        assert!(span.mark(day("2026-03-31")).is_none() && span.mark(day("2027-04-01")).is_none());
        assert!(close(span.mark(day("2026-04-01")).unwrap(), 0.5 / 30.0));
    }
}
