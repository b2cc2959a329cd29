//! What happened. Every verb writes exactly one of these, in its own transaction.

mod account;
mod kind;
mod part;
mod trail;

pub use account::AccountEvent;
pub use part::{Edit, Given, LineChange};
pub use trail::{LogFormat, TrailEvent};

use crate::{
    admin::DayChange,
    case::{CaseMove, CaseState},
    gate::{Corrected, GateStep, Verdict},
    ids::{CommentId, RelayId},
    issue::{IssueState, Move},
    key::{CaseNo, IssueKey},
    law::LawMove,
    refusal::Field,
    relay::RelayStep,
    signal::Signal,
    stage::{Stage, StageState},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One happening, with the names as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// 案件 was registered.
    CaseRegistered {
        /// 件名.
        title: String,
    },
    /// 案件 was drafted by somebody who may only draft.
    CaseDrafted {
        /// 件名.
        title: String,
    },
    /// 案件 was confirmed, held, resumed, completed or cancelled.
    CaseMoved {
        /// What was done.
        #[serde(rename = "move")]
        mv: CaseMove,
        /// 状態 before.
        from: CaseState,
        /// 状態 after.
        to: CaseState,
        /// 理由, where one was given.
        reason: Option<String>,
    },
    /// Fields of a 案件 were edited.
    CaseEdited {
        /// Which ones, with the text before and after.
        fields: Vec<Edit>,
    },
    /// 本番リリース予定 was moved.
    GoLiveMoved {
        /// The day before; none when it was the first.
        from: Option<NaiveDate>,
        /// The day after.
        to: NaiveDate,
        /// The difference in 開庁日.
        days: i32,
        /// 理由.
        reason: Option<String>,
    },
    /// 施行日 or 適用日 of the 制度改正 of a 案件 was moved.
    LawMoved {
        /// 名称 of the 制度改正.
        law: String,
        /// What moved.
        moved: LawMove,
        /// The 施行日 of the case went with it.
        follows: bool,
        /// The 業務管理者's reason for a late 本番, which was for the day before and holds no more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dropped: Option<String>,
    },
    /// Somebody who may move the plan of a 案件 said that the move of its 制度改正 does not touch it.
    LawMoveSettled {
        /// 理由.
        reason: String,
    },
    /// Somebody said something about the plan of a 案件.
    PlanCommented {
        /// What.
        text: String,
    },
    /// A system joined a 案件.
    LaneAdded {
        /// Its code.
        system: String,
    },
    /// A system left a 案件.
    LaneRemoved {
        /// Its code.
        system: String,
        /// 理由.
        reason: String,
    },
    /// A 工程 was planned, started or ended.
    StageChanged {
        /// Which one.
        stage: Stage,
        /// The system of its lane, for 工程3 to 7.
        system: Option<String>,
        /// Where it stood.
        from: StageState,
        /// Where it stands.
        to: StageState,
    },
    /// The plan of a 工程 was moved.
    StageReplanned {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
        /// The end that was planned.
        from: NaiveDate,
        /// The end that is planned now.
        to: NaiveDate,
        /// The difference in 開庁日.
        days: i32,
        /// 理由; none while the case was still a draft.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A 工程 was started before the gate of the one before; why stands on its page.
    StageStartedEarly {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
    },
    /// 実績 of a 工程 was corrected; why stands on its page.
    StageCorrected {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
        /// The days that moved.
        days: Corrected,
    },
    /// 進捗率 of a 工程 was reported.
    StageProgressed {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
        /// 0, 50 or 100.
        percent: i32,
    },
    /// The checklist of a 工程 was worked on.
    StageChecklist {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
        /// What was done to its lines.
        change: LineChange,
        /// Their texts.
        lines: Vec<String>,
    },
    /// A gate was decided. Reason and conditions stand on the page of the 工程.
    GateDecided {
        /// Which 工程.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
        /// How.
        verdict: Verdict,
        /// How many conditions became 課題.
        conditions: u32,
    },
    /// 対象外 of a 工程 was proposed, taken back, agreed to or returned. The reason stands on its page.
    StageLeaveOut {
        /// Which one.
        stage: Stage,
        /// The system of its lane.
        system: Option<String>,
        /// What was done.
        step: GateStep,
    },
    /// A line of the checklist templates was added, changed or retired.
    TemplateChanged {
        /// Of which 工程.
        stage: Stage,
        /// Its text now.
        line: String,
        /// What was done.
        change: LineChange,
    },
    /// Who decides the gates of a section was set.
    ApproverSet {
        /// Code of the section.
        section: String,
        /// Of which 工程.
        stage: Stage,
        /// Who; every 決裁者 of the section when none is named.
        person: Option<String>,
    },
    /// 信号 was set by hand.
    SignalOverridden {
        /// To what.
        signal: Signal,
        /// The last day it counts.
        until: NaiveDate,
        /// 理由.
        reason: String,
    },
    /// A 信号 set by hand was taken back before its day.
    SignalReleased {
        /// What it had been set to.
        signal: Signal,
    },
    /// 課題 was raised.
    IssueRaised {
        /// 件名.
        title: String,
    },
    /// 課題 moved to another state.
    IssueMoved {
        /// What was done.
        #[serde(rename = "move")]
        mv: Move,
        /// 状態 before.
        from: IssueState,
        /// 状態 after.
        to: IssueState,
        /// 理由, where the move needs one.
        reason: Option<String>,
        /// 再開日 of a hold.
        until: Option<NaiveDate>,
        /// 担当組織 and 担当者 to whom an acceptance gave it, with their names then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given_to: Option<Given>,
        /// 期限 that an acceptance set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<NaiveDate>,
    },
    /// 期限 was moved.
    DeadlineMoved {
        /// 期限 before; none when it was the first.
        from: Option<NaiveDate>,
        /// 期限 after.
        to: NaiveDate,
        /// The difference in 開庁日; below zero when it came earlier.
        days: i32,
        /// 理由.
        reason: String,
    },
    /// 担当 changed.
    IssueAssigned(Given),
    /// Fields were edited.
    IssueEdited {
        /// Which ones, with the text before and after.
        fields: Vec<Edit>,
    },
    /// Somebody wrote a comment.
    Commented {
        /// The comment.
        comment: CommentId,
    },
    /// A line was added to the checklist.
    LineAdded {
        /// Its text.
        line: String,
    },
    /// A line of the checklist was ticked.
    LineDone {
        /// Its text.
        line: String,
    },
    /// A tick was taken back.
    LineReopened {
        /// Its text.
        line: String,
    },
    /// Another 課題 was named as related.
    Related {
        /// The other one.
        other: IssueKey,
    },
    /// A 制度改正 was registered.
    LawRegistered {
        /// 名称.
        name: String,
    },
    /// A 制度改正 was edited.
    LawEdited {
        /// Which fields, with the text before and after.
        fields: Vec<Edit>,
    },
    /// An organisation or a system was registered.
    MasterRegistered {
        /// Its code.
        code: String,
    },
    /// 担当 was handed over because the person leaves.
    IssueHandedOver {
        /// 担当者 before.
        from: String,
        /// 担当組織.
        org: String,
        /// 担当者 after.
        assignee: String,
    },
    /// 担当 of a line of the checklist was handed over because the person leaves.
    LineHandedOver {
        /// Its text.
        line: String,
        /// Whose it was.
        from: String,
        /// Whose it is.
        to: String,
    },
    /// An organisation or a system was edited.
    MasterEdited {
        /// Its code.
        code: String,
        /// Which fields, with the text before and after.
        fields: Vec<Edit>,
    },
    /// A system is looked after by another vendor from a day on.
    VendorChanged {
        /// Code of the system.
        system: String,
        /// Code of the vendor.
        vendor: Option<String>,
        /// The first day.
        from: NaiveDate,
    },
    /// A day of the calendar was set by hand, or given back to the law.
    DaySet {
        /// What was set.
        change: DayChange,
    },
    /// A form was refused because of an 個人番号. What stood in it is nowhere.
    NumberRefused {
        /// Its verb.
        form: String,
        /// Where it stood.
        fields: Vec<Field>,
        /// The case that the form was about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseNo>,
    },
    /// 上申 or 開示. What was written stands on its page.
    Relayed {
        /// Which one.
        relay: RelayId,
        /// Its 件名.
        title: String,
        /// What was done.
        step: RelayStep,
    },
    /// A form was refused that would have brought an operator and somebody outside the center together.
    ContactRefused {
        /// Its verb.
        form: String,
        /// By which fields.
        fields: Vec<Field>,
        /// The case that the form was about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseNo>,
    },
    /// What happened to an account.
    #[serde(untagged)]
    Account(AccountEvent),
    /// What only the log tells.
    #[serde(untagged)]
    Trail(TrailEvent),
}
