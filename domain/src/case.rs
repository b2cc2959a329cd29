//! 案件.

use crate::coded::coded_enum;

coded_enum! {
    /// Where a case stands as a whole.
    pub enum CaseState {
        /// 準備中: drafted by a コンサルタント and not yet confirmed; no vendor knows of it.
        Draft = "draft",
        /// 計画.
        Planned = "planned",
        /// 進行中.
        Active = "active",
        /// 保留.
        OnHold = "on_hold",
        /// 完了.
        Completed = "completed",
        /// 中止.
        Cancelled = "cancelled",
    }
}

coded_enum! {
    /// What can be done with a case as a whole.
    pub enum CaseMove {
        /// 確定: a draft becomes a case that its vendors see.
        Confirm = "confirm",
        /// 保留にする.
        Hold = "hold",
        /// 再開する.
        Resume = "resume",
        /// 完了にする.
        Complete = "complete",
        /// 中止する.
        Cancel = "cancel",
    }
}

impl CaseState {
    /// Completed or cancelled: it has no signal any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }

    /// Whether 課題 can be raised and 工程 worked on.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Planned | Self::Active)
    }

    /// Whether 課題 can be raised: of a draft its vendors would never hear.
    pub const fn takes_issues(self) -> bool {
        !self.is_over() && !matches!(self, Self::Draft)
    }

    /// Where a move leads from here; `None` when it is not possible. `started`: some 工程 has begun.
    pub const fn after(self, mv: CaseMove, started: bool) -> Option<Self> {
        let running = if started { Self::Active } else { Self::Planned };
        match (mv, self) {
            (CaseMove::Confirm, Self::Draft) => Some(Self::Planned),
            (CaseMove::Hold, Self::Planned | Self::Active) => Some(Self::OnHold),
            (CaseMove::Resume, Self::OnHold) => Some(running),
            (CaseMove::Complete, Self::Planned | Self::Active) => Some(Self::Completed),
            (CaseMove::Cancel, Self::Draft | Self::Planned | Self::Active | Self::OnHold) => Some(Self::Cancelled),
            _ => None,
        }
    }
}

impl CaseMove {
    /// A reason must be given. Confirming says enough by itself.
    pub const fn needs_reason(self) -> bool {
        !matches!(self, Self::Confirm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_by_each_move() {
        use CaseState::*;
        let table = [
            // 確定, 保留, 再開, 完了, 中止
            (Draft, [Some(Planned), None, None, None, Some(Cancelled)]),
            (Planned, [None, Some(OnHold), None, Some(Completed), Some(Cancelled)]),
            (Active, [None, Some(OnHold), None, Some(Completed), Some(Cancelled)]),
            (OnHold, [None, None, Some(Active), None, Some(Cancelled)]),
            (Completed, [None; 5]),
            (Cancelled, [None; 5]),
        ];
        for (state, expected) in table {
            for (mv, to) in CaseMove::ALL.iter().zip(expected) {
                assert_eq!(state.after(*mv, true), to, "{state} {mv}");
            }
        }
        assert_eq!(OnHold.after(CaseMove::Resume, false), Some(Planned), "nothing had begun");
    }
}
