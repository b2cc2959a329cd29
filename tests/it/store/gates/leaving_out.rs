//! 対象外 of a 工程: proposed with a reason, agreed to or returned, and history ever after.

use super::{CASE, approved, key, seen};
use domain::{
    actor::Actor,
    case::CaseMove,
    event::Event,
    gate::{GateStep, LeaveOutAnswer, StageKey, StageVerb},
    planning::CaseInput,
    refusal::{Field, Problem, Refusal},
    stage::StageState,
};
use store::StoreError;
use tests::{
    TestDb, both_dbs,
    typed::{case_input, is_not_allowed, is_not_found, is_wrong_stage, left_out, opened, problems},
};

/// 工程7 of a lane of ベンダーA, not begun.
fn seven() -> StageKey {
    key(CASE, 7, "SHOMU")
}

async fn proposed(db: &TestDb, who: &Actor, key: &StageKey) -> i32 {
    let version = seen(db, who, key).await.version;
    db.store.propose_leave_out(Some(who), key, Some(version), "改修がないため").await.unwrap();
    seen(db, who, key).await.version
}

fn refused<T>(result: Result<T, StoreError>) -> Refusal {
    match result {
        Err(StoreError::Refused(why)) => why,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

both_dbs! {
    async fn a_stage_is_proposed_agreed_to_and_keeps_its_reason(db) {
        let (vendor, kessai, store) = (db.actor("vendor-a").await, db.actor("kyuyo-kessai").await, &db.store);
        let kanri = db.actor("kanri-somu").await;
        let silent = store.propose_leave_out(Some(&vendor), &seven(), None, " ").await;
        assert_eq!(problems(silent), [(Field::Reason, Problem::Required)]);
        let version = proposed(&db, &vendor, &seven()).await;
        let page = seen(&db, &kessai, &seven()).await;
        assert_eq!((page.cell.state, page.cell.leave_out_proposed), (StageState::NotStarted, true), "not yet");
        assert_eq!(page.cell.leave_out_reason.as_deref(), Some("改修がないため"));
        let waits = store.gates_waiting(&kessai).await.unwrap();
        assert!(waits.iter().any(|it| it.leave_out && it.stage.number() == 7), "it waits for the section: {waits:?}");
        let start = refused(store.start_stage(Some(&kanri), &seven(), None, "", "先に始める").await);
        assert_eq!(start, Refusal::LeaveOutProposed { attempted: StageVerb::Start });
        let again = refused(store.propose_leave_out(Some(&vendor), &seven(), None, "もう一度").await);
        assert_eq!(again, Refusal::LeaveOutProposed { attempted: StageVerb::ProposeLeaveOut });
        let stale = store.answer_leave_out(&kessai, &seven(), version - 1, LeaveOutAnswer::Agreed, "").await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        store.answer_leave_out(&kessai, &seven(), version, LeaveOutAnswer::Agreed, "了解した").await.unwrap();
        let after = seen(&db, &vendor, &seven()).await;
        assert_eq!((after.cell.state, after.cell.leave_out_proposed), (StageState::NotApplicable, false));
        assert_eq!(after.cell.leave_out_reason.as_deref(), Some("改修がないため"), "it stays beside the 工程");
        let steps: Vec<_> = after.history.iter().map(|it| (it.step, it.by.as_str(), it.reason.as_str())).collect();
        let (agreed, asked) = (GateStep::LeftOut, GateStep::LeaveOutProposed);
        assert_eq!(steps, [(agreed, kessai.name.as_str(), "了解した"), (asked, vendor.name.as_str(), "改修がないため")]);
        let case = store.case_page(&kessai, seven().no).await.unwrap();
        let cell = case.row.stages.iter().find(|it| it.stage == seven().stage && it.system.as_deref() == Some("SHOMU"));
        assert_eq!(cell.and_then(|it| it.leave_out_reason.as_deref()), Some("改修がないため"), "the matrix tells it");
        let told = case.events.iter().any(|it| matches!(it.event, Event::StageLeaveOut { step: GateStep::LeftOut, .. }));
        assert!(told, "{:?}", case.events);
        let twice = store.answer_leave_out(&kessai, &seven(), after.version, LeaveOutAnswer::Returned, "やめる").await;
        assert!(is_wrong_stage(&twice, StageState::NotApplicable), "an answer is never given twice: {twice:?}");
        assert!(store.gates_waiting(&kessai).await.unwrap().iter().all(|it| !it.leave_out));
    }

    async fn a_proposal_is_returned_with_a_reason_or_taken_back(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let version = proposed(&db, &kanri, &seven()).await;
        let silent = store.answer_leave_out(&kessai, &seven(), version, LeaveOutAnswer::Returned, "").await;
        assert_eq!(problems(silent), [(Field::Reason, Problem::Required)]);
        store.answer_leave_out(&kessai, &seven(), version, LeaveOutAnswer::Returned, "帳票の改修がある").await.unwrap();
        let page = seen(&db, &kanri, &seven()).await;
        assert_eq!((page.cell.state, page.cell.leave_out_proposed), (StageState::NotStarted, false));
        assert_eq!((page.cell.leave_out_reason, page.history[0].reason.as_str()), (None, "帳票の改修がある"));
        let none = store.recall_leave_out(&kanri, &seven(), page.version, "要る").await;
        assert!(is_wrong_stage(&none, StageState::NotStarted), "{none:?}");
        let version = proposed(&db, &kanri, &seven()).await;
        store.recall_leave_out(&kanri, &seven(), version, "要る").await.unwrap();
        let page = seen(&db, &kanri, &seven()).await;
        let steps: Vec<_> = page.history.iter().map(|it| it.step).collect();
        use GateStep::{LeaveOutProposed, LeaveOutRecalled, LeaveOutReturned};
        assert_eq!(steps, [LeaveOutRecalled, LeaveOutProposed, LeaveOutReturned, LeaveOutProposed]);
        store.start_stage(Some(&kanri), &seven(), Some(page.version), "", "先に準備する").await.unwrap();
        let begun = store.propose_leave_out(Some(&kanri), &seven(), None, "改修がない").await;
        assert!(is_wrong_stage(&begun, StageState::InProgress), "{begun:?}");
    }

    async fn the_section_answers_never_the_center_or_a_vendor(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let version = proposed(&db, &kanri, &seven()).await;
        for login in ["kanri-somu", "sekinin", "consul", "vendor-a", "kyuyo", "jinji-kessai", "keiyaku", "op-somu"] {
            let actor = db.actor(login).await;
            let refused = store.answer_leave_out(&actor, &seven(), version, LeaveOutAnswer::Agreed, "").await;
            assert!(is_not_allowed(&refused), "{login}: {refused:?}");
        }
        for login in ["vendor-b", "kanri-kyoiku", "admin"] {
            let actor = db.actor(login).await;
            let refused = store.answer_leave_out(&actor, &seven(), version, LeaveOutAnswer::Agreed, "").await;
            assert!(is_not_found(&refused), "{login}: {refused:?}");
        }
        for login in ["fukuri", "kyuyo-kessai", "keiyaku", "op-somu", "opkanri-somu"] {
            let actor = db.actor(login).await;
            let other = store.propose_leave_out(Some(&actor), &key(CASE, 7, "JINKYU"), None, "改修がない").await;
            assert!(is_not_allowed(&other), "{login}: {other:?}");
            assert!(is_not_allowed(&store.recall_leave_out(&actor, &seven(), version, "要る").await), "{login}");
        }
    }

    async fn stage_five_is_left_out_by_the_責任者(db) {
        let (kanri, lead, kessai) = (db.actor("kanri-somu").await, db.actor("sekinin").await, db.actor("kyuyo-kessai").await);
        let input = CaseInput { section: "KYUYO".into(), ..case_input() };
        let no = opened(&db.store, &kanri, &input).await;
        let five = StageKey { no, ..key(CASE, 5, "RINJI") };
        let version = proposed(&db, &kanri, &five).await;
        let refused = db.store.answer_leave_out(&kessai, &five, version, LeaveOutAnswer::Agreed, "").await;
        assert!(is_not_allowed(&refused), "{refused:?}");
        db.store.answer_leave_out(&lead, &five, version, LeaveOutAnswer::Agreed, "").await.unwrap();
        assert_eq!(seen(&db, &kessai, &five).await.cell.state, StageState::NotApplicable);
    }

    async fn what_is_対象外_keeps_nobody_from_the_next_stage(db) {
        let (kanri, kessai) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await);
        let no = opened(&db.store, &kanri, &CaseInput { section: "KYUYO".into(), ..case_input() }).await;
        let three = StageKey { no, ..key(CASE, 3, "RINJI") };
        left_out(&db.store, &kanri, &kessai, no, 1, None).await;
        let two = StageKey { no, ..key(CASE, 2, "") };
        proposed(&db, &kanri, &two).await;
        let early = db.store.start_stage(Some(&kanri), &three, None, "", "").await;
        assert_eq!(problems(early), [(Field::Reason, Problem::Required)], "only proposed");
        let version = seen(&db, &kessai, &two).await.version;
        db.store.answer_leave_out(&kessai, &two, version, LeaveOutAnswer::Agreed, "").await.unwrap();
        db.store.start_stage(Some(&kanri), &three, None, "", "").await.unwrap();
        assert!(!seen(&db, &kanri, &three).await.cell.early);
        db.store.request_gate(Some(&kanri), &three, None).await.unwrap();
        let page = seen(&db, &kessai, &three).await;
        let order = page.unmet.iter().find(|it| !it.can_be_conditioned());
        assert!(order.is_none(), "{order:?}");
    }

    async fn the_reason_is_told_to_those_who_read_the_records_of_the_stage(db) {
        let (kanri, kessai) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await);
        let no = opened(&db.store, &kanri, &CaseInput { section: "KYUYO".into(), ..case_input() }).await;
        left_out(&db.store, &kanri, &kessai, no, 2, None).await;
        // A vendor sees where 工程2 stands, and not why; so does a コンサルタント who is not assigned.
        for (login, told) in [("keiyaku", true), ("kyuyo", true), ("op-somu", true), ("vendor-a", false), ("consul", false)] {
            let actor = db.actor(login).await;
            let case = db.store.case_page(&actor, no).await.unwrap();
            let cell = case.row.stages.iter().find(|it| it.stage.number() == 2).unwrap();
            assert_eq!((cell.state, cell.leave_out_reason.is_some()), (StageState::NotApplicable, told), "{login}");
            let page = seen(&db, &actor, &StageKey { no, ..key(CASE, 2, "") }).await;
            assert_eq!(page.cell.leave_out_reason.is_some(), told, "{login}");
            assert_eq!(page.history.is_empty(), !told, "{login}");
        }
    }

    async fn in_a_case_on_hold_nothing_is_proposed_or_answered(db) {
        let (kanri, kessai, store) = (db.actor("kanri-somu").await, db.actor("kyuyo-kessai").await, &db.store);
        let version = proposed(&db, &kanri, &seven()).await;
        let case = store.case_edit_page(&kanri, seven().no).await.unwrap().version;
        store.move_case(&kanri, seven().no, case, CaseMove::Hold, "議会待ち").await.unwrap();
        let answer = refused(store.answer_leave_out(&kessai, &seven(), version, LeaveOutAnswer::Agreed, "").await);
        let state = domain::case::CaseState::OnHold;
        assert_eq!(answer, Refusal::CaseNotAtWork { state, attempted: StageVerb::AnswerLeaveOut });
        let other = refused(store.propose_leave_out(Some(&kanri), &key(CASE, 7, "JINKYU"), None, "改修がない").await);
        assert_eq!(other, Refusal::CaseNotAtWork { state, attempted: StageVerb::ProposeLeaveOut });
        assert!(store.gates_waiting(&kessai).await.unwrap().is_empty(), "nothing waits for them meanwhile");
        store.recall_leave_out(&kanri, &seven(), version, "要る").await.unwrap();
        assert!(store.decide_gate(&kessai, &seven(), 1, &approved()).await.is_err());
    }
}
