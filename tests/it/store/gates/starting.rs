//! Starting a 工程, early or in its order; progress.

use super::{key, seen};
use domain::{
    case::CaseMove,
    event::Event,
    gate::Unmet,
    refusal::{Field, Problem},
    stage::{Stage, StageState},
    view::CasePage,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{day, is_wrong_stage, problems},
};

both_dbs! {
    async fn an_early_start_asks_a_reason_and_stays_visible(db) {
        let kanri = db.actor("kanri-somu").await;
        let two = key("SOMU-2026-004", 2, "");
        let store = &db.store;
        let page = seen(&db, &kanri, &two).await;
        assert_eq!(page.previous, Some((Stage::ALL[0], None)), "工程1 is under way");
        let none = store.start_stage(Some(&kanri), &two, Some(page.version), "R8.11.24", "").await;
        assert_eq!(problems(none), [(Field::Reason, Problem::Required)]);
        store.start_stage(Some(&kanri), &two, Some(page.version), "R8.11.20", "棚卸しを先行する").await.unwrap();
        let page = seen(&db, &kanri, &two).await;
        assert_eq!(page.early_reason.as_deref(), Some("棚卸しを先行する"));
        assert_eq!((page.cell.state, page.cell.actual_start), (StageState::InProgress, Some(day("2026-11-20"))));
        assert!(page.unmet.iter().any(|it| matches!(it, Unmet::Previous { .. })), "{:?}", page.unmet);
        let case = store.case_page(&kanri, two.no).await.unwrap();
        assert!(case.row.stages.iter().any(|it| it.early && it.stage == two.stage));
        assert!(case.events.iter().any(|it| matches!(it.event, Event::StageStartedEarly { .. })));
        let by = page.started_early.as_ref().map(|it| (it.by.as_str(), it.at));
        assert_eq!(by, Some((kanri.name.as_str(), store.now())));
        let told = |case: &CasePage| case.early.iter().map(|it| (it.stage, it.reason.clone(), it.started.is_some())).collect::<Vec<_>>();
        assert_eq!(told(&case), [(two.stage, Some("棚卸しを先行する".to_owned()), true)]);
        let vendor = store.case_page(&db.actor("vendor-a").await, two.no).await.unwrap();
        assert_eq!(told(&vendor), [(two.stage, None, false)], "that it was, not why: the record is not theirs");
        let operator = db.actor("op-somu").await;
        assert!(seen(&db, &operator, &two).await.early_reason.is_some(), "operators read the record");
        // Its gate waits for the one before, whatever conditions are made.
        let fukuri = db.actor("fukuri").await;
        store.request_gate(Some(&fukuri), &two, None).await.unwrap();
        assert_eq!(seen(&db, &kanri, &two).await.approvers.len(), 1, "the 決裁者 of 福利課");
        store.disable_user("fukuri-kessai").await.unwrap();
        assert!(seen(&db, &kanri, &two).await.approvers.is_empty(), "福利課 has no 決裁者 any more");
        // Where the case is over nothing waits for a gate any more; why it was done stays on the page of the 工程.
        let version = store.plan_page(&kanri, two.no).await.unwrap().version;
        store.move_case(&kanri, two.no, version, CaseMove::Cancel, "見送り").await.unwrap();
        let over = store.case_page(&kanri, two.no).await.unwrap();
        assert!(over.early.is_empty() && over.row.stages.iter().all(|it| !it.early), "{:?}", over.early);
        assert!(seen(&db, &kanri, &two).await.early_reason.is_some());
    }

    async fn a_start_is_today_at_the_latest_and_happens_once(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let seven = key("SOMU-2026-001", 7, "SHOMU");
        let today = store.today();
        let late = store.start_stage(Some(&kanri), &seven, Some(1), "R8.11.25", "理由").await;
        assert_eq!(problems(late), [(Field::On, Problem::Future { today })]);
        assert_eq!(problems(store.start_stage(Some(&kanri), &seven, Some(1), "きのう", "理由").await).len(), 1);
        let stale = store.start_stage(Some(&kanri), &seven, Some(9), "", "理由").await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        store.start_stage(Some(&kanri), &seven, Some(1), "", "理由").await.unwrap();
        let again = store.start_stage(Some(&kanri), &seven, Some(2), "", "理由").await;
        assert!(is_wrong_stage(&again, StageState::InProgress), "{again:?}");
    }

    async fn progress_is_reported_in_halves_while_the_work_is_under_way(db) {
        let (vendor, store) = (db.actor("vendor-a").await, &db.store);
        let five = key("SOMU-2026-002", 5, "RINJI");
        let page = seen(&db, &vendor, &five).await;
        for (typed, problem) in [("", Problem::Required), ("30", Problem::UnknownChoice), ("x", Problem::UnknownChoice)] {
            let refused = store.report_stage(&vendor, &five, page.version, typed, "").await;
            assert_eq!(problems(refused), [(Field::Percent, problem)], "{typed}");
        }
        store.report_stage(&vendor, &five, page.version, "50", "総合テスト中").await.unwrap();
        let page = seen(&db, &vendor, &five).await;
        assert_eq!((page.progress, page.progress_note.as_str()), (50, "総合テスト中"));
        let early = store.report_stage(&vendor, &key("SOMU-2026-002", 7, "RINJI"), 1, "50", "").await;
        assert!(is_wrong_stage(&early, StageState::NotStarted), "{early:?}");
    }
}
