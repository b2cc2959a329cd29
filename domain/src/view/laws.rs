//! 制度改正.

use super::{EventView, LawRef};
use crate::{case::CaseState, key::CaseNo, organisation::CenterCode};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A 案件 of a 制度改正.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawCase {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// Center.
    pub center: CenterCode,
    /// 状態.
    pub state: CaseState,
    /// 本番リリース予定.
    pub go_live_on: Option<NaiveDate>,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// A day of the 制度改正 moved, and nobody has looked at its plan since.
    pub unsettled: bool,
}

/// A 制度改正 in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawRow {
    /// What it is.
    pub law: LawRef,
    /// The last 開庁日 on or before its 施行日.
    pub latest_go_live: Option<NaiveDate>,
    /// It is still to come.
    pub is_ahead: bool,
    /// Its cases that the asker may know of.
    pub cases: Vec<LawCase>,
}

impl LawRow {
    /// Whether the case has a later 施行日 than this 制度改正, or none: a step of its own, which has to be seen.
    pub fn has_own_day(&self, case: &LawCase) -> bool {
        self.law.in_force_on.is_some_and(|law| case.in_force_on.is_none_or(|own| own > law))
    }

    /// Cases that nobody has looked at since a day of it moved.
    pub fn unsettled(&self) -> usize {
        self.cases.iter().filter(|case| case.unsettled).count()
    }

    /// It is to come, and the asker knows of no case for it: who is of one center knows of that center's only.
    pub fn lacks_case(&self) -> bool {
        self.is_ahead && self.cases.iter().all(|case| case.state == CaseState::Cancelled)
    }
}

/// The list of 制度改正.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawList {
    /// The day (JST).
    pub today: NaiveDate,
    /// Those to come, the nearest 施行日 first, those without a day after them; then the others, the newest first.
    pub rows: Vec<LawRow>,
}

/// The page of one 制度改正.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawPage {
    /// The day (JST).
    pub today: NaiveDate,
    /// As in the list.
    pub row: LawRow,
    /// 所管省庁.
    pub ministry: Option<String>,
    /// 出典.
    pub source: Option<String>,
    /// What an edit must carry.
    pub version: i32,
    /// The asker may edit it.
    pub may_edit: bool,
    /// What happened to it, the newest first.
    pub events: Vec<EventView>,
}
