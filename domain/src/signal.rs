//! 信号: how a case stands, from its dates and its issues (notes §7).
//!
//! A hand-set signal with a reason is laid over it ([`ByHand`]).

mod facts;
mod hand;
mod judge;
mod reason;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::BusinessCalendar;

pub use facts::{CaseFacts, StageFacts};
pub use hand::{ByHand, HAND_SCOPE, may_override};
pub use judge::{Judgement, judge};
pub use reason::SignalReason;

/// 青, 黄 or 赤, ordered by danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signal {
    /// 青: on plan.
    Blue,
    /// 黄: needs attention.
    Yellow,
    /// 赤: needs action.
    Red,
}

impl Signal {
    /// Every signal, the least dangerous first.
    pub const ALL: [Self; 3] = [Self::Blue, Self::Yellow, Self::Red];

    /// The code used in filters and CSS classes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// Reads what [`Signal::as_str`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == code)
    }
}

/// The latest day a case can go live: the last 開庁日 on or before its 施行日 (notes §3).
pub fn latest_go_live(in_force: NaiveDate, calendar: &BusinessCalendar) -> NaiveDate {
    calendar.last_on_or_before(in_force)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_equal_their_json() {
        for it in Signal::ALL {
            assert_eq!(Signal::parse(it.as_str()), Some(it));
            let json = serde_json::to_string(&it).unwrap();
            assert_eq!(json, format!("\"{}\"", it.as_str()));
        }
        assert!(Signal::Blue < Signal::Yellow && Signal::Yellow < Signal::Red);
    }

    #[test]
    fn going_live_must_not_come_after_the_law() {
        let calendar = BusinessCalendar::by_law();
        for (in_force, latest) in [
            ("2028-10-01", "2028-09-29"),
            ("2026-01-01", "2025-12-26"),
            ("2023-04-01", "2023-03-31"),
            ("2026-04-01", "2026-04-01"),
        ] {
            let computed = latest_go_live(in_force.parse().unwrap(), &calendar);
            assert_eq!(computed.to_string(), latest, "{in_force}");
        }
    }
}
