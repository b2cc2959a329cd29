//! 課題一覧 and 課題.

use super::{CaseHead, CaseOption, Choices, Count, EventView, Named, RelayRef};
use crate::{
    case::CaseState,
    ids::{ChecklistLineId, CommentId, FormToken},
    issue::{Category, DueMark, Holder, IssueState, Move, Priority, Severity},
    key::IssueKey,
    stage::Stage,
    visibility::Scope,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The ball as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallView {
    /// The side.
    pub holder: Holder,
    /// The organisation: code and name.
    pub org: Option<Named>,
    /// The person, where one is named.
    pub person: Option<String>,
    /// First day of the turn.
    pub since: NaiveDate,
    /// 開庁日 it has been there.
    pub days: i32,
    /// It is the asker's turn.
    pub mine: bool,
}

/// One row of a 課題一覧.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRow {
    /// 課題番号.
    pub key: IssueKey,
    /// 案件 件名.
    pub case_title: String,
    /// 件名.
    pub title: String,
    /// 分類.
    pub category: Category,
    /// 重要度.
    pub severity: Severity,
    /// 優先度.
    pub priority: Priority,
    /// 工程.
    pub stage: Option<Stage>,
    /// Code of 対象システム.
    pub system: Option<String>,
    /// 状態.
    pub state: IssueState,
    /// 公開範囲.
    pub scope: Scope,
    /// 担当組織.
    pub org: Option<String>,
    /// 担当者.
    pub assignee: Option<String>,
    /// 当初期限.
    pub first_due: Option<NaiveDate>,
    /// 期限.
    pub due: Option<NaiveDate>,
    /// How near it is.
    pub mark: DueMark,
    /// 変更回数.
    pub slips: i32,
    /// Whose turn.
    pub ball: BallView,
    /// Keeps a gate shut.
    pub blocks_gate: bool,
    /// 発生日.
    pub raised_on: NaiveDate,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// The rest of the 課題管理表, where every column was asked for.
    pub rest: Option<Box<IssueRest>>,
}

/// What the 課題管理表 holds beyond the usual columns. Long texts are Markdown, and no more than their
/// beginnings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRest {
    /// 内容.
    pub body: String,
    /// 影響.
    pub impact: String,
    /// 対応方針.
    pub policy: String,
    /// 起票者.
    pub raised_by: String,
    /// Their organisation.
    pub raised_org: String,
    /// 完了日.
    pub closed_on: Option<NaiveDate>,
    /// 承認者.
    pub approved_by: Option<String>,
    /// 対応経過: the newest comment that the reader may read.
    pub latest: Option<LatestComment>,
    /// 関連: those that the reader may know of.
    pub related: Vec<IssueKey>,
}

/// The newest comment of a 課題.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatestComment {
    /// When.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub author: String,
    /// How it begins, in Markdown.
    pub text: String,
    /// How many comments there are, this one among them.
    pub of: u32,
}

/// A page of a 課題一覧.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueList {
    /// The day (JST) that marks were made for.
    pub today: NaiveDate,
    /// The case, on `/cases/{no}/issues`.
    pub case: Option<CaseHead>,
    /// The rows of this page.
    pub rows: Vec<IssueRow>,
    /// How many the filter finds.
    pub count: Count,
    /// Query string of the page before, if there is one.
    pub previous: Option<String>,
    /// Query string of the page after, if there is one.
    pub next: Option<String>,
    /// What the filter offers.
    pub choices: Choices,
    /// The cases the filter offers.
    pub cases: Vec<CaseOption>,
    /// The asker may raise a 課題.
    pub may_raise: bool,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentView {
    /// The row.
    pub id: CommentId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub author: String,
    /// Their organisation.
    pub org: String,
    /// 公開範囲.
    pub scope: Scope,
    /// Markdown as typed; emptied once `html` is made.
    pub body: String,
    /// Clean HTML, made on the server.
    pub html: String,
}

/// An entry of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A comment.
    Comment(CommentView),
    /// Something else that happened.
    Event(EventView),
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistLine {
    /// The row.
    pub id: ChecklistLineId,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// How near that is; none once it is done.
    pub mark: DueMark,
    /// When it was ticked.
    pub done_at: Option<DateTime<Utc>>,
    /// Who ticked it.
    pub done_by: Option<String>,
}

/// Another 課題 that belongs to this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedIssue {
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 状態.
    pub state: IssueState,
}

/// The page of one 課題.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePage {
    /// The day (JST).
    pub today: NaiveDate,
    /// Its row in the list.
    pub row: IssueRow,
    /// The case.
    pub case: CaseHead,
    /// Where the case stands.
    pub case_state: CaseState,
    /// 対象システム.
    pub system: Option<Named>,
    /// 内容, Markdown as typed.
    pub body: String,
    /// 内容 as clean HTML, made on the server.
    pub body_html: String,
    /// 影響.
    pub impact: String,
    /// 対応方針.
    pub policy: String,
    /// 起票者.
    pub raised_by: String,
    /// 起票者's organisation.
    pub raised_org: String,
    /// 担当組織, as a choice.
    pub org: Option<Named>,
    /// 担当者's ログインID.
    pub assignee_login: Option<String>,
    /// 開庁日 between 当初期限 and 期限.
    pub slip_days: i32,
    /// 再開日.
    pub hold_until: Option<NaiveDate>,
    /// 承認者.
    pub approved_by: Option<String>,
    /// 完了日.
    pub closed_on: Option<NaiveDate>,
    /// Counts the edits.
    pub version: i32,
    /// The moves this person can make now.
    pub moves: Vec<Move>,
    /// Whether they may edit, assign and move the 期限.
    pub may_edit: bool,
    /// The scopes they may choose for a comment, the widest first; empty: they may not comment.
    pub comment_scopes: Vec<Scope>,
    /// Who can be made 担当者.
    pub choices: Choices,
    /// Checklist.
    pub checklist: Vec<ChecklistLine>,
    /// 関連課題.
    pub related: Vec<RelatedIssue>,
    /// 上申 and 開示 that come from it or arrived on it, for those inside the center.
    pub relays: Vec<RelayRef>,
    /// They may put it before the 業務管理者.
    pub may_submit: bool,
    /// They may copy what is センター内 here for the city.
    pub may_disclose: bool,
    /// Comments and events, the oldest first.
    pub history: Vec<Entry>,
    /// There is more before it.
    pub older: bool,
}

/// How much of the history of a 課題 is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryPart {
    /// The newest [`HISTORY_MAX`] entries: all of an ordinary 課題.
    #[default]
    Newest,
    /// All of it.
    All,
}

/// Entries of a history that are shown without asking for more.
pub const HISTORY_MAX: usize = 200;

impl HistoryPart {
    /// Reads the `history` of a query string.
    pub fn parse(typed: &str) -> Self {
        if typed == "all" { Self::All } else { Self::Newest }
    }
}

/// What the form of a new 課題 offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseForm {
    /// The day (JST).
    pub today: NaiveDate,
    /// The cases in which this person may raise one.
    pub cases: Vec<CaseOption>,
    /// The scopes they may choose, the usual one first.
    pub scopes: Vec<Scope>,
    /// What the form carries, so that it raises one 課題 however often it is sent.
    pub token: FormToken,
}
