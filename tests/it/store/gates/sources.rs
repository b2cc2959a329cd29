//! 工程1 starts from a 制度改正 with its 出典, and from a case that is open.

use super::{approved, key, seen, verdict, with};
use chrono::Days;
use domain::{
    actor::Actor,
    gate::{DecisionInput, GateStep, Unmet, Verdict},
    law::LawInput,
    refusal::{Field, Problem, Refusal},
    stage::StageState,
    view::StageView,
};
use store::StoreError;
use tests::{TestDb, both_dbs, typed::problems};

/// Of 福利課, 制度改正 L20; its 工程1 is under way.
const CASE: &str = "SOMU-2026-004";

async fn sourced(db: &TestDb, source: &str) {
    let keiyaku = db.actor("keiyaku").await;
    let page = db.store.law_page(&keiyaku, "L20").await.unwrap();
    let law = &page.row.law;
    let day = |day: Option<chrono::NaiveDate>| day.map(|it| it.to_string()).unwrap_or_default();
    let input = LawInput {
        name: law.name.clone(),
        kind: law.kind.to_string(),
        state: law.state.to_string(),
        promulgated_on: day(law.promulgated_on),
        in_force_on: day(law.in_force_on),
        source: source.into(),
        ..LawInput::default()
    };
    db.store.edit_law(&keiyaku, "L20", page.version, &input).await.unwrap();
}

fn source(unmet: &[Unmet]) -> Option<Option<&str>> {
    unmet.iter().find_map(|it| match it {
        Unmet::Source { code, .. } => Some(code.as_deref()),
        _ => None,
    })
}

async fn decided(db: &TestDb, who: &Actor, page: &StageView, input: &DecisionInput) -> Result<(), StoreError> {
    db.store.decide_gate(who, &key(CASE, 1, ""), page.version, input).await.map(|_| ())
}

both_dbs! {
    async fn 工程1_waits_for_the_出典_of_its_制度改正(db) {
        let (kanri, kessai) = (db.actor("kanri-somu").await, db.actor("fukuri-kessai").await);
        let one = key(CASE, 1, "");
        assert_eq!(source(&seen(&db, &kanri, &one).await.unmet), None, "L20 has its source");
        db.store.request_gate(Some(&kanri), &one, None).await.unwrap();
        let page = seen(&db, &kessai, &one).await;
        // It went between the page and the decision: looked at again inside the transaction.
        sourced(&db, " ").await;
        let shut = decided(&db, &kessai, &page, &approved()).await;
        let Err(StoreError::Refused(Refusal::GateShut(unmet))) = shut else { panic!("{shut:?}") };
        assert_eq!(source(&unmet), Some(Some("L20")));
        assert_eq!(source(&seen(&db, &kessai, &one).await.unmet), Some(Some("L20")));
        let operator = db.actor("op-somu").await;
        assert_eq!(source(&seen(&db, &operator, &one).await.unmet), Some(None), "the page of the law is not theirs");
        assert_eq!(source(&seen(&db, &kanri, &key(CASE, 2, "")).await.unmet), None, "工程1 alone starts from it");
        sourced(&db, "官報").await;
        assert_eq!(source(&seen(&db, &kessai, &one).await.unmet), None);
        sourced(&db, "").await;
        let rows = with(&[("出典を登録する", "FUKURI", "R8.12.4")]);
        decided(&db, &kessai, &page, &rows).await.unwrap();
        let after = seen(&db, &kessai, &one).await;
        let (step, left) = (after.history[0].step, &after.history[0].left_open);
        assert!(step == GateStep::Conditional && left.iter().any(|it| it.ends_with("（出典）")), "{left:?}");
        let again = decided(&db, &kessai, &after, &verdict(Verdict::Returned, "出典が無い")).await;
        assert!(matches!(again, Err(StoreError::Refused(Refusal::WrongStage { state: StageState::Done, .. }))), "{again:?}");
    }

    async fn a_start_before_the_case_was_opened_is_told_with_its_reason(db) {
        let kanri = db.actor("kanri-somu").await;
        let two = key(CASE, 2, "");
        let page = seen(&db, &kanri, &two).await;
        let before = page.opened_on.checked_sub_days(Days::new(1)).unwrap().to_string();
        let start = |reason: &'static str| db.store.start_stage(Some(&kanri), &two, Some(page.version), &before, reason);
        let opened = page.opened_on;
        assert_eq!(problems(start("").await), [(Field::Reason, Problem::BeforeOpening { opened })]);
        // A slip of the hand is no fact, whatever the reason.
        for slip in ["R1.5.1", "1926-12-25"] {
            let told = db.store.start_stage(Some(&kanri), &two, Some(page.version), slip, "登録前に着手していた").await;
            assert!(matches!(problems(told)[..], [(Field::On, Problem::TooSoon { .. })]), "{slip}");
        }
        start("登録前に着手していた").await.unwrap();
        let page = seen(&db, &kanri, &two).await;
        assert_eq!(page.cell.actual_start.map(|it| it.to_string()), Some(before));
        let told = page.history.iter().find(|it| it.step == GateStep::Backdated).unwrap();
        assert_eq!((told.reason.as_str(), told.by.as_str()), ("登録前に着手していた", kanri.name.as_str()));
        assert!(page.early_reason.is_some(), "工程1 is under way: the same reason stands for both");
    }
}
