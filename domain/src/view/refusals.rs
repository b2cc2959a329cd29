//! How often an 個人番号 was refused.

use super::Named;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The report for the city.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalReport {
    /// A line per month and organisation, the newest month first.
    pub rows: Vec<RefusalRow>,
}

/// The refusals of an organisation in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalRow {
    /// Its first day (JST).
    pub month: NaiveDate,
    /// Whose people had typed one.
    pub org: Named,
    /// How many forms were refused.
    pub forms: u32,
}
