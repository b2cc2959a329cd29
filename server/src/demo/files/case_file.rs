//! A case with its stages, issues and their steps.

use super::Moment;
use chrono::NaiveDate;
use domain::{
    case::CaseState,
    date::Month,
    issue::{Category, Move, Priority, Severity},
    key::CaseNo,
    organisation::CenterCode,
    stage::{Stage, StageState},
    visibility::Scope,
};
use serde::Deserialize;

/// A 案件.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    pub plan: String,
    pub no: CaseNo,
    pub center: CenterCode,
    pub title: String,
    pub law: Option<String>,
    pub section: String,
    #[serde(default)]
    pub related: Vec<String>,
    pub systems: Vec<String>,
    pub period: [Month; 2],
    pub in_force_on: Option<NaiveDate>,
    pub go_live: NaiveDate,
    /// Where it was moved to since.
    pub go_live_moved: Option<GoLiveEntry>,
    pub state: CaseState,
    pub manager: String,
    pub officer: String,
    #[serde(default)]
    pub consultants: Vec<String>,
    pub summary: String,
    pub registered_at: Moment,
    #[serde(default)]
    pub stage: Vec<StageEntry>,
    #[serde(default)]
    pub issue: Vec<IssueEntry>,
    #[serde(default)]
    pub relay: Vec<RelayEntry>,
}

/// A 本番リリース予定 that was moved.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoLiveEntry {
    /// When.
    pub at: Moment,
    pub to: NaiveDate,
    pub reason: String,
    /// Why it may come after the last day in time.
    #[serde(default)]
    pub late_reason: String,
}

/// A 工程 of the case or of one of its systems.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageEntry {
    pub stage: Stage,
    pub system: Option<String>,
    pub planned: [NaiveDate; 2],
    pub replanned: Option<[NaiveDate; 2]>,
    /// Why; needed beside `replanned`.
    pub replan_reason: Option<String>,
    #[serde(default)]
    pub actual: Vec<NaiveDate>,
    pub state: StageState,
    /// Why it started before the gate of the 工程 before.
    pub early: Option<String>,
    /// Why it is 対象外; needed with `not_applicable`.
    pub left_out: Option<String>,
    /// When a gate that still waits was asked for.
    pub requested: Option<NaiveDate>,
    /// Lines of the checklist, by their place, that are ticked while the work is under way.
    #[serde(default)]
    pub ticked: Vec<usize>,
    /// What was reported of a stage that is under way.
    pub progress: Option<ProgressEntry>,
    /// Who looks after lines of the checklist, until when, and where their proof lies.
    #[serde(default)]
    pub line: Vec<LineEntry>,
    /// A 差戻し before the gate was passed.
    pub returned: Option<ReturnedEntry>,
    /// How the gate was passed, where it was no plain 承認.
    pub gate: Option<GateEntry>,
}

/// A line of the checklist of a 工程, by its place. The proof is there when the line is ticked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineEntry {
    pub place: usize,
    pub owner: String,
    pub due: NaiveDate,
    #[serde(default)]
    pub evidence: String,
}

/// 進捗 that was reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgressEntry {
    pub on: NaiveDate,
    pub percent: u8,
    #[serde(default)]
    pub note: String,
}

/// A 差戻し.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnedEntry {
    pub on: NaiveDate,
    pub reason: String,
}

/// What was said at a gate that was passed; with conditions it is a 条件付承認.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateEntry {
    pub reason: String,
    #[serde(default)]
    pub condition: Vec<ConditionEntry>,
}

/// A condition, and who took the 課題 that it became.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionEntry {
    pub text: String,
    pub org: String,
    pub due: NaiveDate,
    pub accepted_by: Option<String>,
}

