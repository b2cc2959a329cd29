//! 信号 set by hand, and the history of 信号.

use domain::{
    actor::Actor,
    case_filter::CaseFilter,
    key::CaseNo,
    refusal::{Field, Problem},
    signal::{Signal, SignalReason},
    stage::Stage,
    view::{CaseRow, SignalChange},
};
use tests::{
    TestDb, both_dbs,
    people::EVERYBODY,
    truth::Truth,
    typed::{case_no, day, is_not_allowed, is_not_found, problems},
};

const CASE: &str = "SOMU-2026-001";

async fn row(db: &TestDb, who: &Actor, no: CaseNo) -> CaseRow {
    let list = db.store.case_list(who, &CaseFilter::default()).await.unwrap();
    list.rows.into_iter().find(|row| row.no == no).unwrap()
}

/// Signal, and whether it was set by hand.
async fn shown(db: &TestDb, who: &Actor) -> (Option<Signal>, bool) {
    let row = row(db, who, case_no(CASE)).await;
    let by_hand = row.reasons.iter().any(|it| matches!(it, SignalReason::ByHand { .. }));
    (row.signal, by_hand)
}

async fn changes(db: &TestDb, who: &Actor, no: &str) -> Vec<SignalChange> {
    db.store.signals_page(who, case_no(no)).await.unwrap().changes.unwrap()
}

