//! Why a signal is not blue.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ByHand, Signal};
use crate::law::LawMove;

/// More 開庁日 late than this is red; up to it is yellow (notes §7).
const YELLOW_SLIP_DAYS: i32 = 5;
/// A 課題 more 開庁日 overdue than this is red.
const YELLOW_OVERDUE_DAYS: i32 = 10;

/// One reason for a signal, as data: the sentence is the screen's. Days are 開庁日.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SignalReason {
    /// 本番 is planned after the last possible day. Red.
    GoLiveAfterLatest {
        /// The planned day.
        go_live: NaiveDate,
        /// The last possible day.
        latest: NaiveDate,
        /// Why it was let pass, in the words of the 業務管理者.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
    },
    /// The last possible day has passed, and 工程7 has not begun everywhere. Red.
    NotReleased {
        /// That day.
        latest: NaiveDate,
    },
    /// 工程7 began before the gate of the 工程 before or before its リリース判定, and neither was made good. Red.
    ReleasedEarly {
        /// The system's code, for stages held per system.
        system: Option<String>,
    },
    /// 工程7 of a system is planned to begin after the last possible day, whatever the case as a whole plans. Red.
    LaneAfterLatest {
        /// The system's code, for stages held per system.
        system: Option<String>,
        /// The planned day.
        go_live: NaiveDate,
        /// The last possible day.
        latest: NaiveDate,
    },
    /// 施行日 or 適用日 of the 制度改正 moved, and nobody has looked at the plan since. Yellow; a 本番 that is too late
    /// for the new day is a reason of its own.
    LawMoved {
        /// What moved.
        moved: LawMove,
    },
    /// An open stage ends, or will end, later than first planned: it runs, or its planned end has passed. Yellow, red
    /// over 5.
    StageSlip {
        /// 工程, 1–7.
        stage: u8,
        /// The system's code, for stages held per system.
        system: Option<String>,
        /// How late.
        days: i32,
    },
    /// A stage that has not begun is planned to end later than first planned. Yellow, red over 5.
    PlannedLater {
        /// 工程, 1–7.
        stage: u8,
        /// The system's code, for stages held per system.
        system: Option<String>,
        /// How much later.
        days: i32,
    },
    /// A stage has not started although its day has passed. Yellow, red over 5.
    LateStart {
        /// 工程, 1–7.
        stage: u8,
        /// The system's code, for stages held per system.
        system: Option<String>,
        /// How late.
        days: i32,
    },
    /// 課題 are past their 期限. Yellow, red where one is over 10 late.
    OverdueIssues {
        /// How many.
        count: u32,
        /// How late the latest of them is.
        worst_days: i32,
    },
    /// 課題 block a gate while 本番 is near. Yellow.
    BlockingIssues {
        /// How many.
        count: u32,
    },
    /// 本番 is near and 課題 of 重要度 大 are open. Yellow.
    GoLiveNear {
        /// How far away 本番 is; 0 on the day.
        days: i32,
        /// How many severe 課題 are open.
        severe: u32,
    },
    /// Somebody set the 信号 by hand. It is what they set.
    ByHand {
        /// What the rule says.
        judged: Signal,
        /// What they set, and why.
        hand: ByHand,
    },
}

impl SignalReason {
    /// The signal this reason alone would give.
    pub fn signal(&self) -> Signal {
        let red = match *self {
            Self::ByHand { ref hand, .. } => return hand.signal,
            Self::NotReleased { .. }
            | Self::ReleasedEarly { .. }
            | Self::GoLiveAfterLatest { .. }
            | Self::LaneAfterLatest { .. } => true,
            Self::StageSlip { days, .. } | Self::PlannedLater { days, .. } | Self::LateStart { days, .. } => {
                days > YELLOW_SLIP_DAYS
            }
            Self::OverdueIssues { worst_days, .. } => worst_days > YELLOW_OVERDUE_DAYS,
            Self::LawMoved { .. } | Self::BlockingIssues { .. } | Self::GoLiveNear { .. } => false,
        };
        if red { Signal::Red } else { Signal::Yellow }
    }

    /// Among reasons of one signal, which comes first: the kind, then the longer delay.
    pub(super) fn order(&self) -> (u8, i32) {
        match *self {
            Self::NotReleased { .. } => (0, 0),
            Self::ReleasedEarly { .. } => (0, 1),
            Self::GoLiveAfterLatest { .. } => (1, 0),
            Self::LaneAfterLatest { .. } => (2, 0),
            Self::LawMoved { .. } => (2, 1),
            Self::StageSlip { days, .. } | Self::PlannedLater { days, .. } => (3, -days),
            Self::LateStart { days, .. } => (4, -days),
            Self::OverdueIssues { worst_days, .. } => (5, -worst_days),
            Self::BlockingIssues { .. } => (6, 0),
            Self::GoLiveNear { .. } => (7, 0),
            Self::ByHand { .. } => (8, 0),
        }
    }
}
