//! Who held the ball for how long.

use super::Named;
use crate::{organisation::Side, ranking::Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An organisation in the ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankRow {
    /// Its side; none for 国等.
    pub side: Option<Side>,
    /// The organisation; none for 国等.
    pub org: Option<Named>,
    /// 開庁日 over all its turns in the period.
    pub days: i64,
    /// How many turns.
    pub turns: u32,
    /// 開庁日 of the longest of them.
    pub longest: i32,
    /// Turns that had not ended when the period did.
    pub still: u32,
}

/// The ranking of a period, the longest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingView {
    /// The day (JST).
    pub today: NaiveDate,
    /// From when to when.
    pub period: Period,
    /// The organisations.
    pub rows: Vec<RankRow>,
}
