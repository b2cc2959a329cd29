//! 課題: something that blocks or may block the plan and needs an owner and a 期限.

mod assigning;
mod ball;
mod handing_over;
mod moving;
mod raising;
mod rescheduling;
mod state;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use assigning::{Assignment, AssignmentInput, assignable, may_hold};
pub use ball::{Ball, Holder, OpenTurns, Turn, ball};
pub use moving::{MoveInput, Needs, check_editable, may_edit, may_move, moves_for, needs};
pub use raising::{Draft, DraftInput};
pub use rescheduling::{DueMark, due_mark};
pub use state::{IssueState, Move};

use crate::{
    coded::coded_enum,
    event::Event,
    ids::{IssueId, OrgId, UserId},
    key::IssueKey,
    organisation::{OrgKind, Side},
    stage::Stage,
    visibility::{RecordAudience, Scope},
};
use chrono::NaiveDate;

coded_enum! {
    /// 分類 (notes/domain §7).
    pub enum Category {
        /// 要件未確定.
        RequirementOpen = "requirement_open",
        /// 認識齟齬.
        Misunderstanding = "misunderstanding",
        /// 解釈.
        Interpretation = "interpretation",
        /// 仕様.
        Specification = "specification",
        /// 進捗.
        Progress = "progress",
        /// 品質.
        Quality = "quality",
        /// 連携.
        Interface = "interface",
        /// 体制.
        Organisation = "organisation",
        /// 予算.
        Budget = "budget",
        /// その他.
        Other = "other",
    }
}

coded_enum! {
    /// 重要度, the gravest first.
    pub enum Severity {
        /// 大.
        High = "high",
        /// 中.
        Medium = "medium",
        /// 小.
        Low = "low",
    }
}

coded_enum! {
    /// 優先度, the most urgent first.
    pub enum Priority {
        /// 高.
        High = "high",
        /// 中.
        Medium = "medium",
        /// 低.
        Low = "low",
    }
}

/// A 課題 as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The row.
    pub id: IssueId,
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 内容, Markdown as typed.
    pub body: String,
    /// 影響.
    pub impact: String,
    /// 対応方針.
    pub policy: String,
    /// 分類.
    pub category: Category,
    /// 重要度.
    pub severity: Severity,
    /// 優先度.
    pub priority: Priority,
    /// 工程, when it belongs to one.
    pub stage: Option<Stage>,
    /// Keeps the gate of its stage shut while it is open.
    pub blocks_gate: bool,
    /// 状態.
    pub state: IssueState,
    /// Who may know of it, its 公開範囲 included.
    pub audience: RecordAudience,
    /// The organisation of the center that runs the case.
    pub center_org: OrgId,
    /// The owning 業務所管課 of the case.
    pub section_org: OrgId,
    /// 起票者.
    pub raised_by: UserId,
    /// 起票者's organisation.
    pub raised_org: OrgId,
    /// What that organisation is: its side approves the completion.
    pub raised_kind: OrgKind,
    /// 担当組織.
    pub org: Option<OrgId>,
    /// The side of 担当組織.
    pub org_side: Option<Side>,
    /// 担当者.
    pub assignee: Option<UserId>,
    /// 当初期限.
    pub first_due: Option<NaiveDate>,
    /// 期限 (until 17:15 of that day).
    pub due: Option<NaiveDate>,
    /// 変更回数 of the 期限.
    pub slips: i32,
    /// 開庁日 between 当初期限 and 期限.
    pub slip_days: i32,
    /// 再開日 while 保留.
    pub hold_until: Option<NaiveDate>,
    /// Whose turn it is, and since when.
    pub ball: Ball,
    /// 承認者 of the completion.
    pub approved_by: Option<UserId>,
    /// 完了日.
    pub closed_on: Option<NaiveDate>,
    /// Counts the edits; a form carries the one it was made from.
    pub version: i32,
}

/// What a rule returns: the issue as it is now and what happened to it.
pub type Changed = (Issue, Event);

impl Issue {
    /// The side that raised it.
    pub const fn raised_side(&self) -> Side {
        self.raised_kind.side()
    }

    /// 公開範囲.
    pub const fn scope(&self) -> Scope {
        self.audience.scope
    }

    /// The issue with the ball where its state puts it, held since `today` if it changed hands.
    fn with_ball(mut self, today: NaiveDate) -> Self {
        let turn = ball(&self);
        let same_hands = (self.ball.holder, self.ball.org, self.ball.user) == (turn.holder, turn.org, turn.user);
        let since = if same_hands { self.ball.since } else { today };
        self.ball = Ball { since, ..turn };
        self
    }
}
