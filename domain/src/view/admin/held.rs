//! What somebody holds who may leave.

use crate::{gate::StageKey, key::IssueKey};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An open 課題 in somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldIssue {
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 期限.
    pub due: Option<NaiveDate>,
    /// ログインID of the successors who may hold it.
    pub fits: Vec<String>,
}

/// An open line of a checklist in somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLine {
    /// The line.
    pub id: String,
    /// Of which checklist.
    pub of: LineOf,
    /// Its text.
    pub text: String,
    /// 期限.
    pub due: Option<NaiveDate>,
    /// ログインID of the successors who may hold it.
    pub fits: Vec<String>,
}

/// Of which checklist a line is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineOf {
    /// Of a 課題.
    Issue(IssueKey),
    /// Of a 工程.
    Stage(StageKey),
}
