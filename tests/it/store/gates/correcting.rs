//! 実績 that was told wrongly: corrected with a reason, by who may tell it, and kept as it was in the history.

use super::{CASE, key, seen};
use domain::{
    actor::Actor,
    case::CaseMove,
    case_filter::CaseFilter,
    event::Event,
    gate::{CorrectionInput, Corrects, DayMoved, GateStep, StageKey, StageVerb, Verdict},
    refusal::{Field, Problem, Refusal},
    stage::StageState,
    view::StageCell,
};
use store::StoreError;
use tests::{
    TestDb, both_dbs,
    typed::{case_no, day, is_not_allowed, is_not_found, is_wrong_stage, problems},
};

/// 工程5 of RINJI: from 2026-08-28 until 2026-11-02, when the 責任者 confirmed it.
fn done() -> StageKey {
    key(CASE, 5, "RINJI")
}

fn days(start: &str, end: &str) -> CorrectionInput {
    CorrectionInput { start: start.into(), end: end.into(), reason: "週次報告と照合した".into() }
}

async fn correct(db: &TestDb, who: &Actor, key: &StageKey, input: &CorrectionInput) -> Result<(), StoreError> {
    let manager = db.actor("kanri-somu").await;
    let version = seen(db, &manager, key).await.version;
    db.store.correct_stage(who, key, version, input).await
}

/// As the list of cases, the picture and the 信号 read it.
async fn in_list(db: &TestDb, who: &Actor) -> StageCell {
    let list = db.store.case_list(who, &CaseFilter::default()).await.unwrap();
    let row = list.rows.into_iter().find(|it| it.no == case_no(CASE)).unwrap();
    let mut cells = row.stages.into_iter();
    cells.find(|it| it.stage.number() == 5 && it.system.as_deref() == Some("RINJI")).unwrap()
}

