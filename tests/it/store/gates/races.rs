//! Two people at once, a stale page, and a condition that became unmet a second ago.

use super::{approved, second_approver, seen, verdict, waiting};
use domain::{
    gate::{Unmet, Verdict},
    refusal::Refusal,
    stage::StageState,
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::time::Duration;
use store::{Store, StoreError};
use tests::{Kind, TestDb, both_dbs, typed::is_wrong_stage};

/// Somebody else's transaction, open: it keeps what `decide_gate` needs.
pub(in crate::store) async fn holding(db: &TestDb, sql: &[String]) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(&db.url);
    options.max_connections(1);
    let other = Database::connect(options).await.unwrap();
    let begin = if db.kind == Kind::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
    other.execute_unprepared(begin).await.unwrap();
    for statement in sql {
        other.execute_unprepared(statement).await.unwrap();
    }
    other
}

/// A second instance of the server over the same database.
async fn another_instance(db: &TestDb) -> Store {
    Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone())
}

both_dbs! {
    async fn of_two_who_decide_at_once_one_wins_and_the_other_reads_why(db) {
        let (first, second) = (db.actor("kyuyo-kessai").await, second_approver(&db).await);
        let version = seen(&db, &first, &waiting()).await.version;
        let elsewhere = another_instance(&db).await;
        let back = verdict(Verdict::Returned, "やり直し");
        let (key, yes) = (waiting(), approved());
        let one = db.store.decide_gate(&first, &key, version, &yes);
        let two = elsewhere.decide_gate(&second, &key, version, &back);
        let (one, two) = tokio::join!(one, two);
        let state = seen(&db, &first, &waiting()).await.cell.state;
        match (&one, &two) {
            (Ok(_), Err(_)) => assert!(is_wrong_stage(&two, StageState::Done) && state == StageState::Done, "{two:?}"),
            (Err(_), Ok(_)) => {
                assert!(is_wrong_stage(&one, StageState::InProgress) && state == StageState::InProgress, "{one:?}");
            }
            both => panic!("one wins: {both:?}"),
        }
        let decisions = seen(&db, &first, &waiting()).await.history.iter().filter(|it| it.step.verdict().is_some()).count();
        assert_eq!(decisions, 1);
    }

    async fn ten_times_the_same_approval_is_one(db) {
        let kessai = db.actor("kyuyo-kessai").await;
        let version = seen(&db, &kessai, &waiting()).await.version;
        let (key, yes) = (waiting(), approved());
        let mut running = Vec::new();
        for _ in 0..10 {
            let (store, kessai, key, yes) = (db.store.clone(), kessai.clone(), key.clone(), yes.clone());
            running.push(tokio::spawn(async move { store.decide_gate(&kessai, &key, version, &yes).await.is_ok() }));
        }
        let mut done = 0;
        for it in running {
            done += usize::from(it.await.unwrap());
        }
        assert_eq!(done, 1);
    }

    async fn a_page_that_is_not_true_any_more_decides_nothing(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let page = seen(&db, &kessai, &waiting()).await;
        let line = page.lines.iter().find(|it| it.required).unwrap().id;
        db.store.tick_stage_lines(&kanri, &waiting(), &[line], false).await.unwrap();
        let shut = db.store.decide_gate(&kessai, &waiting(), page.version, &approved()).await;
        let Err(StoreError::Refused(Refusal::GateShut(unmet))) = shut else { panic!("{shut:?}") };
        assert!(matches!(unmet.as_slice(), [Unmet::Line { .. }]), "{unmet:?}");
        db.store.tick_stage_lines(&kanri, &waiting(), &[line], true).await.unwrap();
        let stale = db.store.decide_gate(&kessai, &waiting(), page.version, &approved()).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "all is met, but the page is old: {stale:?}");
        let back = verdict(Verdict::Returned, "理由");
        let stale = db.store.decide_gate(&kessai, &waiting(), page.version, &back).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    }

    async fn a_課題_that_blocks_since_a_second_ago_is_seen_by_the_decision(db) {
        let kessai = db.actor("kyuyo-kessai").await;
        let version = seen(&db, &kessai, &waiting()).await.version;
        let kanri = db.actor("kanri-somu").await;
        let issue = db.store.raise_issue(&kanri, "SOMU-2026-001", "RINJI", &tests::typed::draft("直前の障害")).await.unwrap();
        // Somebody marks it as blocking, and has not finished saying so.
        let other = holding(
            &db,
            &[
                "UPDATE case_file SET updated_at = updated_at WHERE no = 'SOMU-2026-001'".to_owned(),
                format!("UPDATE issue SET blocks_gate = true, stage = 6 WHERE key = '{issue}'"),
            ],
        )
        .await;
        let (store, key, yes) = (db.store.clone(), waiting(), approved());
        let deciding = tokio::spawn(async move { store.decide_gate(&kessai, &key, version, &yes).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!deciding.is_finished(), "the decision waits for who was first");
        other.execute_unprepared("COMMIT").await.unwrap();
        let refused = deciding.await.unwrap();
        let Err(StoreError::Refused(Refusal::GateShut(unmet))) = refused else { panic!("{refused:?}") };
        assert!(matches!(unmet.as_slice(), [Unmet::Issue { key, .. }] if *key == issue), "{unmet:?}");
    }

    async fn raising_and_marking_wait_for_a_decision_that_was_first(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "RINJI", &tests::typed::draft("障害")).await.unwrap();
        let other = holding(&db, &["UPDATE case_file SET updated_at = updated_at WHERE no = 'SOMU-2026-001'".to_owned()]).await;
        let (store, who) = (db.store.clone(), kanri.clone());
        let edit = domain::issue::DraftInput { blocks_gate: "on".into(), stage: "6".into(), ..tests::typed::draft("障害") };
        let marking = tokio::spawn(async move { store.edit_issue(&who, key, 1, "RINJI", "", &edit).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!marking.is_finished(), "who would shut the gate waits until it is decided");
        other.execute_unprepared("COMMIT").await.unwrap();
        marking.await.unwrap().unwrap();
    }
}
