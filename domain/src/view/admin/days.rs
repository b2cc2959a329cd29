//! The calendar, and what a change of a day touches.

use super::LineOf;
use crate::{
    admin::{DayInput, DaySays},
    calendar::DayOverride,
    key::{CaseNo, IssueKey},
    organisation::CenterCode,
    refusal::FieldProblem,
    stage::Stage,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A day set by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// Which day.
    pub day: NaiveDate,
    /// Of which center; `None` for the whole city.
    pub center: Option<CenterCode>,
    /// What it is.
    pub says: DayOverride,
    /// 名称.
    pub name: String,
    /// 理由.
    pub reason: String,
    /// Counts the edits.
    pub version: i32,
}

/// The calendar of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// The year, January to December.
    pub year: i32,
    /// The days set by hand that the asker may know of.
    pub days: Vec<DayRow>,
    /// What the asker may set: centers, and `None` for the whole city.
    pub may_set: Vec<Option<CenterCode>>,
}

/// A 課題 whose 期限 falls on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedIssue {
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 担当者.
    pub assignee: Option<String>,
}

/// A 案件 whose dates the day concerns, and how: 工程 that start or end there, 本番リリース予定 there, another latest day for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedCase {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// 工程 whose planned end falls on the day, each with the system of its lane.
    pub stages: Vec<(Stage, Option<String>)>,
    /// 工程1 to 6 whose planned start falls on the day and that have not begun, each with the system of its lane.
    pub starts: Vec<(Stage, Option<String>)>,
    /// Systems whose own 本番リリース, the planned start of 工程7, falls on the day.
    pub releases: Vec<String>,
    /// 本番リリース予定 falls on the day.
    pub goes_live: bool,
    /// 本番リリース予定.
    pub go_live_on: Option<NaiveDate>,
    /// 最も遅い本番日, as it is.
    pub before: Option<NaiveDate>,
    /// 最も遅い本番日, as it would be.
    pub after: Option<NaiveDate>,
}

/// An open line of a checklist whose 期限 falls on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedLine {
    /// Of which checklist.
    pub of: LineOf,
    /// Its text.
    pub text: String,
}

/// A 制度改正 whose last day for 本番 would move, whether it has a 案件 or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedLaw {
    /// Its code.
    pub code: String,
    /// 名称.
    pub name: String,
    /// Its last day, as it is.
    pub before: NaiveDate,
    /// The same, as it would be.
    pub after: NaiveDate,
}

/// What a change of a day touches. Nothing of it is moved by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// 期限 on the day, of open 課題 that the asker may know of.
    pub issues: Vec<TouchedIssue>,
    /// The same that the asker may not know of.
    pub hidden_issues: u32,
    /// Cases with a plan on the day, or another latest possible go-live; each once.
    pub cases: Vec<TouchedCase>,
    /// The same that the asker may not know of.
    pub hidden_cases: u32,
    /// Open lines of checklists with that 期限.
    pub lines: Vec<TouchedLine>,
    /// The same that the asker may not know of.
    pub hidden_lines: u32,
    /// 制度改正 with another last day for 本番, by their codes.
    pub laws: Vec<TouchedLaw>,
    /// The same that the asker may not know of.
    pub hidden_laws: u32,
    /// Overdue 課題 whose 超過日数 would change, visible or not.
    pub late_issues: u32,
}

/// A change of a day before it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPreview {
    /// What was typed.
    pub input: DayInput,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
    /// The day that was typed, and what it is to be, when that could be read.
    pub change: Option<(NaiveDate, DaySays)>,
    /// What is set by hand for that day and reach now.
    pub present: Option<DayRow>,
    /// What it touches; only for a change that could be made.
    pub touched: Option<Touched>,
    /// What the asker may set.
    pub may_set: Vec<Option<CenterCode>>,
}
