//! What people write at 案件, 工程 and 制度改正, each text with words of its own; and by which rule it is read.

use super::secrets::Rule;
use domain::{
    actor::Actor,
    case::CaseMove,
    gate::{ConditionInput, DecisionInput, LeaveOutAnswer, LineInput as GateLine, StageKey, Verdict},
    key::CaseNo,
    law::{LawInput, may_see_laws},
    planning::{CaseInput, EditInput, LineInput, ReplanInput},
    stage::Stage,
    visibility::{RecordAudience, Scope, sees_case, sees_record},
};
use tests::{TestDb, truth::Truth, typed::opened};

/// Of what the words are: that says who may read them.
enum Of {
    /// A 案件: whoever may know of it.
    Case(CaseNo),
    /// The records of a 工程: 案件共有, of the lane of that system.
    Stage(CaseNo, Option<String>),
    /// A 制度改正, and the 案件 for which it is the reason.
    Law(Option<CaseNo>),
}

impl Of {
    fn rule(self, truth: &Truth) -> Rule {
        let case = |no: CaseNo| truth.cases.iter().find(|it| it.no == no).expect("a planted case");
        match self {
            Self::Case(no) => {
                let audience = case(no).audience.clone();
                Box::new(move |who| sees_case(who, &audience))
            }
            Self::Stage(no, system) => {
                let lane = case(no).lanes.iter().find(|(code, _)| Some(code) == system.as_ref());
                let vendor = lane.and_then(|(_, vendor)| *vendor);
                let record = RecordAudience { case: case(no).audience.clone(), vendor, scope: Scope::Shared };
                Box::new(move |who| sees_record(who, &record))
            }
            Self::Law(no) => {
                let audience = no.map(|no| case(no).audience.clone());
                Box::new(move |who| may_see_laws(who) || audience.as_ref().is_some_and(|it| sees_case(who, it)))
            }
        }
    }
}

/// A center, and its people.
struct Place {
    center: &'static str,
    section: &'static str,
    /// 担当 and 決裁者 of the section, 業務管理者.
    people: [&'static str; 3],
    lanes: &'static [&'static str],
    /// A system that joins and leaves again.
    leaving: &'static str,
}

const PLACES: [Place; 2] = [
    Place {
        center: "SOMU",
        section: "KYUYO",
        people: ["kyuyo", "kyuyo-kessai", "kanri-somu"],
        lanes: &["SHOMU", "JINKYU"],
        leaving: "SHOKUIN",
    },
    Place {
        center: "KYOIKU",
        section: "KYOSHOKUIN",
        people: ["kyoshokuin", "kyoshokuin-kessai", "kanri-kyoiku"],
        lanes: &["FUKUMU"],
        leaving: "KJINKYU",
    },
];

/// All that was written, and where it can be asked for.
#[derive(Default)]
pub struct Writing {
    words: Vec<(String, Of)>,
    /// 案件番号.
    pub cases: Vec<String>,
    /// Codes of 制度改正.
    pub laws: Vec<String>,
    /// Pages of 工程.
    pub stages: Vec<String>,
}

impl Writing {
    /// Opens cases in both centers and writes into every field that there is.
    pub async fn plant(db: &TestDb) -> Self {
        let mut writing = Self::default();
        for place in &PLACES {
            writing.case(db, place).await;
            writing.drafts(db, place).await;
        }
        writing
    }

    /// The words, each with its rule.
    pub fn rules(self, truth: &Truth) -> Vec<(String, Rule)> {
        self.words.into_iter().map(|(words, of)| (words, of.rule(truth))).collect()
    }

    /// Words that stand nowhere else; none of them begins another.
    fn word(&mut self, what: &str, of: Of) -> String {
        let word = format!("カナリアW{:03}{what}番", self.words.len());
        self.words.push((word.clone(), of));
        word
    }

    fn law(&mut self, of: Option<CaseNo>, state: &str) -> LawInput {
        let mut word = |what| self.word(what, Of::Law(of));
        LawInput {
            name: word("名称"),
            kind: "ordinance".into(),
            number: word("法令番号"),
            ministry: word("所管省庁"),
            source: word("出典"),
            state: state.into(),
            summary: word("概要"),
            in_force_on: "2028-10-01".into(),
            ..LawInput::default()
        }
    }

