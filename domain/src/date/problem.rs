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
        /// The western year.
        year: i32,
        /// The month, 1–12.
        month: u32,
        /// The last day that month has, the one to suggest.
        last_day: u32,
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
