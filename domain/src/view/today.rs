//! 今日.

use super::{CaseRow, Count, IssueRow, Named};
use crate::{actor::Actor, organisation::Side, role::Role};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which 課題 the figures of 今日 are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Watch {
    /// Everything the person can see.
    Everything,
    /// What their organisation is responsible for.
    OwnOrg,
}

/// 契約所管課, 責任者, 業務管理者 and コンサルタント watch over others' work; everybody else over
/// their own organisation's (notes/domain §12).
pub fn watch(actor: &Actor) -> Watch {
    match actor.role {
        Role::ContractSection | Role::CenterLead | Role::OperationsManager | Role::Consultant => Watch::Everything,
        _ => Watch::OwnOrg,
    }
}

/// Work that waits for others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Which side has the ball: `city`, `center`, `vendor`, `nation`.
    pub side: Option<Side>,
    /// The organisation; none for 国等.
    pub org: Option<Named>,
    /// How many 課題.
    pub count: u32,
    /// 開庁日 the longest of them has been there.
    pub longest_days: i32,
}

/// The first page after signing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// The day (JST).
    pub today: NaiveDate,
    /// What the figures are about.
    pub watch: Watch,
    /// Code of the asker's organisation, for the links behind the figures.
    pub org: String,
    /// My ball: the rows, the nearest 期限 first.
    pub mine: Vec<IssueRow>,
    /// How many there are.
    pub mine_count: Count,
    /// Due within 3 開庁日: the rows.
    pub soon: Vec<IssueRow>,
    /// How many there are.
    pub soon_count: Count,
    /// 期限超過: the rows, the oldest first.
    pub overdue: Vec<IssueRow>,
    /// How many there are.
    pub overdue_count: Count,
    /// Waiting for others, the longest first.
    pub waiting: Vec<Waiting>,
    /// Live cases of my section, center or systems, the most endangered first.
    pub cases: Vec<CaseRow>,
}
