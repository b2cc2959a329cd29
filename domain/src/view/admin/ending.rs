//! What hangs on an organisation or a system whose validity loses days. Nothing of it is moved by itself.

use super::TouchedIssue;
use crate::{coded::coded_enum, key::CaseNo, period::Period, stage::Stage, view::Named};
use serde::{Deserialize, Serialize};

coded_enum! {
    /// The part of an organisation in a case.
    pub enum OrgPart {
        /// 業務所管課.
        Owning = "owning",
        /// 関係課.
        Related = "related",
        /// The center that runs it.
        Center = "center",
    }
}

/// A live case of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingCase {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// What the organisation is to it.
    pub part: OrgPart,
}

/// A lane of a live case that the organisation is the vendor of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingLane {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// Code of the system.
    pub system: String,
}

/// What hangs on the organisation, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgEnding {
    /// The validity that was typed.
    pub valid: Period,
    /// Accounts of its people that can be used, by ログインID.
    pub people: Vec<Named>,
    /// Live cases that the asker may know of.
    pub cases: Vec<EndingCase>,
    /// The same that the asker may not know of.
    pub hidden_cases: u32,
    /// Systems whose vendor it is.
    pub systems: Vec<Named>,
    /// Lanes of live cases whose vendor it is.
    pub lanes: Vec<EndingLane>,
    /// The same that the asker may not know of.
    pub hidden_lanes: u32,
    /// Open 課題 that it is responsible for, the nearest 期限 first.
    pub issues: Vec<TouchedIssue>,
    /// The same that are not named: the asker may not know of them, or there are many.
    pub hidden_issues: u32,
    /// Open lines of the checklists of 工程 that it is responsible for, visible or not.
    pub lines: u32,
    /// Who is named to decide its gates: 工程 and 氏名.
    pub approvers: Vec<(Stage, String)>,
}

impl OrgEnding {
    /// With nothing hanging on it yet.
    pub const fn of(valid: Period) -> Self {
        Self {
            valid,
            people: Vec::new(),
            cases: Vec::new(),
            hidden_cases: 0,
            systems: Vec::new(),
            lanes: Vec::new(),
            hidden_lanes: 0,
            issues: Vec::new(),
            hidden_issues: 0,
            lines: 0,
            approvers: Vec::new(),
        }
    }
}

/// What hangs on a system besides its lanes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemEnding {
    /// The validity that was typed.
    pub valid: Period,
    /// Open 課題 of its lanes, the nearest 期限 first.
    pub issues: Vec<TouchedIssue>,
    /// The same that are not named: the asker may not know of them, or there are many.
    pub hidden_issues: u32,
}
