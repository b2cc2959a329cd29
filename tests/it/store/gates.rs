//! 工程 and their gates: started, worked on, asked for, decided.

mod correcting;
mod deciding;
mod denials;
mod leaving_out;
mod lines;
mod masters;
mod owning;
mod races;
mod reading;
mod recalling;
mod releasing;
mod resting;
mod sources;
mod starting;
mod staying;
mod undoing;

pub(super) use races::holding;

use domain::{
    actor::Actor,
    gate::{ConditionInput, DecisionInput, LineState, StageKey, Verdict},
    stage::Stage,
    view::StageView,
};
use store::{NewRole, NewUser};
use tests::{TestDb, typed::case_no};

/// 重点案件: its 工程6 of RINJI waits for 給与課, that of JINKYU has an open 課題 that blocks it.
const CASE: &str = "SOMU-2026-001";

fn key(no: &str, stage: u8, system: &str) -> StageKey {
    let system = Some(system.to_owned()).filter(|it| !it.is_empty());
    StageKey { no: case_no(no), stage: Stage::new(stage).unwrap(), system }
}

/// The gate that waits for kyuyo-kessai.
fn waiting() -> StageKey {
    key(CASE, 6, "RINJI")
}

async fn seen(db: &TestDb, who: &Actor, key: &StageKey) -> StageView {
    let page = db.store.stage_page(who, key.no, key.stage, key.system.as_deref()).await.unwrap();
    page.view.unwrap_or_else(|| panic!("{key:?} is planned"))
}

fn verdict(verdict: Verdict, reason: &str) -> DecisionInput {
    DecisionInput { verdict, reason: reason.into(), conditions: Vec::new() }
}

fn approved() -> DecisionInput {
    verdict(Verdict::Approved, "")
}

fn with(conditions: &[(&str, &str, &str)]) -> DecisionInput {
    let row = |(text, org, due): &(&str, &str, &str)| ConditionInput {
        text: (*text).into(),
        org: (*org).into(),
        due: (*due).into(),
        assignee: String::new(),
    };
    DecisionInput { conditions: conditions.iter().map(row).collect(), ..verdict(Verdict::Conditional, "所見") }
}

/// Meets the lines of the リリース判定 before 工程7 of RINJI; the city's line is the section's own.
async fn release_decided(db: &TestDb) {
    let seven = key(CASE, 7, "RINJI");
    for who in ["kanri-somu", "kyuyo"] {
        let who = db.actor(who).await;
        let page = seen(db, &who, &seven).await;
        let open = page.lines.iter().filter(|it| it.release && it.may_settle && it.state == LineState::Open);
        let open: Vec<_> = open.map(|it| it.id).collect();
        db.store.tick_stage_lines(&who, &seven, &open, true).await.unwrap();
    }
}

/// A second 決裁者 of 給与課.
async fn second_approver(db: &TestDb) -> Actor {
    let role = domain::role::Role::SectionApprover;
    let new = NewUser {
        login: "kyuyo-buchou".into(),
        name: "給与 部長".into(),
        kana: String::new(),
        title: String::new(),
        org: "KYUYO".into(),
        password: tests::people::PASSWORD.into(),
        roles: vec![NewRole { role, center: None, valid_from: None, valid_to: None }],
        demo: true,
    };
    db.store.add_user(&new).await.unwrap();
    db.actor("kyuyo-buchou").await
}