both_dbs! {
    async fn a_wrong_start_and_a_wrong_end_are_corrected_and_both_stay_in_the_history(db) {
        let kanri = db.actor("kanri-somu").await;
        let before = seen(&db, &kanri, &done()).await;
        assert_eq!(before.may_correct, Some(Corrects::Both));
        assert!(before.cell.late_days > 0 && in_list(&db, &kanri).await.late_days > 0, "{:?}", before.cell);
        correct(&db, &kanri, &done(), &days("R8.8.27", "R8.10.27")).await.unwrap();
        let after = seen(&db, &kanri, &done()).await;
        assert_eq!((after.cell.actual_start, after.cell.actual_end), (Some(day("2026-08-27")), Some(day("2026-10-27"))));
        assert_eq!((after.cell.state, after.version), (StageState::Done, before.version + 1));
        let told = &after.history[0];
        let moved = |from: &str, to: &str| Some(DayMoved { from: Some(day(from)), to: day(to) });
        assert_eq!((told.step, told.reason.as_str(), &told.by), (GateStep::Corrected, "週次報告と照合した", &kanri.name));
        assert_eq!(told.corrected.start, moved("2026-08-28", "2026-08-27"));
        assert_eq!(told.corrected.end, moved("2026-11-02", "2026-10-27"));
        // The decision stays as it was, and the day on which it was made.
        assert_eq!(after.history[1..], before.history[..]);
        assert!(before.history.iter().any(|it| it.step.verdict() == Some(Verdict::Approved)));
        let cell = in_list(&db, &kanri).await;
        assert_eq!((cell.actual_end, cell.late_days), (Some(day("2026-10-27")), 0), "pictures and 信号 follow");
        let events = db.store.case_page(&kanri, case_no(CASE)).await.unwrap().events;
        let noted = events.iter().find_map(|it| match &it.event {
            Event::StageCorrected { stage, system, days } => Some((stage.number(), system.as_deref(), days.start)),
            _ => None,
        });
        assert_eq!(noted, Some((5, Some("RINJI"), moved("2026-08-28", "2026-08-27"))));
        // Only what moved is told.
        correct(&db, &kanri, &done(), &days("2026-8-27", "2026-10-28")).await.unwrap();
        let again = seen(&db, &kanri, &done()).await;
        assert_eq!(again.history[0].corrected.start, None);
        assert_eq!(again.history[0].corrected.end, moved("2026-10-27", "2026-10-28"));
    }

    async fn a_correction_is_judged_as_the_first_entry_was(db) {
        let kanri = db.actor("kanri-somu").await;
        let today = db.store.today();
        for (start, end, told) in [
            ("R8.11.25", "R8.11.2", (Field::ActualStart, Problem::Future { today })),
            ("R8.8.28", "R8.11.25", (Field::ActualEnd, Problem::Future { today })),
            ("R8.11.3", "R8.11.2", (Field::ActualEnd, Problem::NotBefore { day: day("2026-11-03") })),
            ("R8.8.28", "R8.8.27", (Field::ActualEnd, Problem::NotBefore { day: day("2026-08-28") })),
            ("R7.4.30", "R8.11.2", (Field::ActualStart, Problem::TooSoon { earliest: day("2025-05-01") })),
            ("R8.8.28", "R8.11.4", (Field::ActualEnd, Problem::TooFar { latest: day("2026-11-02") })),
            ("", "R8.11.2", (Field::ActualStart, Problem::Required)),
            ("R8.8.28", "", (Field::ActualEnd, Problem::Required)),
            ("R8.8.28", "R8.11.2", (Field::ActualStart, Problem::Unchanged)),
        ] {
            assert_eq!(problems(correct(&db, &kanri, &done(), &days(start, end)).await), [told], "{start} {end}");
        }
        let silent = CorrectionInput { reason: "　".into(), ..days("R8.8.27", "R8.11.2") };
        assert_eq!(problems(correct(&db, &kanri, &done(), &silent).await), [(Field::Reason, Problem::Required)]);
        let old = db.store.correct_stage(&kanri, &done(), 1, &days("R8.8.27", "R8.11.2")).await;
        assert!(matches!(old, Err(StoreError::Stale)), "{old:?}");
        let ahead = correct(&db, &kanri, &key(CASE, 7, "RINJI"), &days("R8.11.20", "")).await;
        assert!(is_wrong_stage(&ahead, StageState::NotStarted), "{ahead:?}");
        // What is not over has no end that could be wrong.
        let going_on = key(CASE, 6, "JINKYU");
        assert_eq!(seen(&db, &kanri, &going_on).await.may_correct, Some(Corrects::Start));
        let ended = correct(&db, &kanri, &going_on, &days("R8.10.28", "R8.11.20")).await;
        assert_eq!(problems(ended), [(Field::ActualEnd, Problem::NotYours)]);
        correct(&db, &kanri, &going_on, &days("R8.10.28", "")).await.unwrap();
        assert_eq!(seen(&db, &kanri, &going_on).await.cell.actual_end, None);
        let untouched = seen(&db, &kanri, &done()).await;
        assert!(untouched.history.iter().all(|it| it.step != GateStep::Corrected), "what was refused is nowhere");
    }

    async fn 実績_is_corrected_by_who_may_tell_it(db) {
        let (vendor, kyuyo) = (db.actor("vendor-a").await, db.actor("kyuyo").await);
        assert_eq!(seen(&db, &vendor, &done()).await.may_correct, Some(Corrects::Start), "its own lane");
        assert_eq!(problems(correct(&db, &vendor, &done(), &days("R8.8.28", "R8.10.30")).await), [(Field::ActualEnd, Problem::NotYours)]);
        let late = correct(&db, &vendor, &done(), &days("R8.11.3", "")).await;
        assert_eq!(problems(late), [(Field::ActualStart, Problem::TooFar { latest: day("2026-11-02") })]);
        correct(&db, &vendor, &done(), &days("R8.8.31", "")).await.unwrap();
        // What is the city's is not a vendor's, and another vendor's lane is nowhere.
        let one = key(CASE, 1, "");
        assert!(is_not_allowed(&correct(&db, &vendor, &one, &days("R8.5.8", "")).await));
        let other = key(CASE, 5, "JINKYU");
        assert!(is_not_found(&correct(&db, &vendor, &other, &days("R8.8.26", "")).await));
        for login in ["kyuyo-kessai", "keiyaku", "jinji", "fukuri", "op-somu", "opkanri-somu"] {
            let who = db.actor(login).await;
            let refused = correct(&db, &who, &done(), &days("R8.8.27", "R8.11.2")).await;
            assert!(is_not_allowed(&refused), "{login}: {refused:?}");
            assert_eq!(seen(&db, &who, &done()).await.may_correct, None, "{login}");
        }
        correct(&db, &kyuyo, &one, &days("R8.5.8", "R8.6.2")).await.unwrap();
        // Who may not read the records of the 工程 reads the days, and not why.
        let header = seen(&db, &vendor, &one).await;
        assert_eq!((header.cell.actual_start, header.history.len()), (Some(day("2026-05-08")), 0));
        // A case that is over keeps what it has.
        let kanri = db.actor("kanri-somu").await;
        let version = db.store.plan_page(&kanri, case_no(CASE)).await.unwrap().version;
        db.store.move_case(&kanri, case_no(CASE), version, CaseMove::Cancel, "見送り").await.unwrap();
        let over = correct(&db, &kyuyo, &one, &days("R8.5.7", "R8.6.2")).await;
        let attempted = StageVerb::Correct;
        assert!(matches!(over, Err(StoreError::Refused(Refusal::CaseNotAtWork { attempted: it, .. })) if it == attempted));
    }
}
