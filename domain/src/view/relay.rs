//! 上申箱 and one 上申.

use super::{CaseOption, Count, Named, RelatedIssue};
use crate::{
    ids::{CommentId, RelayId},
    key::{CaseNo, IssueKey},
    relay::{RelayKind, RelayMove, RelayState, RelayStep},
    visibility::Scope,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A row of 上申箱.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayRow {
    /// Its id, for its address.
    pub id: RelayId,
    /// 上申 or 開示.
    pub kind: RelayKind,
    /// 状態.
    pub state: RelayState,
    /// 案件番号.
    pub case: CaseNo,
    /// 案件 件名.
    pub case_title: String,
    /// 件名.
    pub title: String,
    /// Who wrote it.
    pub by: String,
    /// It is the asker's own.
    pub mine: bool,
    /// When it was put before the manager, the last time.
    pub at: DateTime<Utc>,
    /// 開庁日 since then.
    pub days: i32,
    /// Why it was returned; empty otherwise.
    pub reason: String,
}

/// A page of 上申箱.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayList {
    /// The rows: what has waited the longest first, of what is over the newest.
    pub rows: Vec<RelayRow>,
    /// How many wait for the manager.
    pub waiting: Count,
    /// How many were returned.
    pub returned: Count,
    /// The page, from 1.
    pub page: u32,
    /// There is another page.
    pub more: bool,
    /// The asker may write one.
    pub may_submit: bool,
}

/// A 上申 on the page of a 課題, seen inside the center only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayRef {
    /// Its id.
    pub id: RelayId,
    /// 上申 or 開示.
    pub kind: RelayKind,
    /// 状態.
    pub state: RelayState,
    /// 件名.
    pub title: String,
    /// The 課題 is where it was sent, not where it comes from.
    pub arrived: bool,
}

/// A line of its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayWritten {
    /// What was done.
    pub step: RelayStep,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Their organisation.
    pub org: String,
    /// The text that was put before the manager, or why it was returned. What was sent stands where it was sent.
    pub text: String,
}

/// A 課題 on which it can become a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayTarget {
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 公開範囲 of the 課題: a comment is never wider.
    pub scope: Scope,
    /// Code of its 対象システム.
    pub system: Option<String>,
}

/// The page of one 上申.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayPage {
    /// The day (JST).
    pub today: NaiveDate,
    /// As in the list.
    pub row: RelayRow,
    /// What was written, in Markdown.
    pub text: String,
    /// Made for forms.
    pub version: i32,
    /// The 課題 it comes from, and whether it was a comment of it.
    pub source: Option<(RelatedIssue, Option<CommentId>)>,
    /// Where it went, as far as the asker may know of it: the 課題, the comment on it, 公開範囲.
    pub target: Option<(RelatedIssue, Option<CommentId>, Scope)>,
    /// The oldest first.
    pub history: Vec<RelayWritten>,
    /// What the asker can do.
    pub moves: Vec<RelayMove>,
    /// Open 課題 of the case on which it can become a comment; for who sends.
    pub targets: Vec<RelayTarget>,
    /// Systems of the case, for a new 課題.
    pub systems: Vec<Named>,
}

/// The form of a new 上申.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayForm {
    /// Live cases.
    pub cases: Vec<CaseOption>,
    /// The 課題 it comes from.
    pub source: Option<RelatedIssue>,
    /// The comment of it.
    pub comment: Option<CommentId>,
    /// 件名 to begin with.
    pub title: String,
    /// Text to begin with.
    pub text: String,
}
