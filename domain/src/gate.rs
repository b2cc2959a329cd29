//! 工程完了判定: what a 工程 needs to start, what keeps its gate shut, and who decides it
//! (notes/domain §3). The city decides; the one exception is 工程5, which the 責任者 confirms.

mod correcting;
mod deciding;
mod evidence;
mod leaving_out;
mod line;
mod recalling;
mod release;
mod standing;
mod starting;
#[cfg(test)]
mod tests;

pub use correcting::{Actuals, Corrected, CorrectionInput, Corrects, DayMoved, correct, corrects};
pub use deciding::{CONDITIONS_MAX, Condition, ConditionInput, Decision, DecisionInput, decide};
pub use evidence::evidence;
pub use leaving_out::{LeaveOut, LeaveOutAnswer, answer_leave_out, propose_leave_out, undo_leave_out};
pub use line::{AddedLine, LineInput, TemplateContent, TemplateInput, added_line, line_due, line_side, template_text};
pub use recalling::{recall_gate, recall_leave_out, recalls};
pub use release::{RELEASE_MARK, is_release_line, may_start};
pub use standing::{Standing, decides, is_approver, is_confirmed, leaves_out, may_work, reads, settles};
pub use starting::{Start, StartFacts, not_passed, percent, start};

use crate::{
    coded::coded_enum,
    ids::StageLineId,
    key::{CaseNo, IssueKey},
    stage::Stage,
};
use serde::{Deserialize, Serialize};

/// Which 工程: of a case (1, 2) or of one lane (3 to 7).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StageKey {
    /// 案件番号.
    pub no: CaseNo,
    /// 工程.
    pub stage: Stage,
    /// Code of the lane's system.
    pub system: Option<String>,
}

/// The address of a 工程: of the case, or of one lane.
pub fn stage_path(no: CaseNo, stage: impl Into<u8>, system: Option<&str>) -> String {
    let lane = system.map(|code| format!("?system={code}")).unwrap_or_default();
    format!("/cases/{no}/stages/{}{lane}", stage.into())
}

coded_enum! {
    /// What a person does with a 工程.
    pub enum StageVerb {
        /// 開始.
        Start = "start",
        /// 進捗の報告.
        Progress = "progress",
        /// 実績の訂正.
        Correct = "correct",
        /// Work on the checklist.
        Checklist = "checklist",
        /// 完了判定の依頼.
        Request = "request",
        /// 依頼の取下げ.
        Recall = "recall",
        /// 完了判定.
        Decide = "decide",
        /// 対象外の提案.
        ProposeLeaveOut = "propose_leave_out",
        /// 提案の取下げ.
        RecallLeaveOut = "recall_leave_out",
        /// 対象外の判定.
        AnswerLeaveOut = "answer_leave_out",
        /// 対象外の取消し.
        UndoLeaveOut = "undo_leave_out",
    }
}

coded_enum! {
    /// A decision at a gate.
    pub enum Verdict {
        /// 承認; at 工程5 確認.
        Approved = "approved",
        /// 条件付承認; at 工程5 条件付確認.
        Conditional = "conditional",
        /// 差戻し.
        Returned = "returned",
    }
}

coded_enum! {
    /// A line in the history of a gate.
    pub enum GateStep {
        /// The gate was asked for.
        Requested = "requested",
        /// The request was taken back.
        Recalled = "recalled",
        /// 承認.
        Approved = "approved",
        /// 条件付承認.
        Conditional = "conditional",
        /// 差戻し.
        Returned = "returned",
        /// 対象外 was proposed.
        LeaveOutProposed = "leave_out_proposed",
        /// The proposal was taken back.
        LeaveOutRecalled = "leave_out_recalled",
        /// 対象外 was agreed to.
        LeftOut = "left_out",
        /// The proposal was returned.
        LeaveOutReturned = "leave_out_returned",
        /// 対象外 was undone.
        LeaveOutUndone = "leave_out_undone",
        /// It was written down late: 実績開始 lies before the day on which the case was opened.
        Backdated = "backdated",
        /// 実績開始 or 実績終了 was corrected.
        Corrected = "corrected",
    }
}

impl From<Verdict> for GateStep {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Approved => Self::Approved,
            Verdict::Conditional => Self::Conditional,
            Verdict::Returned => Self::Returned,
        }
    }
}

impl GateStep {
    /// The decision at the gate, if the step is one.
    pub const fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Requested
            | Self::Recalled
            | Self::LeaveOutProposed
            | Self::LeaveOutRecalled
            | Self::LeftOut
            | Self::LeaveOutReturned
            | Self::LeaveOutUndone
            | Self::Backdated
            | Self::Corrected => None,
            Self::Approved => Some(Verdict::Approved),
            Self::Conditional => Some(Verdict::Conditional),
            Self::Returned => Some(Verdict::Returned),
        }
    }
}

coded_enum! {
    /// Where a line of a 工程's checklist stands.
    pub enum LineState {
        /// Not done yet.
        Open = "open",
        /// Ticked.
        Done = "done",
        /// 対象外, with a reason.
        NotApplicable = "not_applicable",
    }
}

/// What keeps a gate shut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unmet {
    /// An open 課題 that blocks the gate.
    Issue {
        /// 課題番号.
        key: IssueKey,
        /// 件名.
        title: String,
    },
    /// A required line that is neither ticked nor 対象外.
    Line {
        /// The line.
        line: StageLineId,
        /// Its text.
        text: String,
    },
    /// The 工程 before has not passed its gate.
    Previous {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
    },
    /// The 制度改正 of the case names no 出典: 工程1 has nothing to go by (notes/domain §3).
    Source {
        /// Its name.
        law: String,
        /// Its code, for those who may open its page.
        code: Option<String>,
    },
}

impl Unmet {
    /// Whether a 条件付承認 can carry it on: all but the order of the 工程.
    pub const fn can_be_conditioned(&self) -> bool {
        !matches!(self, Self::Previous { .. })
    }

    /// Whether it is told before the 工程 starts: its order, and what it starts from.
    pub const fn counts_at_start(&self) -> bool {
        matches!(self, Self::Previous { .. } | Self::Source { .. })
    }

    /// What a condition would say about it; none about the order of the 工程.
    pub fn as_condition(&self) -> Option<String> {
        match self {
            Self::Line { text, .. } => Some(text.clone()),
            Self::Issue { key, title } => Some(format!("{key} {title}")),
            Self::Source { law, .. } => Some(format!("{law}（出典）")),
            Self::Previous { .. } => None,
        }
    }
}
