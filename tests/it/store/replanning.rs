//! Moving the plan: 当初 stays beside 現行, with a reason; each to whom it belongs.

use domain::{
    case::CaseMove,
    event::Event,
    planning::{CaseInput, LineInput, ReplanInput},
    refusal::{Field, LineOfPlan, PlanProblem, Problem},
    stage::Stage,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{case_input, day, is_not_allowed, is_not_found, left_out, opened, problems},
};

fn line(stage: u8, system: Option<&str>, start: &str, end: &str) -> LineInput {
    let (start, end) = (start.to_owned(), end.to_owned());
    LineInput { stage: Stage::new(stage).unwrap(), system: system.map(str::to_owned), start, end }
}

fn moving(lines: Vec<LineInput>, reason: &str) -> ReplanInput {
    ReplanInput { lines, reason: reason.into(), ..ReplanInput::default() }
}

fn two_lanes() -> CaseInput {
    CaseInput { systems: vec!["SHOMU".into(), "JINKYU".into()], ..case_input() }
}

both_dbs! {
    async fn the_first_plan_stays_beside_the_one_that_was_moved(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = opened(&db.store, &kanri, &case_input()).await;
        let before = db.store.plan_page(&kanri, no).await.unwrap();
        let first = &before.lines[0].cell;
        let to = day("2027-03-31");
        let lines = vec![line(1, None, &first.planned_start.to_string(), "R9.3.31")];
        let silent = db.store.replan_case(&kanri, no, 1, &moving(lines.clone(), " ")).await;
        assert_eq!(problems(silent), [(Field::Reason, Problem::Required)]);
        db.store.replan_case(&kanri, no, 1, &moving(lines.clone(), "解釈照会の回答待ち")).await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        let cell = &page.row.stages[0];
        assert_eq!((cell.first_end, cell.planned_end), (first.first_end, to));
        let Event::StageReplanned { from, to: told, days, reason, .. } = &page.events[0].event else { panic!("{:?}", page.events) };
        assert_eq!((*from, *told, reason.as_deref()), (first.first_end, to, Some("解釈照会の回答待ち")));
        assert!(*days > 0);
        // The same once more moves nothing; from an older page it is stale.
        let same = db.store.replan_case(&kanri, no, 2, &moving(lines.clone(), "もう一度")).await;
        assert_eq!(problems(same), [(Field::Plan, Problem::Unchanged)]);
        let stale = db.store.replan_case(&kanri, no, 1, &moving(lines, "古い画面から")).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    }

    async fn go_live_moves_with_a_reason_and_never_past_the_law_silently(db) {
        let (kanri, kessai) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await);
        let no = opened(&db.store, &kanri, &case_input()).await;
        let to = |day: &str, late: &str| ReplanInput {
            go_live_on: Some(day.into()),
            late_reason: late.into(),
            reason: "様式待ち".into(),
            lines: vec![],
        };
        assert!(is_not_allowed(&db.store.replan_case(&kessai, no, 1, &to("2028-09-28", "")).await), "another section's");
        let latest = day("2028-09-29");
        let late = problems(db.store.replan_case(&kanri, no, 1, &to("2028-10-02", "")).await);
        assert_eq!(late[0], (Field::GoLiveOn, Problem::AfterLatest { latest, may_override: true }));
        let earlier = problems(db.store.replan_case(&kanri, no, 1, &to("2028-09-22", "")).await);
        let seven = LineOfPlan { stage: Stage::ALL[6], system: Some("RINJI".into()), wrong: PlanProblem::AfterGoLive };
        assert_eq!(earlier, [(Field::Plan, Problem::InPlan(seven))], "its lanes go live no later than the case");
        let with_release = |day: &str, late: &str| ReplanInput { lines: vec![line(7, Some("RINJI"), day, "2028-10-31")], ..to(day, late) };
        db.store.replan_case(&kanri, no, 1, &with_release("2028-10-02", "国の様式の確定待ち")).await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!((page.row.go_live_on, page.first_go_live_on), (Some(day("2028-10-02")), Some(latest)));
        assert!(page.events.iter().any(|it| matches!(&it.event, Event::GoLiveMoved { days: 1, .. })), "{:?}", page.events);
        // Another reason alone: both are told, what it replaced too, and nothing that was typed is lost.
        db.store.replan_case(&kanri, no, 2, &ReplanInput { reason: "協議のうえ".into(), ..to("2028-10-02", "国の様式が10月に決まるため") }).await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        let vouched: Vec<_> = page.events.iter().filter_map(|it| match &it.event {
            Event::CaseEdited { fields } => fields.iter().find(|it| it.field == Field::LateReason).cloned(),
            _ => None,
        }).collect();
        let told: Vec<_> = vouched.iter().map(|it| (it.before.as_str(), it.after.as_str())).collect();
        assert_eq!(told, [("国の様式の確定待ち", "国の様式が10月に決まるため"), ("", "国の様式の確定待ち")]);
        assert!(page.events.iter().any(|it| matches!(&it.event, Event::PlanCommented { text } if text == "協議のうえ")), "{:?}", page.events);
        // Back in time, the reason is gone and so is the red.
        db.store.replan_case(&kanri, no, 3, &with_release("2028-09-29", "国の様式の確定待ち")).await.unwrap();
        assert_eq!(db.store.plan_page(&kanri, no).await.unwrap().late_reason, None);
    }

    async fn a_vendor_moves_its_own_lanes_and_learns_nothing_of_others(db) {
        let (kanri, a, b) = (db.actor("kanri-somu").await, db.actor("vendor-a").await, db.actor("vendor-b").await);
        let no = opened(&db.store, &kanri, &two_lanes()).await;
        let page = db.store.plan_page(&a, no).await.unwrap();
        assert!(!page.may_move_go_live && page.lines.iter().all(|it| it.cell.system.as_deref() != Some("JINKYU")));
        let may: Vec<_> = page.lines.iter().map(|it| (it.cell.stage.number(), it.may_move)).collect();
        assert_eq!(may, [(1, false), (2, false), (3, true), (4, true), (5, true), (6, true), (7, true)]);
        let three = &page.lines[2].cell;
        let later = |system| moving(vec![line(3, Some(system), &three.planned_start.to_string(), "2027-09-30")], "要員の都合");
        assert!(is_not_found(&db.store.replan_case(&a, no, 1, &later("JINKYU")).await));
        let whole = moving(vec![line(1, None, "2026-11-24", "2027-09-30")], "要員の都合");
        assert!(is_not_allowed(&db.store.replan_case(&a, no, 1, &whole).await));
        let go_live = ReplanInput { go_live_on: Some("2028-09-28".into()), ..later("SHOMU") };
        assert!(is_not_allowed(&db.store.replan_case(&a, no, 1, &go_live).await));
        db.store.replan_case(&a, no, 1, &later("SHOMU")).await.unwrap();
        let told = |page: &domain::view::CasePage| page.events.iter().any(|it| matches!(it.event, Event::StageReplanned { .. }));
        assert!(told(&db.store.case_page(&a, no).await.unwrap()));
        assert!(!told(&db.store.case_page(&b, no).await.unwrap()), "the other vendor is told nothing");
        for login in ["vendor-a-member", "op-somu", "keiyaku"] {
            let actor = db.actor(login).await;
            assert!(is_not_allowed(&db.store.replan_case(&actor, no, 2, &later("SHOMU")).await), "{login}");
            assert!(is_not_allowed(&db.store.plan_page(&actor, no).await), "{login}");
        }
        assert!(is_not_found(&db.store.plan_page(&db.actor("kanri-kyoiku").await, no).await));
    }

    async fn the_officer_of_the_section_has_a_word_on_the_plan_and_does_not_move_it(db) {
        let (kanri, officer) = (db.actor("kanri-somu").await, db.actor("fukuri").await);
        let no = opened(&db.store, &kanri, &case_input()).await;
        let page = db.store.plan_page(&officer, no).await.unwrap();
        assert!(page.may_comment && !page.may_replan && !page.may_move_go_live);
        assert!(page.lines.iter().all(|it| !it.may_move), "{:?}", page.lines);
        let later = moving(vec![line(1, None, "2026-11-24", "2027-09-30")], "様式待ち");
        assert!(is_not_allowed(&db.store.replan_case(&officer, no, page.version, &later).await));
        assert_eq!(problems(db.store.comment_plan(&officer, no, " ").await), [(Field::Text, Problem::Required)]);
        db.store.comment_plan(&officer, no, "繁忙期を避けてほしい").await.unwrap();
        let said = |page: &domain::view::CasePage| page.events.iter().any(|it| matches!(&it.event, Event::PlanCommented { .. }));
        for (login, reads) in [
            ("kanri-somu", true), ("sekinin", true), ("keiyaku", true), ("fukuri", true),
            ("vendor-a", false), ("op-somu", false), ("opkanri-somu", false), ("consul", false),
        ] {
            let page = db.store.case_page(&db.actor(login).await, no).await.unwrap();
            assert_eq!(said(&page), reads, "{login}");
        }
        for login in ["kyuyo", "vendor-a", "op-somu", "consul", "keiyaku"] {
            let actor = db.actor(login).await;
            assert!(is_not_allowed(&db.store.comment_plan(&actor, no, "意見").await), "{login}");
        }
        assert!(is_not_found(&db.store.comment_plan(&db.actor("kanri-kyoiku").await, no, "意見").await));
    }

    async fn what_is_over_stands_and_of_a_draft_the_first_plan_moves_along(db) {
        let (kanri, consul) = (db.actor("kanri-somu").await, db.actor("consul").await);
        let input = CaseInput { section: "KYUYO".into(), ..case_input() };
        let no = opened(&db.store, &consul, &input).await;
        let draft = moving(vec![line(1, None, "2026-12-01", "2027-03-02")], "");
        db.store.replan_case(&consul, no, 1, &draft).await.unwrap();
        let cell = db.store.case_page(&consul, no).await.unwrap().row.stages[0].clone();
        assert_eq!((cell.first_start, cell.first_end), (day("2026-12-01"), day("2027-03-02")), "nobody had agreed to it");
        db.store.move_case(&kanri, no, 2, CaseMove::Confirm, "").await.unwrap();
        left_out(&db.store, &kanri, &db.actor("kyuyo-kessai").await, no, 1, None).await;
        let version = db.store.plan_page(&kanri, no).await.unwrap().version;
        let over = moving(vec![line(1, None, "2026-12-01", "2027-03-03")], "動かす");
        let refused = problems(db.store.replan_case(&kanri, no, version, &over).await);
        let one = LineOfPlan { stage: Stage::ALL[0], system: None, wrong: PlanProblem::Over };
        assert_eq!(refused, [(Field::Plan, Problem::InPlan(one))]);
        let backwards = moving(vec![line(2, None, "2026-11-25", "2026-11-24")], "動かす");
        assert_eq!(problems(db.store.replan_case(&kanri, no, version, &backwards).await).len(), 1, "what cannot be read may be a change");
    }
}
