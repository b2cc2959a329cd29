//! A request for a gate, or the proposal of 対象外, is taken back.

use super::{CASE, key, seen, waiting};
use domain::{
    gate::GateStep,
    refusal::{Field, Problem},
    stage::StageState,
};
use tests::{
    both_dbs,
    typed::{is_not_allowed, problems},
};

both_dbs! {
    async fn a_vendor_takes_back_its_own_request_and_nobody_elses(db) {
        let (vendor, member, store) = (db.actor("vendor-a").await, db.actor("vendor-a-member").await, &db.store);
        let rinji = waiting();
        let page = seen(&db, &vendor, &rinji).await;
        assert_eq!((page.may_work, page.may_recall), (true, false), "the center asked");
        assert!(is_not_allowed(&store.recall_gate(&vendor, &rinji, page.version, "直す").await));
        // Its own, and not its colleague's.
        let jinkyu = key(CASE, 6, "SHOMU");
        store.request_gate(Some(&vendor), &jinkyu, None).await.unwrap();
        let version = seen(&db, &member, &jinkyu).await.version;
        assert!(is_not_allowed(&store.recall_gate(&member, &jinkyu, version, "直す").await));
        assert!(seen(&db, &vendor, &jinkyu).await.may_recall);
        let silent = store.recall_gate(&vendor, &jinkyu, version, " ").await;
        assert_eq!(problems(silent), [(Field::Reason, Problem::Required)]);
        store.recall_gate(&vendor, &jinkyu, version, "回帰テストをやり直す").await.unwrap();
        let page = seen(&db, &vendor, &jinkyu).await;
        assert_eq!(page.cell.state, StageState::InProgress);
        assert_eq!((page.history[0].step, page.history[0].reason.as_str()), (GateStep::Recalled, "回帰テストをやり直す"));
        // Asked for anew by the center, it is the center's.
        store.request_gate(Some(&db.actor("kanri-somu").await), &jinkyu, None).await.unwrap();
        let page = seen(&db, &vendor, &jinkyu).await;
        assert!(!page.may_recall);
        assert!(is_not_allowed(&store.recall_gate(&vendor, &jinkyu, page.version, "直す").await));
    }

    async fn who_answers_for_the_stage_takes_back_whoever_asked(db) {
        let store = &db.store;
        for login in ["kyuyo", "sekinin", "kanri-somu"] {
            let actor = db.actor(login).await;
            let page = seen(&db, &actor, &waiting()).await;
            assert!(page.may_recall, "{login}");
            store.recall_gate(&actor, &waiting(), page.version, "版を直す").await.unwrap();
            store.request_gate(Some(&actor), &waiting(), None).await.unwrap();
        }
        // コンサルタント ask for themselves, and a related section for nobody; the 決裁者 returns it.
        for login in ["consul", "jinji", "kyuyo-kessai"] {
            let actor = db.actor(login).await;
            let page = seen(&db, &actor, &waiting()).await;
            assert!(!page.may_recall, "{login}");
            assert!(is_not_allowed(&store.recall_gate(&actor, &waiting(), page.version, "版を直す").await), "{login}");
        }
    }

    async fn a_proposal_of_a_vendor_is_taken_back_by_the_vendor_or_with_a_reason_by_the_center(db) {
        let (vendor, kanri, store) = (db.actor("vendor-a").await, db.actor("kanri-somu").await, &db.store);
        let seven = key(CASE, 7, "SHOMU");
        store.propose_leave_out(Some(&kanri), &seven, None, "改修がない").await.unwrap();
        let page = seen(&db, &vendor, &seven).await;
        assert!(!page.may_recall && is_not_allowed(&store.recall_leave_out(&vendor, &seven, page.version, "要る").await));
        assert_eq!(
            problems(store.recall_leave_out(&kanri, &seven, page.version, "").await),
            [(Field::Reason, Problem::Required)]
        );
        store.recall_leave_out(&kanri, &seven, page.version, "帳票の改修がある").await.unwrap();
        assert_eq!(seen(&db, &kanri, &seven).await.history[0].reason, "帳票の改修がある");
        store.propose_leave_out(Some(&vendor), &seven, None, "改修がない").await.unwrap();
        let page = seen(&db, &vendor, &seven).await;
        assert!(page.may_recall);
        store.recall_leave_out(&vendor, &seven, page.version, "要る").await.unwrap();
    }
}
