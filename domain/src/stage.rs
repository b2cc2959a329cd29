//! 工程: the seven stages of specification 第2-8-(6)ウ.

use crate::coded::coded_enum;
use serde::{Deserialize, Serialize};

/// A 工程, 1 to 7. Stages 1 and 2 are held once per case, 3 to 7 once per lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct Stage(u8);

/// The number is not between 1 and 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stage is a number from 1 to 7")]
pub struct NotAStage;

impl Stage {
    /// All seven, in order.
    pub const ALL: [Self; 7] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7)];

    /// 工程7, which begins with the 本番リリース.
    pub const RELEASE: Self = Self(7);
    /// 工程1, which starts from the 制度改正.
    pub const FIRST: Self = Self(1);

    /// The stage with this number.
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 7 { Some(Self(number)) } else { None }
    }

    /// Reads a number in a URL or a form.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().and_then(Self::new)
    }

    /// 1 to 7.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether each lane has its own record of this stage.
    pub const fn is_per_lane(self) -> bool {
        self.0 >= 3
    }
}

impl From<Stage> for u8 {
    fn from(stage: Stage) -> Self {
        stage.0
    }
}

impl TryFrom<u8> for Stage {
    type Error = NotAStage;
    fn try_from(number: u8) -> Result<Self, NotAStage> {
        Self::new(number).ok_or(NotAStage)
    }
}

coded_enum! {
    /// Where a stage stands.
    pub enum StageState {
        /// 未着手.
        NotStarted = "not_started",
        /// 進行中.
        InProgress = "in_progress",
        /// 判定待ち.
        AwaitingGate = "awaiting_gate",
        /// 完了.
        Done = "done",
        /// 対象外.
        NotApplicable = "not_applicable",
    }
}

impl StageState {
    /// Nothing is left to do in it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::NotApplicable)
    }
}

/// The stage a case is in: its lowest open one (notes/domain §3); the last when all are over.
pub fn current_stage(records: impl IntoIterator<Item = (Stage, StageState)>) -> Option<Stage> {
    let mut lowest_open = None;
    let mut last = None;
    for (stage, state) in records {
        last = last.max(Some(stage));
        if !state.is_over() {
            lowest_open = Some(lowest_open.map_or(stage, |s: Stage| s.min(stage)));
        }
    }
    lowest_open.or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_is_in_its_lowest_open_stage() {
        use StageState::*;
        let s = |n| Stage::new(n).unwrap();
        assert_eq!(
            current_stage([(s(1), Done), (s(2), Done), (s(3), Done), (s(5), InProgress), (s(4), InProgress)]),
            Some(s(4))
        );
        assert_eq!(current_stage([(s(1), Done), (s(2), NotApplicable), (s(3), NotStarted)]), Some(s(3)));
        assert_eq!(current_stage([(s(1), Done), (s(7), Done)]), Some(s(7)));
        assert_eq!(current_stage([]), None);
    }

    #[test]
    fn there_are_seven() {
        assert_eq!(Stage::parse("0"), None);
        assert_eq!(Stage::parse("8"), None);
        assert_eq!(Stage::parse("7").map(Stage::number), Some(7));
        assert!(!Stage::ALL[1].is_per_lane() && Stage::ALL[2].is_per_lane());
    }
}
