//! What the forms send, as typed.

use crate::stage::Stage;
use serde::{Deserialize, Serialize};

/// The form of a new 案件.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseInput {
    /// Code of the 制度改正; none when empty.
    pub law: String,
    /// Code of the center.
    pub center: String,
    /// Code of the owning 業務所管課.
    pub section: String,
    /// Codes of the related ones.
    pub related: Vec<String>,
    /// Codes of the systems.
    pub systems: Vec<String>,
    /// 件名; made by the convention when empty.
    pub title: String,
    /// 概要.
    pub summary: String,
    /// 施行日; that of the 制度改正 when empty.
    pub in_force_on: String,
    /// 開始日; today when empty.
    pub start_on: String,
    /// 本番リリース予定; the latest possible day when empty.
    pub go_live_on: String,
    /// 終了予定日; four weeks after 本番 when empty.
    pub end_on: String,
    /// Why 本番 may come after the latest possible day.
    pub late_reason: String,
    /// ログインID of the 業務管理者.
    pub manager: String,
    /// ログインID of the 業務所管課 担当.
    pub officer: String,
    /// ログインID of コンサルタント.
    pub consultants: Vec<String>,
    /// 案件番号 of the cases beside it that the form named and its writer has seen ([`super::all_seen`]).
    pub beside: Vec<String>,
    /// The plan, line by line; empty before it was proposed.
    pub lines: Vec<LineInput>,
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineInput {
    /// 工程.
    pub stage: Stage,
    /// Code of the lane's system, for 工程3 to 7.
    pub system: Option<String>,
    /// 予定開始.
    pub start: String,
    /// 予定終了.
    pub end: String,
}

/// The form that edits a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditInput {
    /// Code of the 制度改正; none when empty.
    pub law: String,
    /// Code of the owning 業務所管課.
    pub section: String,
    /// Codes of the related ones.
    pub related: Vec<String>,
    /// 件名.
    pub title: String,
    /// 概要.
    pub summary: String,
    /// 施行日.
    pub in_force_on: String,
    /// Why 本番 may come after the latest possible day.
    pub late_reason: String,
    /// ログインID of the 業務管理者.
    pub manager: String,
    /// ログインID of the 業務所管課 担当.
    pub officer: String,
    /// ログインID of コンサルタント.
    pub consultants: Vec<String>,
}

/// The form that moves the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplanInput {
    /// 本番リリース予定; as it is when the form does not offer it.
    pub go_live_on: Option<String>,
    /// Why 本番 may come after the latest possible day.
    pub late_reason: String,
    /// The lines that the form offers.
    pub lines: Vec<LineInput>,
    /// 理由.
    pub reason: String,
}
