//! A month of a period, which is not its first day.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::DateProblem;

/// A calendar month, as in the 期間 of a 案件. In JSON it is ISO 8601, `2024-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first_day: NaiveDate,
}

impl Month {
    /// A month by its numbers; `None` for a month that no calendar has.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|first_day| Self { first_day })
    }

    /// The month a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self { first_day: day.with_day(1).unwrap_or(day) }
    }

    /// The western year.
    pub fn year(self) -> i32 {
        self.first_day.year()
    }

    /// The month of the year, 1–12.
    pub fn month(self) -> u32 {
        self.first_day.month()
    }

    /// The first day of the month.
    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }

    /// The last day of the month.
    pub fn last_day(self) -> NaiveDate {
        let next = self.first_day.checked_add_months(Months::new(1));
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = DateProblem;

    fn try_from(iso: String) -> Result<Self, DateProblem> {
        format!("{iso}-01")
            .parse()
            .map(Self::of)
            .ok()
            .filter(|month| month.to_string() == iso)
            .ok_or(DateProblem::NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_ends() {
        let month = Month::new(2024, 2).unwrap();
        assert_eq!((month.year(), month.month()), (2024, 2));
        assert_eq!(month.first_day().to_string(), "2024-02-01");
        assert_eq!(month.last_day().to_string(), "2024-02-29");
        assert_eq!(Month::of(month.last_day()), month);
        assert_eq!(Month::new(2024, 13), None);
        assert!(month < Month::new(2024, 3).unwrap());
    }

    #[test]
    fn json_is_iso_and_nothing_else() {
        let month = Month::new(2024, 3).unwrap();
        assert_eq!(serde_json::to_string(&month).unwrap(), r#""2024-03""#);
        assert_eq!(serde_json::from_str::<Month>(r#""2024-03""#).unwrap(), month);
        for wrong in ["2024-3", "R6.3", "2024-13", "2024-03-01", ""] {
            assert!(Month::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