/// A 課題.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueEntry {
    pub title: String,
    pub system: Option<String>,
    pub stage: Option<Stage>,
    pub category: Category,
    pub scope: Scope,
    pub raised_by: String,
    pub raised_at: Moment,
    pub body: String,
    #[serde(default)]
    pub impact: String,
    pub severity: Severity,
    pub priority: Priority,
    #[serde(default)]
    pub blocks_gate: bool,
    #[serde(default)]
    pub checklist: Vec<Line>,
    #[serde(default)]
    pub related: Vec<String>,
    #[serde(default)]
    pub step: Vec<Step>,
}

/// A line of a checklist.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub text: String,
    #[serde(default)]
    pub owner: String,
    pub due: Option<NaiveDate>,
    pub done_at: Option<Moment>,
    pub done_by: Option<String>,
}

/// What somebody did to a 課題, with the keys of its verb; the others stay empty.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub at: Moment,
    pub by: String,
    #[serde(rename = "do")]
    pub verb: String,
    #[serde(default)]
    pub org: String,
    #[serde(default)]
    pub assignee: String,
    #[serde(default)]
    pub due: String,
    #[serde(default)]
    pub until: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub reason: String,
    pub scope: Option<Scope>,
}

/// The verb of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A move to another state.
    Move(Move),
    /// The 期限 is moved.
    MoveDeadline,
    /// Somebody else gets it.
    Assign,
    /// A comment.
    Comment,
    /// 対応方針 is written.
    SetPolicy,
}

impl Step {
    /// The verb, if there is one of that name.
    pub fn kind(&self) -> Option<StepKind> {
        Some(match self.verb.as_str() {
            "move_deadline" => StepKind::MoveDeadline,
            "assign" => StepKind::Assign,
            "comment" => StepKind::Comment,
            "set_policy" => StepKind::SetPolicy,
            other => StepKind::Move(Move::parse(other)?),
        })
    }

    /// What is wrong with the keys: one that the verb does not take, or no such verb.
    pub fn misfit(&self) -> Option<String> {
        let Some(kind) = self.kind() else { return Some(format!("there is no verb {:?}", self.verb)) };
        let takes: &[&str] = match kind {
            StepKind::Move(Move::Accept) => &["org", "assignee", "due"],
            StepKind::Move(Move::Start | Move::Approve | Move::Resume) => &[],
            StepKind::Move(Move::Return | Move::Withdraw) => &["reason"],
            StepKind::Move(Move::Hold) => &["until", "reason"],
            StepKind::Move(_) | StepKind::SetPolicy => &["text"],
            StepKind::MoveDeadline => &["due", "reason"],
            StepKind::Assign => &["org", "assignee"],
            StepKind::Comment => &["scope", "text"],
        };
        let given = [
            ("org", !self.org.is_empty()),
            ("assignee", !self.assignee.is_empty()),
            ("due", !self.due.is_empty()),
            ("until", !self.until.is_empty()),
            ("text", !self.text.is_empty()),
            ("reason", !self.reason.is_empty()),
            ("scope", self.scope.is_some()),
        ];
        given.iter().find_map(|(key, is_given)| match (takes.contains(key), is_given) {
            (true, false) => Some(format!("{} needs the key {key}", self.verb)),
            (false, true) => Some(format!("{} does not take the key {key}", self.verb)),
            _ => None,
        })
    }
}

/// A 上申.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelayEntry {
    pub title: String,
    pub text: String,
    /// The 課題 it comes from, such as `K-01/8`.
    pub issue: Option<String>,
    pub by: String,
    pub at: Moment,
    #[serde(default)]
    pub step: Vec<RelayStepEntry>,
}

/// What somebody did with a 上申: `return` (`reason`), `resubmit` (`text`), `withdraw`, `send` (`target`, `scope`, `text`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelayStepEntry {
    pub at: Moment,
    pub by: String,
    #[serde(rename = "do")]
    pub verb: String,
    /// `new`, or a 課題 such as `K-01/12`.
    #[serde(default)]
    pub target: String,
    pub scope: Option<Scope>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub reason: String,
}
