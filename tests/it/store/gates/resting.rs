//! Gates of cases that are on hold or over: nothing is asked for and nothing decided.

use super::{CASE, approved, key, seen, waiting};
use domain::{
    actor::Actor,
    case::{CaseMove, CaseState},
    gate::StageVerb,
    refusal::Refusal,
    stage::StageState,
};
use store::StoreError;
use tests::{TestDb, both_dbs};

async fn moved(db: &TestDb, who: &Actor, mv: CaseMove) {
    let version = db.store.case_edit_page(who, waiting().no).await.unwrap().version;
    db.store.move_case(who, waiting().no, version, mv, "予算の議決待ち").await.unwrap();
}

fn rests<T>(result: &Result<T, StoreError>, stands: CaseState, tried: StageVerb) -> bool {
    let Err(StoreError::Refused(Refusal::CaseNotAtWork { state, attempted })) = result else { return false };
    (*state, *attempted) == (stands, tried)
}

both_dbs! {
    async fn a_case_on_hold_asks_for_no_gate_and_decides_none(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let (rinji, jinkyu) = (waiting(), key(CASE, 6, "JINKYU"));
        let version = seen(&db, &kessai, &rinji).await.version;
        assert_eq!(store.gates_waiting(&kessai).await.unwrap().len(), 1);
        moved(&db, &kanri, CaseMove::Hold).await;
        let decided = store.decide_gate(&kessai, &rinji, version, &approved()).await;
        assert!(rests(&decided, CaseState::OnHold, StageVerb::Decide), "{decided:?}");
        let asked = store.request_gate(Some(&kanri), &jinkyu, None).await;
        assert!(rests(&asked, CaseState::OnHold, StageVerb::Request), "{asked:?}");
        assert!(store.gates_waiting(&kessai).await.unwrap().is_empty(), "what cannot be decided does not wait");
        // What was done can be written down, and a request taken back.
        store.report_stage(&kanri, &jinkyu, seen(&db, &kanri, &jinkyu).await.version, "50", "").await.unwrap();
        moved(&db, &kanri, CaseMove::Resume).await;
        store.decide_gate(&kessai, &rinji, version, &approved()).await.unwrap();
        assert_eq!(seen(&db, &kessai, &rinji).await.cell.state, StageState::Done);
    }

    async fn a_cancelled_case_stays_as_it_was(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let rinji = waiting();
        let page = seen(&db, &kessai, &rinji).await;
        moved(&db, &kanri, CaseMove::Cancel).await;
        let decided = store.decide_gate(&kessai, &rinji, page.version, &approved()).await;
        assert!(rests(&decided, CaseState::Cancelled, StageVerb::Decide), "{decided:?}");
        let recalled = store.recall_gate(&kanri, &rinji, page.version, "様式を直す").await;
        assert!(rests(&recalled, CaseState::Cancelled, StageVerb::Recall), "{recalled:?}");
        let asked = store.request_gate(Some(&kanri), &key(CASE, 6, "JINKYU"), None).await;
        assert!(rests(&asked, CaseState::Cancelled, StageVerb::Request), "{asked:?}");
        let ticked = store.tick_stage_lines(&kanri, &rinji, &[page.lines[0].id], false).await;
        assert!(rests(&ticked, CaseState::Cancelled, StageVerb::Checklist), "{ticked:?}");
        assert_eq!(seen(&db, &kessai, &rinji).await.history, page.history, "nothing was written");
    }

    async fn a_completed_case_decides_nothing(db) {
        let (kanri, kessai) = (db.actor("kanri-somu").await, db.actor("jinji-kessai").await);
        let done = key("SOMU-2022-001", 6, "JINKYU");
        let section = seen(&db, &kanri, &done).await;
        assert_eq!(section.cell.state, StageState::Done);
        let asked = db.store.request_gate(Some(&kanri), &done, None).await;
        assert!(rests(&asked, CaseState::Completed, StageVerb::Request), "{asked:?}");
        let decided = db.store.decide_gate(&kessai, &done, section.version, &approved()).await;
        assert!(rests(&decided, CaseState::Completed, StageVerb::Decide), "{decided:?}");
    }
}
