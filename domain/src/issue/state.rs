//! 状態 of a 課題 and the moves between them (notes/domain §7).

use crate::coded::coded_enum;

coded_enum! {
    /// 状態.
    pub enum IssueState {
        /// 起票.
        Raised = "raised",
        /// 受付: 担当 and 期限 are set.
        Accepted = "accepted",
        /// 対応中.
        InProgress = "in_progress",
        /// 市回答待ち.
        AwaitingCity = "awaiting_city",
        /// ベンダー回答待ち.
        AwaitingVendor = "awaiting_vendor",
        /// 国等回答待ち.
        AwaitingNation = "awaiting_nation",
        /// 対応済: waits for approval by the raiser's side.
        Resolved = "resolved",
        /// 完了（承認）.
        Closed = "closed",
        /// 保留, until 再開日.
        OnHold = "on_hold",
        /// 取下げ.
        Withdrawn = "withdrawn",
    }
}

coded_enum! {
    /// What a person does to a 課題 to change its state.
    pub enum Move {
        /// 受け付ける.
        Accept = "accept",
        /// 対応を始める.
        Start = "start",
        /// 市に確認する.
        AskCity = "ask_city",
        /// ベンダーに確認する.
        AskVendor = "ask_vendor",
        /// 国等に照会する.
        AskNation = "ask_nation",
        /// 回答する.
        Answer = "answer",
        /// 対応済にする.
        Resolve = "resolve",
        /// 完了を承認する.
        Approve = "approve",
        /// 差し戻す.
        Return = "return",
        /// 保留にする.
        Hold = "hold",
        /// 再開する.
        Resume = "resume",
        /// 取り下げる.
        Withdraw = "withdraw",
    }
}

impl IssueState {
    /// Neither 完了 nor 取下げ.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// 市・ベンダー・国等 回答待ち.
    pub const fn awaits_answer(self) -> bool {
        matches!(self, Self::AwaitingCity | Self::AwaitingVendor | Self::AwaitingNation)
    }

    /// The state after a move, if the move is possible here. `assigned`: 担当 and 期限 are set.
    pub const fn after(self, mv: Move, assigned: bool) -> Option<Self> {
        use IssueState as S;
        use Move as M;
        let working = matches!(self, S::Accepted | S::InProgress) || self.awaits_answer();
        Some(match (self, mv) {
            (S::Raised, M::Accept) => S::Accepted,
            (S::Accepted, M::Start) => S::InProgress,
            (_, M::AskCity) if working && !matches!(self, S::AwaitingCity) => S::AwaitingCity,
            (_, M::AskVendor) if working && !matches!(self, S::AwaitingVendor) => S::AwaitingVendor,
            (_, M::AskNation) if working && !matches!(self, S::AwaitingNation) => S::AwaitingNation,
            (_, M::Answer) if self.awaits_answer() => S::InProgress,
            (_, M::Resolve) if working => S::Resolved,
            (S::Resolved, M::Approve) => S::Closed,
            (S::Resolved, M::Return) => S::InProgress,
            (_, M::Hold) if working || matches!(self, S::Raised) => S::OnHold,
            (S::OnHold, M::Resume) if assigned => S::InProgress,
            (S::OnHold, M::Resume) => S::Raised,
            (_, M::Withdraw) if self.is_open() => S::Withdrawn,
            _ => return None,
        })
    }
}
