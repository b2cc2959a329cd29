//! 案件 and their 工程: registered, started, ended, replanned.

use domain::{
    case::{CaseMove, CaseState},
    event::Event,
    gate::StageKey,
    organisation::CenterCode,
    refusal::{Field, Problem, Refusal},
    stage::{Stage, StageState},
};
use store::{NewCase, StagePlan, StoreError};
use tests::{
    both_dbs,
    typed::{case_no, day, is_not_allowed, is_not_found, is_wrong_stage, left_out, problems},
};

pub(super) fn new_case(no: &str) -> NewCase {
    let plan = |n, system: Option<&str>, start: &str, end: &str| StagePlan {
        stage: Stage::new(n).unwrap(),
        system: system.map(str::to_owned),
        start: day(start),
        end: day(end),
    };
    NewCase {
        no: case_no(no),
        title: "新しい案件".into(),
        summary: String::new(),
        law: Some("L19".into()),
        section: "KYUYO".into(),
        related: vec!["JINJI".into()],
        systems: vec!["SHOMU".into(), "JINKYU".into()],
        period_from: day("2026-12-01"),
        period_to: day("2027-03-31"),
        in_force_on: Some(day("2027-04-01")),
        go_live_on: Some(day("2027-03-26")),
        state: CaseState::Active,
        manager: Some("kanri-somu".into()),
        officer: Some("kyuyo".into()),
        consultants: vec![],
        stages: vec![
            plan(1, None, "2026-11-24", "2026-12-11"),
            plan(3, Some("SHOMU"), "2026-12-14", "2027-01-15"),
            plan(3, Some("JINKYU"), "2026-12-14", "2027-01-15"),
        ],
    }
}

