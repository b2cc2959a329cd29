//! A 制度改正 whose days move tells its cases, and each waits until somebody has looked at its plan.

use domain::{
    actor::Actor,
    case::CaseMove,
    event::Event,
    key::CaseNo,
    law::{DayMove, LawInput},
    planning::{CaseInput, LineInput, ReplanInput},
    refusal::{Field, Problem},
    signal::{Signal, SignalReason},
    view::CasePage,
};
use store::StoreError;
use tests::{
    TestDb, both_dbs,
    typed::{case_input, day, is_not_allowed, is_not_found, opened, planned, problems},
};

fn law(in_force: &str, applies: &str) -> LawInput {
    LawInput {
        name: "給与条例の改正".into(),
        kind: "ordinance".into(),
        state: "bill".into(),
        in_force_on: in_force.into(),
        applies_from: applies.into(),
        ..LawInput::default()
    }
}

/// A 制度改正 of 2028-10-01 with a case in each center, and the managers.
async fn world(db: &TestDb) -> (String, [CaseNo; 2], [Actor; 2]) {
    let kyuyo = db.actor("kyuyo").await;
    let code = db.store.add_law(&kyuyo, &law("2028-10-01", "")).await.unwrap();
    let (somu, kyoiku) = (db.actor("kanri-somu").await, db.actor("kanri-kyoiku").await);
    let one = CaseInput { law: code.clone(), ..case_input() };
    let two = CaseInput {
        law: code.clone(),
        center: "KYOIKU".into(),
        section: "KYOSHOKUIN".into(),
        systems: vec!["KJINKYU".into()],
        // A day of its own, as the phases of a law have.
        in_force_on: "2028-04-03".into(),
        ..CaseInput::default()
    };
    let cases = [opened(&db.store, &somu, &one).await, opened(&db.store, &kyoiku, &two).await];
    (code, cases, [somu, kyoiku])
}

async fn page(db: &TestDb, who: &Actor, no: CaseNo) -> CasePage {
    db.store.case_page(who, no).await.unwrap()
}

fn waits(page: &CasePage) -> bool {
    let told = page.row.reasons.iter().any(|it| matches!(it, SignalReason::LawMoved { .. }));
    assert_eq!(told, page.row.law_move.is_some(), "what waits is a reason of the signal");
    told
}

