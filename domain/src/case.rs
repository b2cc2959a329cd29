//! 案件.

use crate::coded::coded_enum;

coded_enum! {
    /// Where a case stands as a whole.
    pub enum CaseState {
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

impl CaseState {
    /// Completed or cancelled: it has no signal any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }
}