both_dbs! {
    async fn a_case_number_is_taken_once_and_a_system_is_named_once(db) {
        let kanri = db.actor("kanri-somu").await;
        db.store.register_case(Some(&kanri), &new_case("SOMU-2026-009")).await.unwrap();
        let again = db.store.register_case(Some(&kanri), &new_case("SOMU-2026-009")).await;
        assert!(matches!(again, Err(StoreError::Taken(Field::Case))), "{again:?}");
        let twice = NewCase { systems: vec!["SHOMU".into(), "SHOMU".into()], ..new_case("SOMU-2026-010") };
        assert!(db.store.register_case(Some(&kanri), &twice).await.is_err());
        let unknown = NewCase { systems: vec!["NONE".into()], ..new_case("SOMU-2026-010") };
        let refused = db.store.register_case(Some(&kanri), &unknown).await;
        assert_eq!(problems(refused), [(Field::System, Problem::UnknownChoice)]);
        assert!(is_not_found(&db.store.case_page(&kanri, case_no("SOMU-2026-010")).await), "nothing was half-written");
        let page = db.store.case_page(&kanri, case_no("SOMU-2026-009")).await.unwrap();
        assert_eq!((page.lanes.len(), page.row.stages.len()), (2, 3));
        assert_eq!(page.row.center, CenterCode::Somu);
    }

    async fn who_registers_no_cases_registers_none(db) {
        for login in ["op-somu", "opkanri-somu", "consul", "vendor-a", "admin", "kanri-kyoiku"] {
            let actor = db.actor(login).await;
            assert!(is_not_allowed(&db.store.register_case(Some(&actor), &new_case("SOMU-2026-009")).await), "{login}");
        }
    }

    async fn a_stage_starts_waits_and_ends_in_its_lane(db) {
        let kanri = db.actor("kanri-somu").await;
        let (a, b, c) = (db.actor("vendor-a").await, db.actor("vendor-b").await, db.actor("vendor-c").await);
        let no = db.store.register_case(Some(&kanri), &new_case("SOMU-2026-009")).await.unwrap();
        let three = Stage::new(3).unwrap();
        let shomu = StageKey { no, stage: three, system: Some("SHOMU".into()) };
        let none = db.store.start_stage(Some(&a), &shomu, Some(1), "", "").await;
        assert_eq!(problems(none), [(Field::Reason, Problem::Required)], "工程1 has not passed its gate");
        db.store.start_stage(Some(&a), &shomu, Some(1), "", "先に着手する").await.unwrap();
        let again = db.store.start_stage(Some(&a), &shomu, None, "", "").await;
        assert!(is_wrong_stage(&again, StageState::InProgress), "{again:?}");
        for vendor in [&b, &c] {
            assert!(is_not_found(&db.store.request_gate(Some(vendor), &shomu, None).await), "{}", vendor.login);
        }
        db.store.request_gate(Some(&a), &shomu, None).await.unwrap();
        let cells = db.store.case_page(&kanri, no).await.unwrap().row.stages;
        let stands: Vec<_> =
            cells.iter().map(|it| (it.stage.number(), it.system.as_deref(), it.state, it.actual_end)).collect();
        assert_eq!(
            stands,
            [
                (1, None, StageState::NotStarted, None),
                (3, Some("SHOMU"), StageState::AwaitingGate, None),
                (3, Some("JINKYU"), StageState::NotStarted, None),
            ]
        );
        let seen = db.store.case_page(&b, no).await.unwrap();
        let told = seen.events.iter().any(|it| matches!(it.event, Event::StageChanged { .. } | Event::StageStartedEarly { .. }));
        assert!(!told, "the other lane's vendor is told nothing: {:?}", seen.events);
    }

    async fn a_plan_moves_and_the_first_one_stays_beside_it(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = db.store.register_case(Some(&kanri), &new_case("SOMU-2026-009")).await.unwrap();
        let one = Stage::new(1).unwrap();
        let (start, end) = (day("2026-11-24"), day("2026-12-18"));
        let member = db.actor("vendor-a-member").await;
        assert!(is_not_allowed(&db.store.replan_stage(Some(&member), no, one, None, start, end, "要件が増えたため").await));
        db.store.replan_stage(Some(&kanri), no, one, None, start, end, "要件が増えたため").await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        let cell = &page.row.stages[0];
        assert_eq!((cell.first_end, cell.planned_end, cell.late_days), (day("2026-12-11"), end, 5));
        let told = page.events.iter().any(|it| {
            matches!(&it.event, Event::StageReplanned { reason: Some(reason), .. } if reason == "要件が増えたため")
        });
        assert!(told, "{:?}", page.events);
        let silent = db.store.replan_stage(Some(&kanri), no, one, None, start, day("2026-12-21"), " ").await;
        assert_eq!(problems(silent), [(Field::Reason, Problem::Required)]);
        let same = db.store.replan_stage(Some(&kanri), no, one, None, start, end, "要件が増えたため").await;
        assert_eq!(problems(same), [(Field::Stage, Problem::Unchanged)]);
        let backwards = db.store.replan_stage(Some(&kanri), no, one, None, end, start, "要件が増えたため").await;
        assert_eq!(problems(backwards).len(), 1);
    }

    async fn a_finished_case_has_no_signal_and_finishes_once(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = db.store.register_case(Some(&kanri), &new_case("SOMU-2026-009")).await.unwrap();
        for login in ["vendor-a", "consul", "op-somu"] {
            assert!(is_not_allowed(&db.store.complete_case(Some(&db.actor(login).await), no).await), "{login}");
        }
        assert!(is_not_found(&db.store.complete_case(Some(&db.actor("kanri-kyoiku").await), no).await));
        let stage = |n| Stage::new(n).unwrap();
        let open = vec![
            (stage(1), None),
            (stage(3), Some("SHOMU".to_owned())),
            (stage(3), Some("JINKYU".to_owned())),
        ];
        let early = db.store.complete_case(Some(&kanri), no).await;
        assert_eq!(problems(early), [(Field::Stage, Problem::StagesOpen(open))], "it says what is missing");
        let kessai = db.actor("kyuyo-kessai").await;
        left_out(&db.store, &kanri, &kessai, no, 1, None).await;
        for system in ["SHOMU", "JINKYU"] {
            left_out(&db.store, &kanri, &kessai, no, 3, Some(system)).await;
        }
        db.store.complete_case(Some(&kanri), no).await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!((page.row.state, page.row.signal, page.may_raise), (CaseState::Completed, None, false));
        let twice = db.store.complete_case(Some(&kanri), no).await;
        let refused = Refusal::CaseState { state: CaseState::Completed, attempted: CaseMove::Complete };
        assert!(matches!(&twice, Err(StoreError::Refused(why)) if *why == refused), "{twice:?}");
    }
}
