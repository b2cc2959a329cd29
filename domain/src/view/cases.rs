//! 案件一覧 and 案件.

use super::{Choices, EventView, IssueRow, Named};
use crate::{
    case::CaseState,
    coded::coded_enum,
    key::CaseNo,
    law::{LawKind, LawMove, LawState},
    organisation::CenterCode,
    signal::{Signal, SignalReason},
    stage::{Stage, StageState},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A case in a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseHead {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
}

/// A case in a select, with its visible lanes' systems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOption {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// Its systems, as far as the asker may know of them.
    pub systems: Vec<Named>,
}

/// One 工程 of a case (1, 2) or of a lane (3 to 7): plan against actual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageCell {
    /// Which 工程.
    pub stage: Stage,
    /// Code of the lane's system.
    pub system: Option<String>,
    /// Where it stands.
    pub state: StageState,
    /// 予定開始（当初）.
    pub first_start: NaiveDate,
    /// 予定終了（当初）.
    pub first_end: NaiveDate,
    /// 予定開始（現行）.
    pub planned_start: NaiveDate,
    /// 予定終了（現行）.
    pub planned_end: NaiveDate,
    /// 実績開始.
    pub actual_start: Option<NaiveDate>,
    /// 実績終了.
    pub actual_end: Option<NaiveDate>,
    /// 開庁日 the 工程 is behind its 当初 plan; 0 when it is not.
    pub late_days: i32,
    /// It was started before the gate of the 工程 before.
    pub early: bool,
    /// 工程7 that was started early, while what it should have waited for is not done: not yet a 本番リリース.
    pub unready: bool,
    /// Its gate, or the proposal of 対象外, waits for the asker's decision.
    pub my_gate: bool,
    /// 対象外 is proposed.
    pub leave_out_proposed: bool,
    /// Why it is 対象外 or proposed to be, where the asker reads its records.
    pub leave_out_reason: Option<String>,
    /// Why its plan was moved last, where one record is looked at and the asker reads it.
    pub replan_reason: Option<String>,
    /// The day on which its case was cancelled, of one that was not over then: nothing of it is to come.
    pub stopped_on: Option<NaiveDate>,
}

impl StageCell {
    /// The last day of what was: its end, the day on which its case was cancelled, or today.
    pub fn seen_until(&self, today: NaiveDate) -> NaiveDate {
        self.actual_end.or(self.stopped_on).unwrap_or(today)
    }

    /// Whether anything of it is still to come.
    pub const fn goes_on(&self) -> bool {
        self.actual_end.is_none() && self.stopped_on.is_none()
    }
}

/// One row of the 案件一覧.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// Center.
    pub center: CenterCode,
    /// Owning 業務所管課.
    pub section: Named,
    /// 業務管理者 in charge.
    pub manager: Option<String>,
    /// 状態.
    pub state: CaseState,
    /// 期間, first month.
    pub period_from: NaiveDate,
    /// 期間, last month.
    pub period_to: NaiveDate,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// Calendar days to 施行日; below zero when it has passed.
    pub days_to_force: Option<i64>,
    /// 本番リリース予定.
    pub go_live_on: Option<NaiveDate>,
    /// What moved in its 制度改正 and nobody has looked at yet; none once the case is over.
    pub law_move: Option<LawMove>,
    /// The lowest open 工程.
    pub current_stage: Option<Stage>,
    /// 信号; none once the case is over.
    pub signal: Option<Signal>,
    /// Why, the worst first.
    pub reasons: Vec<SignalReason>,
    /// Systems of the visible lanes.
    pub systems: Vec<Named>,
    /// The stages of the case and its visible lanes, sorted by 工程 and lane.
    pub stages: Vec<StageCell>,
    /// 未完了課題 that the asker can see.
    pub open_issues: u32,
    /// Of these, 期限超過.
    pub overdue_issues: u32,
}

