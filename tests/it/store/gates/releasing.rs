//! 本番リリース: decided before it begins, never by a vendor.

use super::{CASE, approved, key, release_decided, seen, waiting};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    refusal::{Field, Problem},
    signal::SignalReason,
    timeline::TimelineFilter,
};
use tests::{
    TestDb, both_dbs,
    typed::{case_no, is_not_allowed, problems},
};

async fn reasons(db: &TestDb, who: &Actor) -> Vec<SignalReason> {
    db.store.case_page(who, case_no(CASE)).await.unwrap().row.reasons
}

/// When 線表 says that RINJI goes live.
async fn go_live(db: &TestDb, who: &Actor) -> Option<NaiveDate> {
    let view = db.store.timeline(who, &TimelineFilter::default()).await.unwrap();
    let mut rows = view.groups.iter().flat_map(|it| &it.rows);
    let row = rows.find(|it| it.no == case_no(CASE) && it.system.as_ref().is_some_and(|it| it.code == "RINJI"));
    row.unwrap().go_live_on
}

both_dbs! {
    async fn a_vendor_or_consultant_never_begins_it(db) {
        let seven = key(CASE, 7, "RINJI");
        for who in ["vendor-a", "vendor-a-member", "consul", "op-somu", "keiyaku", "kyuyo-kessai"] {
            let who = db.actor(who).await;
            let refused = db.store.start_stage(Some(&who), &seven, Some(1), "", "先行リリース").await;
            assert!(is_not_allowed(&refused), "{}: {refused:?}", who.login);
            assert!(!seen(&db, &who, &seven).await.may_start, "{}", who.login);
        }
        assert!(seen(&db, &db.actor("kyuyo").await, &seven).await.may_start);
    }

    async fn a_start_without_the_decision_needs_a_reason_is_red_and_no_release(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let planned = go_live(&db, &kanri).await;
        let version = seen(&db, &kessai, &waiting()).await.version;
        db.store.decide_gate(&kessai, &waiting(), version, &approved()).await.unwrap();
        let seven = key(CASE, 7, "RINJI");
        let page = seen(&db, &kanri, &seven).await;
        assert!(page.previous.is_none() && page.release_open() == 5, "{:?}", page.lines);
        let none = db.store.start_stage(Some(&kanri), &seven, Some(page.version), "", "").await;
        assert_eq!(problems(none), [(Field::Reason, Problem::Required)]);
        db.store.start_stage(Some(&kanri), &seven, Some(page.version), "", "夜間に切替済み").await.unwrap();
        let early = SignalReason::ReleasedEarly { system: Some("RINJI".into()) };
        assert!(reasons(&db, &kanri).await.contains(&early));
        assert_eq!(go_live(&db, &kanri).await, planned, "what nobody decided is no 本番リリース");
        release_decided(&db).await;
        assert!(!reasons(&db, &kanri).await.contains(&early), "made good");
        assert_eq!(go_live(&db, &kanri).await, Some(db.store.today()));
    }

    async fn a_start_before_the_acceptance_is_red_until_that_is_passed(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        release_decided(&db).await;
        let seven = key(CASE, 7, "RINJI");
        let version = seen(&db, &kanri, &seven).await.version;
        db.store.start_stage(Some(&kanri), &seven, Some(version), "", "受入れの判定前に切替").await.unwrap();
        let early = SignalReason::ReleasedEarly { system: Some("RINJI".into()) };
        assert!(reasons(&db, &kanri).await.contains(&early));
        let version = seen(&db, &kessai, &waiting()).await.version;
        db.store.decide_gate(&kessai, &waiting(), version, &approved()).await.unwrap();
        assert!(!reasons(&db, &kanri).await.contains(&early));
    }
}
