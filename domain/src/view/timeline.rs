//! 線表.

use super::{Named, StageCell};
use crate::{case::CaseState, key::CaseNo, organisation::CenterCode, signal::Signal, timeline::Span};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One lane of a case; a case without lanes is one row of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// 状態.
    pub state: CaseState,
    /// 信号.
    pub signal: Option<Signal>,
    /// The lane's system.
    pub system: Option<Named>,
    /// Its vendor.
    pub vendor: Option<Named>,
    /// 工程1, 2 of the case and 3 to 7 of the lane.
    pub stages: Vec<StageCell>,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// The last day it may go live.
    pub latest_go_live: Option<NaiveDate>,
    /// 本番リリース of the lane.
    pub go_live_on: Option<NaiveDate>,
    /// Other visible cases that go live on this system close to it.
    pub clashes: Vec<CaseNo>,
}

/// Lanes that stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineGroup {
    /// The center, where they stand by center.
    pub center: Option<CenterCode>,
    /// Section, system or vendor; none for lanes without one.
    pub named: Option<Named>,
    /// The lanes, those of one case together.
    pub rows: Vec<TimelineRow>,
}

/// The 線表.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineView {
    /// The day (JST).
    pub today: NaiveDate,
    /// The months it shows.
    pub span: Span,
    /// What it shows, in groups.
    pub groups: Vec<TimelineGroup>,
    /// Cases it shows.
    pub cases: u32,
    /// Cases in that state that have nothing in these months.
    pub outside: u32,
}
