//! The page of a 工程, and the masters behind its gate.

use super::{CaseHead, CaseRow, Named, PersonChoice, StageCell, StartedEarly};
use crate::{
    case::CaseState,
    gate::{Corrected, Corrects, GateStep, LineState, Unmet},
    ids::{StageLineId, TemplateId},
    issue::{DueMark, IssueState},
    key::{CaseNo, IssueKey},
    organisation::Side,
    stage::{Stage, StageState},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The page of one 工程.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagePage {
    /// The day (JST).
    pub today: NaiveDate,
    /// Its case.
    pub case: CaseHead,
    /// How that stands.
    pub case_state: CaseState,
    /// Owning 業務所管課.
    pub section: Named,
    /// Which 工程.
    pub stage: Stage,
    /// Visible lanes and where this 工程 stands in each; none for 工程1 and 2.
    pub lanes: Vec<StageLane>,
    /// The 工程 itself; none while the lane is to be chosen, or where it is not planned.
    pub view: Option<StageView>,
}

/// A lane at one 工程.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLane {
    /// Its system.
    pub system: Named,
    /// Where the 工程 stands; none when it is not planned there.
    pub state: Option<StageState>,
}

/// One 工程 of the case or of a lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageView {
    /// Plan against actual.
    pub cell: StageCell,
    /// Version of the record.
    pub version: i32,
    /// The system of the lane.
    pub system: Option<Named>,
    /// The asker reads what follows; else it is empty.
    pub reads: bool,
    /// 進捗率, 0, 50 or 100.
    pub progress: i32,
    /// A word about it.
    pub progress_note: String,
    /// Why it was started early.
    pub early_reason: Option<String>,
    /// Who started it early, and when.
    pub started_early: Option<StartedEarly>,
    /// The nearest 工程 before that has not passed its gate.
    pub previous: Option<(Stage, Option<String>)>,
    /// The checklist: of the 工程, or the template's while it has none of its own.
    pub lines: Vec<StageLine>,
    /// What keeps the gate shut, as far as the asker may know of it.
    pub unmet: Vec<Unmet>,
    /// The day (JST) on which the case was opened.
    pub opened_on: NaiveDate,
    /// Who decides.
    pub approvers: Vec<String>,
    /// The history of its gate, the newest first.
    pub history: Vec<GateEntry>,
    /// The asker starts it, keeps its checklist and asks for its gate.
    pub may_work: bool,
    /// The decision is the asker's.
    pub may_decide: bool,
    /// The asker may start it.
    pub may_start: bool,
    /// The asker may correct its 実績: the start, and the end.
    pub may_correct: Option<Corrects>,
    /// The asker may take back what was asked for and waits for its answer.
    pub may_recall: bool,
    /// The asker may read the masters.
    pub may_set: bool,
    /// Organisations for lines and conditions.
    pub orgs: Vec<Named>,
    /// People for lines and conditions.
    pub people: Vec<PersonChoice>,
}

impl StageView {
    /// How many lines of the リリース判定 are open.
    pub fn release_open(&self) -> usize {
        self.lines.iter().filter(|it| it.release && it.state == LineState::Open).count()
    }
}

/// A line of its checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLine {
    /// The line; of the template while the 工程 has none of its own.
    pub id: StageLineId,
    /// What is to be shown.
    pub text: String,
    /// A condition of the gate.
    pub required: bool,
    /// A line of the リリース判定: a condition of the start, too.
    pub release: bool,
    /// 確認する側; none: any.
    pub side: Option<Side>,
    /// The asker may tick it, or open it again, while the checklist is kept.
    pub may_settle: bool,
    /// The asker may leave it out.
    pub may_leave_out: bool,
    /// Where it stands.
    pub state: LineState,
    /// 担当組織.
    pub org: Option<Named>,
    /// ログインID of the person.
    pub owner_login: Option<String>,
    /// The person.
    pub owner: Option<String>,
    /// 期限.
    pub due: Option<NaiveDate>,
    /// How near it is.
    pub mark: DueMark,
    /// 証跡.
    pub evidence: String,
    /// Why 対象外.
    pub reason: String,
    /// When it was ticked or left out.
    pub settled_at: Option<DateTime<Utc>>,
    /// By whom.
    pub settled_by: Option<String>,
}

/// A step in the history of a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateEntry {
    /// What.
    pub step: GateStep,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Their organisation.
    pub org: String,
    /// 理由.
    pub reason: String,
    /// What was not met and let pass.
    pub left_open: Vec<String>,
    /// The days of 実績 that it corrected.
    pub corrected: Corrected,
    /// The 課題 that its conditions became.
    pub conditions: Vec<GateIssue>,
}

/// A 課題 behind a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateIssue {
    /// 課題番号.
    pub key: IssueKey,
    /// The condition, in the words of the decision.
    pub title: String,
    /// 状態.
    pub state: IssueState,
    /// 担当組織.
    pub org: String,
    /// 期限.
    pub due: Option<NaiveDate>,
}

/// A gate that waits for the asker's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateWaiting {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// 工程.
    pub stage: Stage,
    /// Code of the lane's system.
    pub system: Option<String>,
    /// 予定終了.
    pub planned_end: NaiveDate,
    /// The decision is about 対象外.
    pub leave_out: bool,
}

/// The gates among these cases that wait for the asker, the nearest planned end first.
pub fn gates_waiting(cases: &[CaseRow]) -> Vec<GateWaiting> {
    let of_case = |case: &CaseRow| {
        let waiting = |cell: &StageCell| GateWaiting {
            no: case.no,
            title: case.title.clone(),
            stage: cell.stage,
            system: cell.system.clone(),
            planned_end: cell.planned_end,
            leave_out: cell.leave_out_proposed,
        };
        case.stages.iter().filter(|cell| cell.my_gate).map(waiting).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = cases.iter().flat_map(of_case).collect();
    all.sort_by(|a, b| (a.planned_end, a.no, a.stage, &a.system).cmp(&(b.planned_end, b.no, b.stage, &b.system)));
    all
}

/// The checklist templates of all 工程.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplatesView {
    /// Lines by 工程 and place; retired ones last.
    pub lines: Vec<TemplateLine>,
    /// The asker may change them.
    pub may_edit: bool,
}

/// A line of the templates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateLine {
    /// The line.
    pub id: TemplateId,
    /// Of which 工程.
    pub stage: Stage,
    /// What is to be shown.
    pub text: String,
    /// The same in English; empty where nobody gave one.
    pub text_en: String,
    /// A condition of the gate.
    pub required: bool,
    /// 確認する側; none: any.
    pub side: Option<Side>,
    /// Not copied any more.
    pub retired: bool,
    /// Version of the row.
    pub version: i32,
}

/// Who decides the gates, by section and 工程.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproversView {
    /// 業務所管課 in their order.
    pub sections: Vec<Named>,
    /// 決裁者 who can be named, with their section.
    pub people: Vec<PersonChoice>,
    /// The settings there are.
    pub cells: Vec<ApproverCell>,
    /// The asker may change them.
    pub may_edit: bool,
}

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproverCell {
    /// Code of the section.
    pub section: String,
    /// 工程.
    pub stage: Stage,
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// Still a 決裁者 of the section; else the setting does not count.
    pub valid: bool,
}
