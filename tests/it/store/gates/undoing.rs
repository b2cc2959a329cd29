//! 対象外 of a 工程 is undone by who decided it: it is needed after all.

use super::{CASE, key, seen};
use domain::{
    case::{CaseMove, CaseState},
    event::Event,
    gate::{GateStep, StageKey, StageVerb},
    planning::CaseInput,
    refusal::{Field, Problem, Refusal},
    stage::StageState,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{case_input, is_not_allowed, is_not_found, is_wrong_stage, left_out, opened, problems},
};

both_dbs! {
    async fn a_stage_that_is_needed_after_all_is_未着手_again_and_its_history_keeps_all(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let no = opened(store, &kanri, &CaseInput { section: "KYUYO".into(), ..case_input() }).await;
        let (one, two, three) = (StageKey { no, ..key(CASE, 1, "") }, StageKey { no, ..key(CASE, 2, "") }, StageKey { no, ..key(CASE, 3, "RINJI") });
        left_out(store, &kanri, &kessai, no, 1, None).await;
        left_out(store, &kanri, &kessai, no, 2, None).await;
        store.start_stage(Some(&kanri), &three, None, "", "").await.unwrap();
        store.request_gate(Some(&kanri), &three, None).await.unwrap();
        let page = seen(&db, &kessai, &two).await;
        let silent = store.undo_leave_out(&kessai, &two, page.version, " ").await;
        assert_eq!(problems(silent), [(Field::Reason, Problem::Required)]);
        let stale = store.undo_leave_out(&kessai, &two, page.version - 1, "様式が変わった").await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        store.undo_leave_out(&kessai, &two, page.version, "様式が変わった").await.unwrap();
        let after = seen(&db, &kanri, &two).await;
        assert_eq!((after.cell.state, after.cell.leave_out_reason.clone()), (StageState::NotStarted, None));
        let steps: Vec<_> = after.history.iter().map(|it| it.step).collect();
        assert_eq!(steps, [GateStep::LeaveOutUndone, GateStep::LeftOut, GateStep::LeaveOutProposed]);
        let undone = &after.history[0];
        assert_eq!((undone.by.as_str(), undone.reason.as_str()), (kessai.name.as_str(), "様式が変わった"));
        let case = store.case_page(&kanri, no).await.unwrap();
        let step = GateStep::LeaveOutUndone;
        let told = case.events.iter().any(|it| matches!(&it.event, Event::StageLeaveOut { step: it, .. } if *it == step));
        assert!(told && case.row.current_stage.map(|it| it.number()) == Some(2), "{:?}", case.events);
        // What began meanwhile goes on, and its gate waits.
        let next = seen(&db, &kessai, &three).await;
        assert_eq!(next.cell.state, StageState::AwaitingGate);
        assert!(next.unmet.iter().any(|it| !it.can_be_conditioned()), "{:?}", next.unmet);
        // It begins like any other, and is left out like any other.
        let twice = store.undo_leave_out(&kessai, &two, after.version, "もう一度").await;
        assert!(is_wrong_stage(&twice, StageState::NotStarted), "{twice:?}");
        store.start_stage(Some(&kanri), &two, Some(after.version), "", "").await.unwrap();
        assert_eq!(seen(&db, &kanri, &one).await.cell.state, StageState::NotApplicable, "the other one stays");
    }

    async fn who_decides_it_undoes_it_and_nobody_else(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let seven = key(CASE, 7, "SHOMU");
        left_out(store, &kanri, &kessai, seven.no, 7, Some("SHOMU")).await;
        let version = seen(&db, &kessai, &seven).await.version;
        for login in ["kanri-somu", "sekinin", "consul", "vendor-a", "kyuyo", "jinji-kessai", "keiyaku", "op-somu"] {
            let refused = store.undo_leave_out(&db.actor(login).await, &seven, version, "要る").await;
            assert!(is_not_allowed(&refused), "{login}: {refused:?}");
        }
        for login in ["vendor-b", "kanri-kyoiku", "admin"] {
            let refused = store.undo_leave_out(&db.actor(login).await, &seven, version, "要る").await;
            assert!(is_not_found(&refused), "{login}: {refused:?}");
        }
        // Two at once: one wins, the other reads why.
        let undo = || store.undo_leave_out(&kessai, &seven, version, "要る");
        let (a, b) = tokio::join!(undo(), undo());
        assert_eq!([&a, &b].iter().filter(|it| it.is_ok()).count(), 1, "{a:?} {b:?}");
        let late = if a.is_ok() { b } else { a };
        assert!(is_wrong_stage(&late, StageState::NotStarted), "{late:?}");
    }

    async fn in_a_case_that_rests_or_is_over_nothing_is_undone(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let no = opened(store, &kanri, &CaseInput { section: "KYUYO".into(), ..case_input() }).await;
        left_out(store, &kanri, &kessai, no, 1, None).await;
        let one = StageKey { no, ..key(CASE, 1, "") };
        let version = seen(&db, &kessai, &one).await.version;
        for (mv, state) in [(CaseMove::Hold, CaseState::OnHold), (CaseMove::Cancel, CaseState::Cancelled)] {
            let case = store.case_edit_page(&kanri, no).await.unwrap().version;
            store.move_case(&kanri, no, case, mv, "議会待ち").await.unwrap();
            let refused = store.undo_leave_out(&kessai, &one, version, "要る").await;
            let expected = Refusal::CaseNotAtWork { state, attempted: StageVerb::UndoLeaveOut };
            assert!(matches!(&refused, Err(StoreError::Refused(why)) if *why == expected), "{refused:?}");
        }
        assert_eq!(seen(&db, &kessai, &one).await.cell.state, StageState::NotApplicable);
    }
}
