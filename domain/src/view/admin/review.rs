//! 棚卸し: every account, once a year.

use super::super::Named;
use crate::admin::{AccountState, Duties, RoleTerm};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// An account in the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRow {
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// 職名.
    pub title: String,
    /// Organisation.
    pub org: Named,
    /// Whether it can be used.
    pub state: AccountState,
    /// All role periods, the latest first.
    pub terms: Vec<RoleTerm>,
    /// When its person last signed in, as far as that is known.
    pub signed_in_at: Option<DateTime<Utc>>,
    /// 宣誓書, 守秘研修, 特定個人情報取扱者.
    pub duties: Duties,
    /// When it was last looked at, and by whom.
    pub reviewed: Option<(DateTime<Utc>, String)>,
    /// It was, in this 年度.
    pub is_reviewed: bool,
    /// The asker may confirm it.
    pub may_confirm: bool,
    /// Counts the edits.
    pub version: i32,
}

/// The review of a 年度.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewList {
    /// The day (JST).
    pub today: NaiveDate,
    /// The 年度.
    pub year: i32,
    /// All accounts that the asker may know of, by organisation and 読み.
    pub rows: Vec<ReviewRow>,
    /// How many of them were looked at in this 年度.
    pub reviewed: u32,
}
