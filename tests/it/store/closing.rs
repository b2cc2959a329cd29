//! Two people at the same 課題 at the same moment.

use domain::{
    issue::{IssueState, Move},
    refusal::Refusal,
};
use store::{Store, StoreError};
use tests::{
    both_dbs,
    typed::{At, accepted_by, comments, draft, events, nothing, text},
};

both_dbs! {
    async fn of_two_who_close_at_once_one_wins(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let kessai = db.actor("kyuyo-kessai").await;
        let other = Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone());
        for round in 0..5 {
            let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("同時の承認")).await.unwrap();
            let at = At { store: &db.store, key };
            at.moves(&kanri, Move::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-01")).await.unwrap();
            at.moves(&kanri, Move::Resolve, &text("済")).await.unwrap();
            let before = at.seen_by(&kyuyo).await;
            let input = nothing();
            let (one, two) = tokio::join!(
                db.store.move_issue(&kyuyo, key, before.version, Move::Approve, &input),
                other.move_issue(&kessai, key, before.version, Move::Approve, &input),
            );
            assert!(one.is_ok() != two.is_ok(), "round {round}: {one:?} {two:?}");
            let winner = if one.is_ok() { &kyuyo } else { &kessai };
            let lost = one.and(two).unwrap_err();
            assert!(
                matches!(lost, StoreError::Stale | StoreError::Refused(Refusal::WrongState { .. })),
                "round {round}: {lost:?}"
            );
            let page = at.seen_by(&kyuyo).await;
            assert_eq!((page.row.state, page.version), (IssueState::Closed, before.version + 1));
            assert_eq!(page.approved_by.as_deref(), Some(winner.name.as_str()));
            assert_eq!(page.history.len(), before.history.len() + 1, "it is told once");
        }
    }

    async fn of_many_who_answer_at_once_one_is_heard(db) {
        let (kanri, vendor) = (db.actor("kanri-somu").await, db.actor("vendor-a").await);
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft("同時の回答")).await.unwrap();
        let at = At { store: &db.store, key };
        at.moves(&kanri, Move::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-01")).await.unwrap();
        at.moves(&kanri, Move::AskVendor, &text("いつですか")).await.unwrap();
        let version = at.seen_by(&vendor).await.version;
        let mut answers = tokio::task::JoinSet::new();
        for i in 0..8 {
            let (store, vendor) = (db.store.clone(), vendor.clone());
            answers.spawn(async move {
                store.move_issue(&vendor, key, version, Move::Answer, &text(&format!("回答{i}"))).await.is_ok()
            });
        }
        let heard = answers.join_all().await.into_iter().filter(|ok| *ok).count();
        assert_eq!(heard, 1);
        let page = at.seen_by(&kanri).await;
        assert_eq!(comments(&page).len(), 2, "the question and one answer: no comment of a move that was lost");
        assert_eq!(events(&page).len(), 4);
    }
}
