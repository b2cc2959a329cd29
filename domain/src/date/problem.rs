//! What can be wrong with a date that somebody typed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Month;

/// Why an input is not a day (or not a month), with what a helpful message needs.
///
/// `Display` gives a code for logs; the sentences are the screen's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DateProblem {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// None of the notations we read.
    #[error("not_a_date")]
    NotADate,
    /// The month has no such day, as 2026-02-30.
    #[error("no_such_day")]
    NoSuchDay {
        /// The month.
        month: Month,
        /// The day of it to suggest: its last, or its first for a day 0.
        suggestion: NaiveDate,
    },
    /// The year has no such month, as 2026-13-01.
    #[error("no_such_month")]
    NoSuchMonth {
        /// The month to suggest: December, or January for a month 0.
        suggestion: Month,
    },
    /// The era had not begun, as 令和元年4月1日.
    #[error("before_era")]
    BeforeEra {
        /// The day meant, to be shown in its right era.
        suggestion: NaiveDate,
    },
    /// The era was over, as 平成31年5月1日.
    #[error("after_era")]
    AfterEra {
        /// The day meant, to be shown in its right era.
        suggestion: NaiveDate,
    },
    /// A month where a day is needed, as `R6.10`.
    #[error("month_only")]
    MonthOnly {
        /// The month that was read.
        month: Month,
    },
    /// Outside 1926–2100: surely a slip of the finger.
    #[error("out_of_range")]
    OutOfRange,
}
