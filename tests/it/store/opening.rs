//! Opening a 案件: the plan proposed, the number given, the draft confirmed, the late 本番 let pass.

use domain::{
    case::{CaseMove, CaseState},
    event::Event,
    planning::{CaseInput, LineInput},
    refusal::{Field, LineOfPlan, PlanProblem, Problem},
    signal::{Signal, SignalReason},
    stage::Stage,
};
use tests::{
    both_dbs,
    typed::{case_input, case_no, day, draft, is_not_allowed, is_not_found, opened, planned, problems, started},
};

const LATE: &str = "2028-10-02";

both_dbs! {
    async fn a_plan_is_proposed_backwards_and_becomes_the_first_plan(db) {
        let kanri = db.actor("kanri-somu").await;
        let input = CaseInput { systems: vec!["RINJI".into(), "SHOMU".into()], ..case_input() };
        let proposal = db.store.propose_case(&kanri, &input).await.unwrap();
        assert_eq!(proposal.title, "R10.10 雇用保険の適用拡大");
        // 施行日 is a Sunday: the last 開庁日 before it.
        assert_eq!((proposal.in_force_on, proposal.go_live_on), (Some(day("2028-10-01")), day("2028-09-29")));
        assert_eq!((proposal.start_on, proposal.end_on), (day("2026-11-24"), day("2028-10-30")));
        let stages: Vec<_> = proposal.lines.iter().map(|it| (it.stage.number(), it.system.as_deref())).collect();
        assert_eq!(stages[..4], [(1, None), (2, None), (3, Some("SHOMU")), (3, Some("RINJI"))]);
        assert_eq!(stages.len(), 12, "1 and 2 once, 3 to 7 per lane");
        assert!(is_not_found(&db.store.case_page(&kanri, case_no("SOMU-2026-005")).await), "a proposal writes nothing");

        let no = opened(&db.store, &kanri, &input).await;
        assert_eq!(no, case_no("SOMU-2026-005"), "after the four of the demo");
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!((page.row.state, page.row.title.as_str()), (CaseState::Planned, "R10.10 雇用保険の適用拡大"));
        assert_eq!((page.row.go_live_on, page.first_go_live_on), (Some(day("2028-09-29")), Some(day("2028-09-29"))));
        assert_eq!((page.row.period_from, page.row.period_to), (day("2026-11-01"), day("2028-10-01")));
        assert_eq!(page.row.manager.as_deref(), Some(kanri.name.as_str()), "the one who opens it");
        assert_eq!(page.law.as_ref().map(|it| it.code.as_str()), Some("L20"));
        for (cell, line) in page.row.stages.iter().zip(&proposal.lines) {
            assert_eq!((cell.stage, cell.system.as_ref()), (line.stage, line.system.as_ref()));
            assert_eq!((cell.first_start, cell.first_end), (line.start, line.end), "当初");
            assert_eq!((cell.planned_start, cell.planned_end), (line.start, line.end), "現行");
        }
        assert!(matches!(&page.events[0].event, Event::CaseRegistered { title } if *title == page.row.title));
        // The vendors of its systems know of it at once; another one does not.
        assert!(db.store.case_page(&db.actor("vendor-a").await, no).await.is_ok());
        assert!(is_not_found(&db.store.case_page(&db.actor("vendor-b").await, no).await));
        // Work begins: it is under way.
        started(&kanri, &db.store, no, 1, None).await.unwrap();
        assert_eq!(db.store.case_page(&kanri, no).await.unwrap().row.state, CaseState::Active);
    }

    async fn the_plan_may_be_adjusted_and_the_case_may_stand_alone(db) {
        let keiyaku = db.actor("keiyaku").await;
        let input = CaseInput {
            law: String::new(),
            center: "KYOIKU".into(),
            section: "KJOHO".into(),
            related: vec!["KSOMU".into(), "KJOHO".into(), "KSOMU".into()],
            systems: vec!["FUKUMU".into()],
            title: "R9.8 基盤更改".into(),
            start_on: "R9.4.1".into(),
            go_live_on: "令和9年8月16日".into(),
            ..CaseInput::default()
        };
        let mut input = planned(&db.store, &keiyaku, &input).await;
        input.lines[0].end = "R9.4.28".into();
        let no = db.store.open_case(&keiyaku, &input).await.unwrap();
        assert_eq!(no, case_no("KYOIKU-2027-001"), "年度 of the start");
        let page = db.store.case_page(&keiyaku, no).await.unwrap();
        assert_eq!(page.row.stages[0].first_end, day("2027-04-28"));
        assert_eq!(page.related_sections.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["KSOMU"]);
        assert!(page.law.is_none() && page.latest_go_live.is_none());
        // Without a 制度改正 nothing says what to call it, nor when.
        let nameless = CaseInput { title: String::new(), go_live_on: String::new(), ..input };
        let told = problems(db.store.propose_case(&keiyaku, &nameless).await);
        assert_eq!(told, [(Field::GoLiveOn, Problem::Required), (Field::Title, Problem::Required)]);
    }

    async fn many_who_open_at_once_get_a_number_each(db) {
        let (kanri, sekinin) = (db.actor("kanri-somu").await, db.actor("sekinin").await);
        let input = planned(&db.store, &kanri, &case_input()).await;
        // Each about something else.
        let inputs = [1, 2, 3, 4, 5, 6].map(|n| CaseInput { law: String::new(), title: format!("R10.10 更改{n}"), go_live_on: "2028-09-29".into(), ..input.clone() });
        let open = |who, n: usize| db.store.open_case(who, &inputs[n]);
        let all = tokio::join!(
            open(&kanri, 0), open(&sekinin, 1), open(&kanri, 2), open(&sekinin, 3), open(&kanri, 4), open(&sekinin, 5)
        );
        let mut numbers = [all.0, all.1, all.2, all.3, all.4, all.5].map(|it| it.unwrap().number);
        numbers.sort_unstable();
        assert_eq!(numbers, [5, 6, 7, 8, 9, 10]);
    }

    async fn a_second_case_for_the_same_is_opened_only_by_who_has_seen_the_first(db) {
        let (kanri, sekinin) = (db.actor("kanri-somu").await, db.actor("sekinin").await);
        let seen = planned(&db.store, &kanri, &case_input()).await;
        assert_eq!(seen.beside, ["SOMU-2026-004"], "L20 has its case on RINJI");
        let told = |result| match problems(result).pop() {
            Some((Field::Beside, Problem::Beside(there))) => there.iter().map(|it| it.no.to_string()).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let unseen = CaseInput { beside: Vec::new(), ..seen.clone() };
        assert_eq!(told(db.store.open_case(&kanri, &unseen).await), ["SOMU-2026-004"]);
        // A double click, and somebody else at the same moment: one opens, the others read of it.
        let open = |who| db.store.open_case(who, &seen);
        let all = tokio::join!(open(&kanri), open(&sekinin), open(&kanri), open(&sekinin));
        let (opened, refused): (Vec<_>, Vec<_>) = [all.0, all.1, all.2, all.3].into_iter().partition(Result::is_ok);
        assert_eq!(opened.len(), 1, "{opened:?} {refused:?}");
        for result in refused {
            assert_eq!(told(result), ["SOMU-2026-004", "SOMU-2026-005"]);
        }
        assert!(is_not_found(&db.store.case_page(&kanri, case_no("SOMU-2026-006")).await));
        // Another center, other systems and what was cancelled are not the same.
        let apart = [
            CaseInput { center: "KYOIKU".into(), section: "KYOSHOKUIN".into(), systems: vec!["KJINKYU".into()], ..case_input() },
            CaseInput { systems: vec!["SHOMU".into()], ..case_input() },
            CaseInput { law: String::new(), title: "R10.10 雇用保険適用拡大".into(), go_live_on: "2028-09-29".into(), ..case_input() },
        ];
        for input in apart {
            assert_eq!(db.store.propose_case(&sekinin, &input).await.unwrap().beside, [], "{input:?}");
        }
        for no in ["SOMU-2026-004", "SOMU-2026-005"] {
            let version = db.store.plan_page(&kanri, case_no(no)).await.unwrap().version;
            db.store.move_case(&kanri, case_no(no), version, CaseMove::Cancel, "見送り").await.unwrap();
        }
        db.store.open_case(&kanri, &unseen).await.unwrap();
    }

    async fn without_a_制度改正_the_件名_tells_the_same_case(db) {
        let kanri = db.actor("kanri-somu").await;
        let alone = CaseInput { law: String::new(), title: "R10.10 基盤更改".into(), go_live_on: "2028-09-29".into(), ..case_input() };
        let input = planned(&db.store, &kanri, &alone).await;
        let input = CaseInput { beside: Vec::new(), ..input };
        let twice = tokio::join!(db.store.open_case(&kanri, &input), db.store.open_case(&kanri, &input));
        assert_eq!([twice.0.is_ok(), twice.1.is_ok()].iter().filter(|it| **it).count(), 1, "a double click opens one");
    }

    async fn who_opens_none_finds_no_such_page(db) {
        let kanri = db.actor("kanri-somu").await;
        let input = planned(&db.store, &kanri, &case_input()).await;
        for login in ["op-somu", "opkanri-somu", "vendor-a", "vendor-a-member", "admin"] {
            let actor = db.actor(login).await;
            assert!(is_not_found(&db.store.case_form(&actor).await), "{login}");
            assert!(is_not_found(&db.store.propose_case(&actor, &input).await), "{login}");
            assert!(is_not_found(&db.store.open_case(&actor, &input).await), "{login}");
        }
        let form = db.store.case_form(&kanri).await.unwrap();
        assert_eq!(form.centers.len(), 1, "a 業務管理者 opens those of their own center");
        assert!(form.choices.systems.iter().all(|it| it.code != "FUKUMU" && it.code != "ZAIMU"));
        let kyoiku = db.actor("kanri-kyoiku").await;
        let elsewhere = problems(db.store.open_case(&kyoiku, &input).await);
        assert!(elsewhere.contains(&(Field::Center, Problem::UnknownChoice)), "{elsewhere:?}");
    }

    async fn what_does_not_fit_is_told_beside_its_field(db) {
        let (kanri, jinji) = (db.actor("kanri-somu").await, db.actor("jinji").await);
        let told = |input: CaseInput| { let (db, kanri) = (&db, &kanri); async move { problems(db.store.propose_case(kanri, &input).await) } };
        let empty = told(CaseInput::default()).await;
        let required = [Field::Center, Field::Section, Field::Systems, Field::GoLiveOn, Field::Title];
        assert_eq!(empty, required.map(|field| (field, Problem::Required)));
        let forged = CaseInput {
            law: "L99".into(),
            section: "SOMU-C".into(),
            related: vec!["VENDOR-A".into()],
            systems: vec!["FUKUMU".into(), "ZAIMU".into(), "x\0".into()],
            manager: "kanri-kyoiku".into(),
            officer: "op-somu".into(),
            consultants: vec!["kyuyo".into()],
            ..case_input()
        };
        let forged = told(CaseInput { go_live_on: "2028-09-29".into(), title: "x".into(), ..forged }).await;
        let unknown = |field| (field, Problem::UnknownChoice);
        assert_eq!(
            forged,
            [
                unknown(Field::Law),
                unknown(Field::Section),
                unknown(Field::RelatedSections),
                (Field::Systems, Problem::OtherCenter),
                unknown(Field::Systems),
                unknown(Field::Systems),
                // The 業務管理者 of the other center is nobody this one knows of.
                unknown(Field::Manager),
                (Field::Officer, Problem::NotInOrganisation),
                unknown(Field::Consultants),
            ]
        );
        let short = told(CaseInput { start_on: "2028-09-21".into(), ..case_input() }).await;
        assert_eq!(short, [(Field::StartOn, Problem::SpanTooShort { there: 5, needed: 6 })]);
        let past = told(CaseInput { go_live_on: "2026-11-20".into(), in_force_on: "R9.4.1".into(), ..case_input() }).await;
        assert_eq!(past[0], (Field::GoLiveOn, Problem::Past { today: day("2026-11-24") }));
        // Another section's case.
        let others = problems(db.store.propose_case(&jinji, &case_input()).await);
        assert_eq!(others, [(Field::Section, Problem::NotYourSection)]);
        let related = CaseInput { related: vec!["JINJI".into()], ..case_input() };
        assert!(db.store.propose_case(&jinji, &related).await.is_ok());
        // The plan: none, one for other systems, one with a day that is none.
        let bare = CaseInput { beside: vec!["SOMU-2026-004".into()], ..case_input() };
        assert_eq!(problems(db.store.open_case(&kanri, &bare).await), [(Field::Plan, Problem::Required)]);
        let mut input = planned(&db.store, &kanri, &case_input()).await;
        input.lines[1].start = "来週".into();
        input.lines.push(LineInput { stage: Stage::ALL[2], system: Some("SHOKUIN".into()), start: String::new(), end: String::new() });
        input.systems.push("SHOMU".into());
        let told = problems(db.store.open_case(&kanri, &input).await);
        let line = |stage: usize, system: Option<&str>, wrong| {
            (Field::Plan, Problem::InPlan(LineOfPlan { stage: Stage::ALL[stage - 1], system: system.map(str::to_owned), wrong }))
        };
        let missing: Vec<_> = (3..=7).map(|stage| line(stage, Some("SHOMU"), PlanProblem::Missing)).collect();
        assert_eq!(told[..5], missing);
        assert_eq!(told[5..], [line(2, None, PlanProblem::Date(domain::date::DateProblem::NotADate))]);
        assert!(is_not_found(&db.store.case_page(&kanri, case_no("SOMU-2026-005")).await), "nothing was half-written");
    }

    async fn a_late_go_live_is_refused_or_let_pass_with_a_reason_and_red(db) {
        let (kanri, fukuri) = (db.actor("kanri-somu").await, db.actor("fukuri").await);
        let late = CaseInput { go_live_on: LATE.into(), ..case_input() };
        let latest = day("2028-09-29");
        let refused = problems(db.store.propose_case(&fukuri, &late).await);
        assert_eq!(refused, [(Field::GoLiveOn, Problem::AfterLatest { latest, may_override: false })]);
        let silent = problems(db.store.propose_case(&kanri, &late).await);
        let told = [(Field::GoLiveOn, Problem::AfterLatest { latest, may_override: true }), (Field::LateReason, Problem::Required)];
        assert_eq!(silent, told);
        let reason = "国の様式の確定が施行の直前になるため";
        let with_reason = CaseInput { late_reason: reason.into(), ..late.clone() };
        let words_of_an_officer = problems(db.store.propose_case(&fukuri, &with_reason).await);
        assert_eq!(words_of_an_officer, refused, "a reason does not make an officer a manager");
        let mut input = planned(&db.store, &kanri, &with_reason).await;
        let no = db.store.open_case(&kanri, &input).await.unwrap();
        let row = db.store.case_page(&fukuri, no).await.unwrap().row;
        assert_eq!(row.signal, Some(Signal::Red));
        let because = Some(reason.to_owned());
        assert_eq!(row.reasons[0], SignalReason::GoLiveAfterLatest { go_live: day(LATE), latest, because });
        // In time, a reason that was typed is not kept.
        input.go_live_on = "2028-09-29".into();
        for line in input.lines.iter_mut().filter(|it| it.stage == Stage::ALL[6]) {
            line.start = "2028-09-29".into();
        }
        input.beside.push(no.to_string());
        let no = db.store.open_case(&kanri, &input).await.unwrap();
        assert_eq!(db.store.plan_page(&kanri, no).await.unwrap().late_reason, None);
    }

    async fn a_consultant_drafts_and_somebody_else_confirms(db) {
        let (consul, kanri, vendor) = (db.actor("consul").await, db.actor("kanri-somu").await, db.actor("vendor-a").await);
        let no = opened(&db.store, &consul, &case_input()).await;
        let page = db.store.case_page(&consul, no).await.unwrap();
        assert_eq!((page.row.state, page.may_edit, page.may_confirm, page.may_raise), (CaseState::Draft, true, false, false));
        assert!(matches!(page.events[0].event, Event::CaseDrafted { .. }));
        assert!(page.people.iter().any(|it| it.name == consul.name), "who drafts it belongs to it");
        // The city and the center see it, no vendor does, and nothing is done in it yet.
        for login in ["fukuri", "keiyaku", "sekinin", "op-somu"] {
            assert!(db.store.case_page(&db.actor(login).await, no).await.is_ok(), "{login}");
        }
        assert!(is_not_found(&db.store.case_page(&vendor, no).await));
        assert!(db.store.case_list(&vendor, &Default::default()).await.unwrap().rows.iter().all(|row| row.no != no));
        let raised = db.store.raise_issue(&kanri, &no.to_string(), "", &draft("まだ")).await;
        assert_eq!(problems(raised), [(Field::Case, Problem::UnknownChoice)]);
        let started = started(&kanri, &db.store, no, 1, None).await;
        assert_eq!(problems(started), [(Field::Case, Problem::NotAtWork(CaseState::Draft))]);
        assert!(is_not_allowed(&db.store.move_case(&consul, no, 1, CaseMove::Confirm, "").await));
        db.store.move_case(&kanri, no, 1, CaseMove::Confirm, "確認しました").await.unwrap();
        let seen = db.store.case_page(&vendor, no).await.unwrap();
        assert_eq!((seen.row.state, seen.lanes.len(), seen.row.stages.len()), (CaseState::Planned, 1, 7));
        assert!(!db.store.case_page(&consul, no).await.unwrap().may_edit, "confirmed, it is not the consultant's any more");
    }
}
