//! The 信号 of a case: now, by hand, and how it came to be.

use crate::{
    key::CaseNo,
    signal::{Signal, SignalReason},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A change of the 信号.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalChange {
    /// For which day it was judged (JST).
    pub day: NaiveDate,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// What it became; none once the case was over.
    pub signal: Option<Signal>,
    /// What the rule said.
    pub judged: Option<Signal>,
    /// Why.
    pub reasons: Vec<SignalReason>,
}

/// The page of a case's 信号.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalsPage {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// The 信号 as the reader sees it now.
    pub signal: Option<Signal>,
    /// Why.
    pub reasons: Vec<SignalReason>,
    /// The changes, the newest first; none for whom the history is not.
    pub changes: Option<Vec<SignalChange>>,
}