    /// コンサルタント draft: of a draft no vendor knows.
    async fn drafts(&mut self, db: &TestDb, place: &Place) {
        let consul = db.actor("consul").await;
        let law = self.law(None, "gathering");
        self.laws.push(db.store.add_law(&consul, &law).await.unwrap());
        // Its number is known only when it has been opened.
        let from = self.words.len();
        let nobody = CaseNo::parse("SOMU-2026-999").unwrap();
        let input = CaseInput {
            law: "L20".into(),
            center: place.center.into(),
            section: place.section.into(),
            systems: vec![place.lanes[0].into()],
            title: self.word("案の件名", Of::Case(nobody)),
            summary: self.word("案の概要", Of::Case(nobody)),
            ..CaseInput::default()
        };
        let no = opened(&db.store, &consul, &input).await;
        self.words[from..].iter_mut().for_each(|it| it.1 = Of::Case(no));
        self.cases.push(no.to_string());
    }

    /// A case with everything that is said about it.
    async fn case(&mut self, db: &TestDb, place: &Place) {
        let [officer, approver, manager] = place.people;
        let (officer, approver, manager) = (db.actor(officer).await, db.actor(approver).await, db.actor(manager).await);
        let from = self.words.len();
        let nobody = CaseNo::parse("SOMU-2026-999").unwrap();
        let law = self.law(Some(nobody), "bill");
        let code = db.store.add_law(&officer, &law).await.unwrap();
        let of_law = self.words.len();
        let systems = place.lanes.iter().chain([&place.leaving]).map(|it| (*it).to_owned());
        let input = CaseInput {
            law: code.clone(),
            center: place.center.into(),
            section: place.section.into(),
            systems: systems.collect(),
            title: self.word("件名", Of::Case(nobody)),
            summary: self.word("概要", Of::Case(nobody)),
            manager: manager.login.clone(),
            officer: officer.login.clone(),
            consultants: vec!["consul".into()],
            ..CaseInput::default()
        };
        let no = opened(&db.store, &manager, &input).await;
        self.words[from..of_law].iter_mut().for_each(|it| it.1 = Of::Law(Some(no)));
        self.words[of_law..].iter_mut().for_each(|it| it.1 = Of::Case(no));
        let moved = LawInput { in_force_on: "2028-11-01".into(), ..law };
        db.store.edit_law(&officer, &code, 1, &moved).await.unwrap();
        self.laws.push(code.clone());
        self.cases.push(no.to_string());
        reasons(db, place, no, &officer, &manager, &code).await;
        self.stage(db, no, 1, None, [&officer, &approver], place.section).await;
        let lead = db.actor("sekinin").await;
        for system in place.lanes {
            // What is confirmed at 工程5 is the 責任者's.
            self.stage(db, no, 5, Some(system), [&manager, &lead], place.section).await;
            self.left_out(db, no, system, &manager, &approver).await;
        }
    }

    /// The work on a 工程 and the talk at its gate.
    async fn stage(&mut self, db: &TestDb, no: CaseNo, n: u8, system: Option<&str>, who: [&Actor; 2], section: &str) {
        let (store, [worker, decider]) = (&db.store, who);
        let key = StageKey { no, stage: Stage::new(n).unwrap(), system: system.map(str::to_owned) };
        let page = || async {
            let page = store.stage_page(worker, no, key.stage, key.system.as_deref()).await.unwrap();
            page.view.expect("it is planned")
        };
        let mut word = |what| self.word(what, Of::Stage(no, system.map(str::to_owned)));
        // 工程1 has none before it: a day before the case was opened needs a reason too.
        let on = if n == 1 { "2026-11-20" } else { "" };
        store.start_stage(Some(worker), &key, Some(page().await.version), on, &word("開始理由")).await.unwrap();
        store.report_stage(worker, &key, page().await.version, "50", &word("進捗")).await.unwrap();
        let line = GateLine { text: word("項目"), evidence: word("証跡"), ..GateLine::default() };
        store.add_stage_line(worker, &key, &line).await.unwrap();
        let own = page().await.lines.into_iter().find(|it| it.may_leave_out).expect("a line to leave out").id;
        store.leave_out_stage_line(worker, &key, own, &word("項目対象外理由")).await.unwrap();
        store.request_gate(Some(worker), &key, Some(page().await.version)).await.unwrap();
        store.recall_gate(worker, &key, page().await.version, &word("取下げ理由")).await.unwrap();
        let returned =
            DecisionInput { verdict: Verdict::Returned, reason: word("判定差戻し理由"), conditions: Vec::new() };
        store.request_gate(Some(worker), &key, Some(page().await.version)).await.unwrap();
        store.decide_gate(decider, &key, page().await.version, &returned).await.unwrap();
        if n == 1 {
            let condition = ConditionInput {
                text: word("条件"),
                org: section.to_owned(),
                due: "2026-12-15".into(),
                assignee: String::new(),
            };
            let reason = word("条件付承認の所見");
            let conditional = DecisionInput { verdict: Verdict::Conditional, reason, conditions: vec![condition] };
            store.request_gate(Some(worker), &key, Some(page().await.version)).await.unwrap();
            store.decide_gate(decider, &key, page().await.version, &conditional).await.unwrap();
        }
        let system = system.map_or_else(String::new, |it| format!("?system={it}"));
        self.stages.push(format!("/cases/{no}/stages/{n}{system}"));
    }

