//! Sessions: made, read, renewed, ended.

use tests::{both_dbs, typed::session_of};

fn hash(n: u32) -> String {
    format!("{n:064x}")
}

both_dbs! {
    async fn a_session_is_made_once_read_renewed_and_ended(db) {
        let kyuyo = db.actor("kyuyo").await.user;
        assert!(db.store.create_session(hash(1), Some(session_of(kyuyo)), "{\"a\":1}".into(), 100).await.unwrap());
        assert!(!db.store.create_session(hash(1), None, "{\"b\":2}".into(), 900).await.unwrap(), "taken");
        assert_eq!(db.store.load_session(&hash(1), 99).await.unwrap(), Some(("{\"a\":1}".to_owned(), 100)));
        assert_eq!(db.store.load_session(&hash(1), 100).await.unwrap(), None, "it has ended");
        assert_eq!(db.store.load_session(&hash(2), 0).await.unwrap(), None);
        db.store.save_session(hash(1), Some(session_of(kyuyo)), "{\"a\":2}".into(), 200).await.unwrap();
        assert_eq!(db.store.load_session(&hash(1), 100).await.unwrap(), Some(("{\"a\":2}".to_owned(), 200)));
        db.store.delete_session(&hash(1)).await.unwrap();
        db.store.delete_session(&hash(1)).await.unwrap();
        // A request that was still under way when its session ended brings nobody back in.
        db.store.save_session(hash(1), Some(session_of(kyuyo)), "{}".into(), 900).await.unwrap();
        assert_eq!(db.store.load_session(&hash(1), 0).await.unwrap(), None);
    }

    async fn all_sessions_of_one_person_end_and_no_other(db) {
        let (kyuyo, jinji) = (db.actor("kyuyo").await.user, db.actor("jinji").await.user);
        for (n, user) in [(1, Some(session_of(kyuyo))), (2, Some(session_of(kyuyo))), (3, Some(session_of(jinji))), (4, None)] {
            db.store.create_session(hash(n), user, "{}".into(), 100).await.unwrap();
        }
        assert_eq!(db.store.delete_sessions_of(kyuyo).await.unwrap(), 2);
        for (n, there) in [(1, false), (2, false), (3, true), (4, true)] {
            assert_eq!(db.store.load_session(&hash(n), 0).await.unwrap().is_some(), there, "{n}");
        }
    }

    async fn ended_sessions_are_swept_a_few_at_a_time(db) {
        for n in 0..10 {
            db.store.create_session(hash(n), None, "{}".into(), i64::from(n)).await.unwrap();
        }
        assert_eq!(db.store.delete_expired_sessions(5, 4).await.unwrap(), 4);
        assert_eq!(db.store.delete_expired_sessions(5, 4).await.unwrap(), 2, "0 to 5 have ended");
        assert_eq!(db.store.delete_expired_sessions(5, 4).await.unwrap(), 0);
        assert!(db.store.load_session(&hash(6), 5).await.unwrap().is_some());
    }

    async fn of_those_who_make_the_same_session_at_once_one_does(db) {
        let mut makers = tokio::task::JoinSet::new();
        for i in 0..8 {
            let store = db.store.clone();
            makers.spawn(async move { store.create_session(hash(1), None, i.to_string(), 100).await.unwrap() });
        }
        assert_eq!(makers.join_all().await.into_iter().filter(|made| *made).count(), 1);
    }
}
