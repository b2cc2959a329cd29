//! Opening, editing and replanning a 案件.

use super::{LaneView, Named, PersonChoice, StageCell};
use crate::{
    case::{CaseMove, CaseState},
    key::CaseNo,
    law::LawMove,
    organisation::CenterCode,
    planning::{Beside, PlannedLine},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A 制度改正 in a select.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawChoice {
    /// Its code.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
}

/// A system that a case can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The center that looks after it.
    pub center: CenterCode,
}

/// What the forms of a case offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseChoices {
    /// 制度改正, the newest 施行日 first.
    pub laws: Vec<LawChoice>,
    /// 業務所管課.
    pub sections: Vec<Named>,
    /// Systems that are revised.
    pub systems: Vec<SystemChoice>,
    /// 業務管理者.
    pub managers: Vec<PersonChoice>,
    /// People of the 業務所管課.
    pub officers: Vec<PersonChoice>,
    /// コンサルタント.
    pub consultants: Vec<PersonChoice>,
}

/// The form of a new 案件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseForm {
    /// The day (JST).
    pub today: NaiveDate,
    /// The centers whose cases the asker may open.
    pub centers: Vec<CenterCode>,
    /// Code of the asker's own 業務所管課, which must have a part in the case.
    pub own_section: Option<String>,
    /// What the selects offer.
    pub choices: CaseChoices,
    /// The asker only drafts: somebody else confirms.
    pub drafts: bool,
    /// The asker may let a late 本番 pass.
    pub may_override: bool,
}

/// What is proposed for a new 案件: every day, and the 件名 if none was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// 件名.
    pub title: String,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// 開始日.
    pub start_on: NaiveDate,
    /// 本番リリース予定.
    pub go_live_on: NaiveDate,
    /// 終了予定日.
    pub end_on: NaiveDate,
    /// The plan.
    pub lines: Vec<PlannedLine>,
    /// Cases that are there already for the same.
    pub beside: Vec<Beside>,
}

/// What is proposed for the rest of a plan: 本番リリース and the days of what is not over yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reproposal {
    /// 本番リリース予定.
    pub go_live_on: NaiveDate,
    /// The lines that the asker may move.
    pub lines: Vec<PlannedLine>,
}

/// The page on which a case is edited and moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEditPage {
    /// The day (JST).
    pub today: NaiveDate,
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// Center.
    pub center: CenterCode,
    /// 状態.
    pub state: CaseState,
    /// 概要.
    pub summary: String,
    /// Code of the 制度改正.
    pub law: Option<String>,
    /// Owning 業務所管課.
    pub section: Named,
    /// Related sections.
    pub related: Vec<Named>,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// 本番リリース予定.
    pub go_live_on: Option<NaiveDate>,
    /// The last 開庁日 on or before 施行日.
    pub latest_go_live: Option<NaiveDate>,
    /// Why a later 本番 was let pass.
    pub late_reason: Option<String>,
    /// ログインID of the 業務管理者.
    pub manager: Option<String>,
    /// ログインID of the 業務所管課 担当.
    pub officer: Option<String>,
    /// ログインID of the コンサルタント.
    pub consultants: Vec<String>,
    /// Lanes.
    pub lanes: Vec<LaneView>,
    /// Systems that could join.
    pub spare_systems: Vec<Named>,
    /// What an edit must carry.
    pub version: i32,
    /// What the selects offer.
    pub choices: CaseChoices,
    /// The asker may edit the fields and the lanes.
    pub may_edit: bool,
    /// The asker may let a late 本番 pass.
    pub may_override: bool,
    /// 未完了課題 that the asker can see.
    pub open_issues: u32,
    /// What the asker may do with the case as a whole.
    pub moves: Vec<CaseMove>,
}

/// One line of the plan of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// 当初, 現行, 実績.
    pub cell: StageCell,
    /// The asker may move it.
    pub may_move: bool,
}

/// The page on which the plan of a case is moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPage {
    /// The day (JST).
    pub today: NaiveDate,
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// 状態.
    pub state: CaseState,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// The last 開庁日 on or before 施行日.
    pub latest_go_live: Option<NaiveDate>,
    /// What moved in its 制度改正 and nobody has looked at yet.
    pub law_move: Option<LawMove>,
    /// 本番リリース予定.
    pub go_live_on: Option<NaiveDate>,
    /// The one that was planned first.
    pub first_go_live_on: Option<NaiveDate>,
    /// Why a late one was let pass.
    pub late_reason: Option<String>,
    /// The visible lines, by 工程 and lane.
    pub lines: Vec<PlanLine>,
    /// The asker may move the plan, or a part of it.
    pub may_replan: bool,
    /// The asker may say something about the plan.
    pub may_comment: bool,
    /// The asker may move 本番リリース予定.
    pub may_move_go_live: bool,
    /// The asker may let a late one pass.
    pub may_override: bool,
    /// What a replanning must carry.
    pub version: i32,
}
