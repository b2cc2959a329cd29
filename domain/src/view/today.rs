//! 今日.

use super::{CaseRow, Count, EventView, IssueRow, Named, RelayRow};
use crate::{actor::Actor, key::CaseNo, organisation::Side, role::Role};
use chrono::{DateTime, NaiveDate, Utc};
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
    /// How many 課題; counting stops with [`Count::CAP`] over all groups.
    pub count: Count,
    /// 開庁日 the longest of them has been there.
    pub longest_days: i32,
}

/// Something that happened since the person was last here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// In which 案件.
    pub case: CaseNo,
    /// Its 件名.
    pub title: String,
    /// What.
    pub what: EventView,
}

/// A 制度改正 that no 案件 answers yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnansweredLaw {
    /// Its code.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
}

/// Whether the person looks for 制度改正 that no 案件 answers yet (notes/domain §12).
pub const fn looks_for_laws(actor: &Actor) -> bool {
    matches!(actor.role, Role::Consultant)
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
    /// The waiting groups are counted among the longest only: there is more.
    pub waiting_more: bool,
    /// Until when the person had last been here, before today; none when they never were.
    pub since: Option<DateTime<Utc>>,
    /// What others did since then, the newest first.
    pub changes: Vec<Change>,
    /// There was more than is shown.
    pub changes_more: bool,
    /// 制度改正 without a 案件, for those who look for them.
    pub laws: Vec<UnansweredLaw>,
    /// How many there are, with those not shown.
    pub laws_count: u32,
    /// 上申 that wait for the reader: for managers what was put before them, for operators what came back.
    pub relays: Vec<RelayRow>,
    /// How many there are.
    pub relays_count: Count,
    /// Live cases of my section, center or systems, the most endangered first.
    pub cases: Vec<CaseRow>,
}
