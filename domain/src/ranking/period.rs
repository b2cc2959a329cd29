//! From when to when: read from the URL and written back to it.

use crate::{calendar::fiscal_year, date::parse_day, query};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A period; both days are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// A period that does not end before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The month of a day, up to its last day.
    pub fn month_of(day: NaiveDate) -> Self {
        let from = day.with_day(1).unwrap_or(day);
        let to = from.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
        Self { from, to: to.unwrap_or(day) }
    }

    /// The month before.
    pub fn month_before(day: NaiveDate) -> Self {
        let first = day.with_day(1).unwrap_or(day);
        Self::month_of(first.pred_opt().unwrap_or(first))
    }

    /// The Monday and the Sunday around a day.
    pub fn week_of(day: NaiveDate) -> Self {
        let from = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day);
        Self { from, to: from.checked_add_days(Days::new(6)).unwrap_or(day) }
    }

    /// The 年度 of a day.
    pub fn fiscal_year_of(day: NaiveDate) -> Self {
        let year = fiscal_year(day);
        let from = NaiveDate::from_ymd_opt(year, 4, 1);
        let to = NaiveDate::from_ymd_opt(year + 1, 3, 31);
        Self { from: from.unwrap_or(day), to: to.unwrap_or(day) }
    }

    /// Reads `from` and `to` of a query string, each in any notation of notes/domain §5; the month of
    /// `today` where there is none. What cannot be read is left out and named.
    pub fn parse(query: &str, today: NaiveDate) -> (Self, Vec<(String, String)>) {
        let (mut from, mut to) = (None, None);
        let mut ignored = query::read(query, |name, value| {
            match name {
                "from" => from = Some(parse_day(value).ok()?),
                "to" => to = Some(parse_day(value).ok()?),
                // The address may hold more than the period.
                _ => {}
            }
            Some(())
        });
        let usual = Self::month_of(today);
        let from = from.unwrap_or_else(|| to.map_or(usual.from, |to: NaiveDate| Self::month_of(to).from));
        let to = to.unwrap_or_else(|| usual.to.max(from));
        match Self::new(from, to) {
            Some(period) => (period, ignored),
            None => {
                ignored.push(("to".to_owned(), to.to_string()));
                (Self { from, to: Self::month_of(from).to }, ignored)
            }
        }
    }

    /// The query string of this period, without `?`.
    pub fn to_query(self) -> String {
        format!("from={}&to={}", self.from, self.to)
    }
}