    /// 対象外 of 工程6, back and forth; the last proposal waits.
    async fn left_out(&mut self, db: &TestDb, no: CaseNo, system: &str, manager: &Actor, approver: &Actor) {
        let (store, stage) = (&db.store, Stage::new(6).unwrap());
        let key = StageKey { no, stage, system: Some(system.to_owned()) };
        let version = || async {
            let page = store.stage_page(manager, no, stage, Some(system)).await.unwrap();
            page.view.expect("it is planned").version
        };
        let mut word = |what| self.word(what, Of::Stage(no, Some(system.to_owned())));
        for (n, answer) in [None, Some(LeaveOutAnswer::Returned), Some(LeaveOutAnswer::Agreed)].into_iter().enumerate()
        {
            let why = word("対象外理由");
            store.propose_leave_out(Some(manager), &key, Some(version().await), &why).await.unwrap();
            let reason = word("対象外の返答");
            match answer {
                None => store.recall_leave_out(manager, &key, version().await, &reason).await.unwrap(),
                Some(answer) => {
                    store.answer_leave_out(approver, &key, version().await, answer, &reason).await.unwrap();
                }
            }
            if n == 2 {
                store.undo_leave_out(approver, &key, version().await, &word("対象外の解除")).await.unwrap();
            }
        }
        store.propose_leave_out(Some(manager), &key, Some(version().await), &word("対象外理由")).await.unwrap();
        self.stages.push(format!("/cases/{no}/stages/6?system={system}"));
    }
}

/// Why it was moved, held and changed. What stands in an event has its rule from there.
async fn reasons(db: &TestDb, place: &Place, no: CaseNo, officer: &Actor, manager: &Actor, law: &str) {
    let mut number = 0;
    let mut word = |what: &str| {
        number += 1;
        format!("カナリアV{}{number:02}{what}番", place.center)
    };
    let store = &db.store;
    let plan = || async { store.plan_page(manager, no).await.unwrap() };
    store.settle_law_move(manager, no, plan().await.version, &word("影響なし理由")).await.unwrap();
    let edited = EditInput {
        law: law.to_owned(),
        section: place.section.into(),
        title: word("新しい件名"),
        summary: word("新しい概要"),
        in_force_on: "2028-11-01".into(),
        manager: manager.login.clone(),
        officer: officer.login.clone(),
        consultants: vec!["consul".into()],
        ..EditInput::default()
    };
    store.edit_case(manager, no, plan().await.version, &edited).await.unwrap();
    store.comment_plan(officer, no, &word("予定の一言")).await.unwrap();
    store.override_signal(manager, no, "red", "2026-11-27", &word("信号理由")).await.unwrap();
    for system in place.lanes {
        let page = plan().await;
        let last =
            page.lines.iter().find(|it| it.cell.stage == Stage::RELEASE && it.cell.system.as_deref() == Some(system));
        let cell = &last.unwrap().cell;
        let line = LineInput {
            stage: cell.stage,
            system: cell.system.clone(),
            start: cell.planned_start.to_string(),
            end: (cell.planned_end - chrono::Days::new(7)).to_string(),
        };
        let input = ReplanInput { lines: vec![line], reason: word("予定変更理由"), ..ReplanInput::default() };
        store.replan_case(manager, no, page.version, &input).await.unwrap();
    }
    store.remove_lane(manager, no, plan().await.version, place.leaving, &word("除外理由")).await.unwrap();
    for mv in [CaseMove::Hold, CaseMove::Resume] {
        store.move_case(manager, no, plan().await.version, mv, &word("保留理由")).await.unwrap();
    }
}