both_dbs! {
    async fn a_day_that_moves_is_told_to_every_open_case_and_the_signal_knows_at_once(db) {
        let (code, [one, two], [somu, kyoiku]) = world(&db).await;
        let kyuyo = db.actor("kyuyo").await;
        let before = page(&db, &somu, one).await;
        assert_eq!((before.row.signal, waits(&before)), (Some(Signal::Blue), false));
        let cancelled = opened(&db.store, &somu, &CaseInput { law: code.clone(), ..case_input() }).await;
        db.store.move_case(&somu, cancelled, 1, CaseMove::Cancel, "重複").await.unwrap();

        // Another name moves nothing.
        let renamed = LawInput { name: "改称".into(), ..law("2028-10-01", "") };
        db.store.edit_law(&kyuyo, &code, 1, &renamed).await.unwrap();
        assert!(!waits(&page(&db, &somu, one).await));

        db.store.edit_law(&kyuyo, &code, 2, &law("2028-07-01", "")).await.unwrap();
        let after = page(&db, &somu, one).await;
        // 2028-07-01 is a Saturday.
        assert_eq!((after.row.in_force_on, after.latest_go_live), (Some(day("2028-07-01")), Some(day("2028-06-30"))));
        assert_eq!(after.row.signal, Some(Signal::Red));
        let (go_live, latest) = (day("2028-09-29"), day("2028-06-30"));
        assert_eq!(after.row.reasons[0], SignalReason::GoLiveAfterLatest { go_live, latest, because: None });
        assert!(waits(&after));
        let moved = DayMove { from: Some(day("2028-10-01")), to: Some(day("2028-07-01")) };
        assert_eq!(after.row.law_move.as_ref().and_then(|it| it.in_force), Some(moved));
        let Event::LawMoved { moved: told, follows: true, .. } = &after.events[0].event else { panic!("{:?}", after.events) };
        assert_eq!(told.in_force, Some(moved));
        assert_eq!((after.events[0].actor.as_str(), after.row.state), (kyuyo.name.as_str(), before.row.state));
        // The case with a day of its own keeps it, and is told.
        let other = page(&db, &kyoiku, two).await;
        assert_eq!((other.row.in_force_on, waits(&other)), (Some(day("2028-04-03")), true));
        assert!(matches!(&other.events[0].event, Event::LawMoved { follows: false, .. }));
        assert_eq!(other.row.signal, Some(Signal::Yellow));
        assert!(!waits(&page(&db, &somu, cancelled).await), "what is over waits for nothing");

        // Those who read the list read it there.
        let row = db.store.law_page(&db.actor("sekinin").await, &code).await.unwrap().row;
        let marked: Vec<_> = row.cases.iter().filter(|it| it.unsettled).map(|it| it.no).collect();
        assert_eq!((marked.len(), row.unsettled()), (2, 2), "{marked:?}");
        let today = db.store.today_view(&somu).await.unwrap();
        assert_eq!(today.cases.iter().filter(|it| it.law_move.is_some()).map(|it| it.no).collect::<Vec<_>>(), [one]);

        // Moved once more before anybody looked: told as one. Moved back: nothing is left to tell.
        db.store.edit_law(&kyuyo, &code, 3, &law("2028-08-01", "2028-09-01")).await.unwrap();
        let both = page(&db, &somu, one).await.row.law_move.unwrap();
        assert_eq!(both.in_force, Some(DayMove { to: Some(day("2028-08-01")), ..moved }));
        assert_eq!(both.applies, Some(DayMove { from: None, to: Some(day("2028-09-01")) }));
        db.store.edit_law(&kyuyo, &code, 4, &law("2028-10-01", "")).await.unwrap();
        let back = page(&db, &somu, one).await;
        assert_eq!((waits(&back), back.row.signal, back.row.in_force_on), (false, Some(Signal::Blue), Some(day("2028-10-01"))));
    }

    async fn looking_at_the_plan_settles_it_and_a_vendor_s_own_lane_does_not(db) {
        let (code, [one, _], [somu, _]) = world(&db).await;
        let kyuyo = db.actor("kyuyo").await;
        db.store.edit_law(&kyuyo, &code, 1, &law("2028-07-01", "")).await.unwrap();
        let version = page(&db, &somu, one).await;
        assert!(waits(&version));
        let plan = db.store.plan_page(&somu, one).await.unwrap();
        // From an older page it is stale: the case has changed.
        let stale = db.store.settle_law_move(&somu, one, 1, "影響なし").await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        // 本番 is too late now: that is an effect.
        let latest = day("2028-06-30");
        let late = problems(db.store.settle_law_move(&somu, one, plan.version, "影響なし").await);
        assert_eq!(late, [(Field::Reason, Problem::TooLateForLaw { latest })]);
        let line = |stage: u8, end: &str| {
            let cell = plan.lines.iter().map(|it| &it.cell).find(|it| it.stage.number() == stage).unwrap();
            LineInput { stage: cell.stage, system: cell.system.clone(), start: cell.planned_start.to_string(), end: end.into() }
        };
        let input = |lines, late_reason: &str| ReplanInput {
            go_live_on: None,
            late_reason: late_reason.into(),
            lines,
            reason: "見直し".into(),
        };
        let vendor = db.actor("vendor-a").await;
        db.store.replan_case(&vendor, one, plan.version, &input(vec![line(7, "2028-11-30")], "")).await.unwrap();
        let after = page(&db, &somu, one).await;
        assert!(waits(&after), "their lane is not the plan as a whole");
        // Who moves the plan as a whole decides what becomes of 本番: in time, or with a reason.
        let version = plan.version + 1;
        let silent = problems(db.store.replan_case(&somu, one, version, &input(vec![line(7, "2028-11-29")], "")).await);
        assert_eq!(silent[0], (Field::GoLiveOn, Problem::AfterLatest { latest, may_override: true }));
        let approver = db.actor("fukuri").await;
        assert!(!db.store.case_page(&approver, one).await.unwrap().may_settle, "an officer has a word, not the plan");
        db.store.replan_case(&somu, one, version, &input(vec![line(7, "2028-11-29")], "経過措置あり")).await.unwrap();
        let after = page(&db, &somu, one).await;
        assert!(!waits(&after));
        let because = Some("経過措置あり".to_owned());
        assert!(after.row.reasons.iter().any(|it| matches!(it, SignalReason::GoLiveAfterLatest { because: why, .. } if *why == because)));
    }

    async fn that_it_touches_nothing_is_said_with_a_reason_by_those_who_may_move_the_plan(db) {
        let (code, [one, _], [somu, kyoiku]) = world(&db).await;
        let kyuyo = db.actor("kyuyo").await;
        // Later: there is more time than before.
        db.store.edit_law(&kyuyo, &code, 1, &law("2029-01-01", "")).await.unwrap();
        let held = page(&db, &somu, one).await;
        assert_eq!((held.row.signal, waits(&held)), (Some(Signal::Yellow), true));
        let version = db.store.plan_page(&somu, one).await.unwrap().version;
        for login in ["vendor-a", "op-somu", "keiyaku", "fukuri", "kyuyo"] {
            let who = db.actor(login).await;
            let refused = db.store.settle_law_move(&who, one, version, "影響なし").await;
            assert!(is_not_allowed(&refused), "{login}: {refused:?}");
            assert!(!page(&db, &who, one).await.may_settle, "{login}");
        }
        assert!(is_not_found(&db.store.settle_law_move(&kyoiku, one, version, "影響なし").await));
        let silent = problems(db.store.settle_law_move(&somu, one, version, " ").await);
        assert_eq!(silent, [(Field::Reason, Problem::Required)]);
        let before = (held.row.go_live_on, held.row.stages.clone());
        db.store.settle_law_move(&somu, one, version, "本番は9月のままとする").await.unwrap();
        let after = page(&db, &somu, one).await;
        assert_eq!((after.row.signal, waits(&after)), (Some(Signal::Blue), false));
        assert_eq!((after.row.go_live_on, after.row.stages.clone()), before, "nothing of the plan moved");
        let Event::LawMoveSettled { reason } = &after.events[0].event else { panic!("{:?}", after.events) };
        assert_eq!(reason, "本番は9月のままとする");
        let again = problems(db.store.settle_law_move(&somu, one, version + 1, "もう一度").await);
        assert_eq!(again, [(Field::Reason, Problem::Unchanged)]);
    }

    async fn what_was_let_pass_was_for_another_day(db) {
        let (code, _, [somu, _]) = world(&db).await;
        let kyuyo = db.actor("kyuyo").await;
        let late = CaseInput { law: code.clone(), go_live_on: "2028-10-10".into(), late_reason: "様式待ち".into(), ..case_input() };
        let input = planned(&db.store, &somu, &late).await;
        let no = db.store.open_case(&somu, &input).await.unwrap();
        db.store.edit_law(&kyuyo, &code, 1, &law("2028-09-01", "")).await.unwrap();
        let after = page(&db, &somu, no).await;
        assert!(after.row.reasons.iter().any(|it| matches!(it, SignalReason::GoLiveAfterLatest { because: None, .. })), "{:?}", after.row.reasons);
        let Event::LawMoved { dropped, .. } = &after.events[0].event else { panic!("{:?}", after.events) };
        assert_eq!(dropped.as_deref(), Some("様式待ち"), "what held until then is told");
        // Relinked to another one, what moved in the first is no matter of the case.
        let edit = db.store.case_edit_page(&somu, no).await.unwrap();
        let input = domain::planning::EditInput {
            law: "L20".into(),
            section: edit.section.code.clone(),
            title: edit.title.clone(),
            in_force_on: "2028-12-01".into(),
            late_reason: "段階施行".into(),
            manager: edit.manager.clone().unwrap_or_default(),
            ..Default::default()
        };
        db.store.edit_case(&somu, no, edit.version, &input).await.unwrap();
        assert!(!waits(&page(&db, &somu, no).await));
    }
}