/// The 案件一覧.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseListView {
    /// The day (JST).
    pub today: NaiveDate,
    /// The rows that the filter finds.
    pub rows: Vec<CaseRow>,
    /// How many cases the asker can see at all.
    pub visible: u32,
    /// What the filter offers: 業務所管課 in `orgs`, and systems.
    pub choices: Choices,
    /// The ベンダー the filter offers.
    pub vendors: Vec<Named>,
    /// 年度 the filter offers, the newest first.
    pub fiscal_years: Vec<i32>,
}

coded_enum! {
    /// What a person is to a case.
    pub enum Position {
        /// 業務管理者.
        Manager = "manager",
        /// 業務所管課 担当.
        Officer = "officer",
        /// コンサルタント.
        Consultant = "consultant",
        /// ベンダー.
        Vendor = "vendor",
    }
}

/// A person of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePerson {
    /// What they are to it.
    pub position: Position,
    /// 氏名.
    pub name: String,
    /// Organisation.
    pub org: String,
    /// The system, for a vendor.
    pub system: Option<String>,
}

/// A lane with its vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneView {
    /// The system.
    pub system: Named,
    /// Its vendor.
    pub vendor: Option<Named>,
    /// Its lowest open 工程.
    pub current_stage: Option<Stage>,
}

/// The 制度改正 behind a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawRef {
    /// Its code.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 区分.
    pub kind: LawKind,
    /// 状態.
    pub state: LawState,
    /// 法令番号.
    pub number: Option<String>,
    /// 公布日.
    pub promulgated_on: Option<NaiveDate>,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// 適用日.
    pub applies_from: Option<NaiveDate>,
    /// 遡及.
    pub retroactive: bool,
    /// 概要.
    pub summary: String,
}

/// Who put a case where it stands, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMoved {
    /// 理由, where one was given.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Their organisation.
    pub org: String,
}

/// Who started a 工程 before its time, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartedEarly {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Their organisation.
    pub org: String,
}

/// A 工程 of a case that was started early and is not over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyStage {
    /// Which one.
    pub stage: Stage,
    /// Code of the lane's system.
    pub system: Option<String>,
    /// Why, where the asker reads its records.
    pub reason: Option<String>,
    /// Who and when, where the asker may know of it.
    pub started: Option<StartedEarly>,
}

impl EarlyStage {
    /// Whether that is the cell of it.
    pub fn is_of(&self, cell: &StageCell) -> bool {
        (self.stage, &self.system) == (cell.stage, &cell.system)
    }
}

/// The page of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePage {
    /// The day (JST).
    pub today: NaiveDate,
    /// Its row in the list.
    pub row: CaseRow,
    /// 概要.
    pub summary: String,
    /// Related sections.
    pub related_sections: Vec<Named>,
    /// Latest possible go-live: last 開庁日 on or before 施行日.
    pub latest_go_live: Option<NaiveDate>,
    /// 制度改正.
    pub law: Option<LawRef>,
    /// Visible lanes.
    pub lanes: Vec<LaneView>,
    /// People.
    pub people: Vec<CasePerson>,
    /// 未完了課題 by 期限, the first ten.
    pub issues: Vec<IssueRow>,
    /// What happened lately, the newest first.
    pub events: Vec<EventView>,
    /// There is more before them.
    pub older: bool,
    /// How it came to be where it stands, of a case that is on hold or over.
    pub moved: Option<CaseMoved>,
    /// 工程 that were started before their time, while that matters.
    pub early: Vec<EarlyStage>,
    /// The asker may raise a 課題.
    pub may_raise: bool,
    /// 本番リリース予定 that was planned first.
    pub first_go_live_on: Option<NaiveDate>,
    /// The asker may edit it, or do something with it as a whole.
    pub may_edit: bool,
    /// The asker may confirm the draft.
    pub may_confirm: bool,
    /// The asker may move the plan, or a part of it.
    pub may_replan: bool,
    /// The asker may say that a move of the 制度改正 does not touch the plan.
    pub may_settle: bool,
    /// The asker may say something about the plan.
    pub may_comment_plan: bool,
    /// The asker may open the page of the 制度改正.
    pub may_see_law: bool,
    /// The asker may set the 信号 by hand.
    pub may_override: bool,
}