both_dbs! {
    async fn a_signal_set_by_hand_counts_until_its_day_for_whom_it_is(db) {
        let (kanri, kyuyo) = (db.actor("kanri-somu").await, db.actor("kyuyo").await);
        assert_eq!(shown(&db, &kyuyo).await, (Some(Signal::Yellow), false));
        db.store.override_signal(&kanri, case_no(CASE), "red", "R8.11.27", "本番判定会で中止の可能性").await.unwrap();
        for login in ["kyuyo", "keiyaku", "sekinin", "kanri-somu", "consul"] {
            assert_eq!(shown(&db, &db.actor(login).await).await, (Some(Signal::Red), true), "{login}");
        }
        // The reason may speak of any system: vendors and operators see what the rule says.
        for login in ["vendor-a", "vendor-b", "opkanri-somu", "op-somu"] {
            let (signal, by_hand) = shown(&db, &db.actor(login).await).await;
            assert!(!by_hand && signal != Some(Signal::Red), "{login}: {signal:?}");
            let page = db.store.signals_page(&db.actor(login).await, case_no(CASE)).await.unwrap();
            assert_eq!(page.changes, None, "{login}");
            let events = db.store.case_page(&db.actor(login).await, case_no(CASE)).await.unwrap().events;
            assert!(events.iter().all(|it| it.event.kind() != "signal_overridden"), "{login}");
        }
        let reasons = row(&db, &kyuyo, case_no(CASE)).await.reasons;
        let SignalReason::ByHand { judged, hand } = &reasons[0] else { panic!("{reasons:?}") };
        assert_eq!((*judged, hand.reason.as_str(), hand.by.as_str()), (Signal::Yellow, "本番判定会で中止の可能性", kanri.name.as_str()));
        assert!(reasons.len() > 1, "what the rule says stays below");

        db.set_clock(2026, 11, 27, 23);
        assert!(shown(&db, &kyuyo).await.1, "its last day");
        db.set_clock(2026, 11, 28, 0);
        assert!(!shown(&db, &kyuyo).await.1, "it vanishes by its day alone");
    }

    async fn only_the_managers_of_the_case_set_it(db) {
        let no = case_no(CASE);
        for login in ["kyuyo", "kyuyo-kessai", "keiyaku", "consul", "opkanri-somu", "op-somu", "vendor-a", "vendor-a-member"] {
            let who = db.actor(login).await;
            let set = db.store.override_signal(&who, no, "blue", "2026-11-27", "理由").await;
            assert!(is_not_allowed(&set), "{login}: {set:?}");
            assert!(is_not_allowed(&db.store.release_signal(&who, no).await), "{login}");
        }
        for login in ["kanri-kyoiku", "opkanri-kyoiku", "vendor-c", "admin"] {
            let who = db.actor(login).await;
            assert!(is_not_found(&db.store.override_signal(&who, no, "blue", "2026-11-27", "理由").await), "{login}");
            assert!(is_not_found(&db.store.release_signal(&who, no).await), "{login}");
            assert!(is_not_found(&db.store.signals_page(&who, no).await), "{login}");
        }
        db.store.override_signal(&db.actor("sekinin").await, no, "blue", "2026-11-27", "理由").await.unwrap();
        assert_eq!(shown(&db, &db.actor("kyuyo").await).await, (Some(Signal::Blue), true));
    }

    async fn it_needs_a_signal_a_reason_and_a_day_that_is_near(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = case_no(CASE);
        let all = problems(db.store.override_signal(&kanri, no, "", "", " ").await);
        assert_eq!(all, [(Field::Signal, Problem::Required), (Field::Due, Problem::Required), (Field::Reason, Problem::Required)]);
        for (signal, until, wrong) in [
            ("green", "2026-11-27", (Field::Signal, Problem::UnknownChoice)),
            ("red", "2026-11-23", (Field::Due, Problem::Past { today: day("2026-11-24") })),
            ("red", "2026-12-23", (Field::Due, Problem::TooFar { latest: day("2026-12-22") })),
        ] {
            assert_eq!(problems(db.store.override_signal(&kanri, no, signal, until, "理由").await), [wrong]);
        }
        let list = db.store.case_list(&kanri, &CaseFilter::parse("state=completed")).await.unwrap();
        let over = list.rows[0].no;
        let refused = db.store.override_signal(&kanri, over, "red", "2026-11-27", "理由").await;
        assert_eq!(problems(refused), [(Field::Signal, Problem::UnknownChoice)]);
        assert_eq!(shown(&db, &kanri).await, (Some(Signal::Yellow), false), "nothing was written");
    }

    async fn a_second_one_replaces_the_first_and_taking_back_leaves_none(db) {
        let (kanri, kyuyo) = (db.actor("kanri-somu").await, db.actor("kyuyo").await);
        let no = case_no(CASE);
        db.store.override_signal(&kanri, no, "red", "2026-11-27", "一度目").await.unwrap();
        db.store.override_signal(&kanri, no, "blue", "2026-12-01", "二度目").await.unwrap();
        let row = row(&db, &kyuyo, no).await;
        assert_eq!(row.signal, Some(Signal::Blue));
        assert_eq!(row.reasons.iter().filter(|it| matches!(it, SignalReason::ByHand { .. })).count(), 1);
        assert_eq!(row.systems.len(), 3, "no lane twice");
        db.store.release_signal(&kanri, no).await.unwrap();
        assert_eq!(shown(&db, &kyuyo).await, (Some(Signal::Yellow), false));
        db.store.release_signal(&kanri, no).await.unwrap();
        let kinds: Vec<_> = db.store.case_page(&kyuyo, no).await.unwrap().events.iter().map(|it| it.event.kind()).collect();
        assert_eq!(kinds[..3], ["signal_released", "signal_overridden", "signal_overridden"]);
        let history: Vec<_> = changes(&db, &kyuyo, CASE).await.into_iter().map(|it| (it.signal, it.judged)).collect();
        let (red, blue, yellow) = (Some(Signal::Red), Some(Signal::Blue), Some(Signal::Yellow));
        assert_eq!(history[..3], [(yellow, yellow), (blue, yellow), (red, yellow)]);
    }

    async fn two_at_once_leave_one_signal(db) {
        let (kanri, sekinin) = (db.actor("kanri-somu").await, db.actor("sekinin").await);
        let no = case_no(CASE);
        let (a, b) = tokio::join!(
            db.store.override_signal(&kanri, no, "red", "2026-11-27", "同時一"),
            db.store.override_signal(&sekinin, no, "blue", "2026-11-27", "同時二"),
        );
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        let row = row(&db, &kanri, no).await;
        assert_eq!(row.reasons.iter().filter(|it| matches!(it, SignalReason::ByHand { .. })).count(), 1);
        db.store.release_signal(&kanri, no).await.unwrap();
        assert_eq!(shown(&db, &kanri).await, (Some(Signal::Yellow), false));
    }

    async fn changes_are_written_down_once_and_days_that_were_missed_too(db) {
        let keiyaku = db.actor("keiyaku").await;
        assert_eq!(db.store.note_signals().await.unwrap(), 0, "the demo's history reaches up to today");
        let quiet = case_no("KYOIKU-2026-002");
        let five = Stage::new(5).unwrap();
        assert_eq!(row(&db, &keiyaku, quiet).await.signal, Some(Signal::Blue));
        let before = changes(&db, &keiyaku, "KYOIKU-2026-002").await.len();
        // 5 開庁日 later than promised: yellow at once.
        let kanri = db.actor("kanri-kyoiku").await;
        db.store.replan_stage(Some(&kanri), quiet, five, Some("KJINKYU"), day("2026-10-01"), day("2026-12-01"), "設計の見直し").await.unwrap();
        assert_eq!(db.store.note_signals().await.unwrap(), 1);
        assert_eq!(db.store.note_signals().await.unwrap(), 0);
        let history = changes(&db, &keiyaku, "KYOIKU-2026-002").await;
        assert_eq!((history.len(), history[0].signal, history[0].day), (before + 1, Some(Signal::Yellow), day("2026-11-24")));
        assert!(matches!(&history[0].reasons[0], SignalReason::StageSlip { stage: 5, days: 5, .. }), "{:?}", history[0].reasons);

        // Nobody was here for a fortnight; on Wednesday the 2nd it became red, and that day is written down.
        db.set_clock(2026, 12, 8, 9);
        db.store.note_signals().await.unwrap();
        let history = changes(&db, &keiyaku, "KYOIKU-2026-002").await;
        assert_eq!((history[0].signal, history[0].day), (Some(Signal::Red), day("2026-12-02")));
        assert!(history.iter().all(|it| it.at.date_naive() <= day("2026-12-08")));
        // A case that ends has no signal from then on.
        let version = db.store.plan_page(&kanri, quiet).await.unwrap().version;
        db.store.move_case(&kanri, quiet, version, domain::case::CaseMove::Cancel, "国の制度が見送られた").await.unwrap();
        assert_eq!(db.store.note_signals().await.unwrap(), 1);
        assert_eq!(changes(&db, &keiyaku, "KYOIKU-2026-002").await[0].signal, None);
    }

    async fn the_history_is_for_those_who_read_what_is_between_city_and_managers(db) {
        use domain::{signal::HAND_SCOPE, visibility::{RecordAudience, sees_record}};
        let truth = Truth::of(&db).await;
        for login in EVERYBODY {
            let who = db.actor(login).await;
            for case in truth.cases_for(&who) {
                let record = RecordAudience { case: case.audience.clone(), vendor: None, scope: HAND_SCOPE };
                let page = db.store.signals_page(&who, case.no).await.unwrap();
                assert_eq!(page.changes.is_some(), sees_record(&who, &record), "{login} {}", case.no);
            }
        }
    }

    async fn what_is_inside_the_city_is_not_in_the_history(db) {
        use domain::{issue::Move, issue::DraftInput};
        use tests::typed::{At, accepted_by};
        let kyuyo = db.actor("kyuyo").await;
        let quiet = "SOMU-2026-003";
        assert_eq!(row(&db, &kyuyo, case_no(quiet)).await.signal, Some(Signal::Blue));
        let input = DraftInput { title: "市の中".into(), scope: "city".into(), severity: "high".into(), ..DraftInput::default() };
        let key = db.store.raise_issue(&kyuyo, quiet, "", &input).await.unwrap();
        At { store: &db.store, key }.moves(&kyuyo, Move::Accept, &accepted_by("KYUYO", "kyuyo", "2026-11-24")).await.unwrap();
        db.set_clock(2026, 11, 25, 9);
        assert_eq!(row(&db, &kyuyo, case_no(quiet)).await.signal, Some(Signal::Yellow), "the city sees its own overdue issue");
        db.store.note_signals().await.unwrap();
        let sekinin = db.actor("sekinin").await;
        assert!(changes(&db, &sekinin, quiet).await.iter().all(|it| it.signal == Some(Signal::Blue)));
    }
}
