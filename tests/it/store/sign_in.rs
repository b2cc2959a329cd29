//! Signing in: one answer for every failure, and a lock.

use domain::refusal::{Field, Problem};
use tests::{both_dbs, people::PASSWORD, typed::problems};

const REFUSED: [(Field, Problem); 1] = [(Field::Password, Problem::UnknownChoice)];

both_dbs! {
    async fn a_person_unknown_and_a_password_wrong_are_answered_alike(db) {
        for (login, password) in [
            ("nobody", PASSWORD),
            ("kyuyo", "wrong"),
            ("kyuyo", ""),
            ("", ""),
            ("kyuyo' OR '1'='1", PASSWORD),
            (&"x".repeat(100_000), PASSWORD),
            ("kyuyo", &"x".repeat(100_000)),
            ("kyuyo\u{0}", PASSWORD),
        ] {
            assert_eq!(problems(db.store.sign_in(login, password).await), REFUSED, "{}", &login[..login.len().min(20)]);
        }
        assert!(db.store.sign_in(" ＫＹＵＹＯ ", PASSWORD).await.is_ok(), "in any width and case");
    }

    async fn five_failures_lock_for_a_quarter_of_an_hour(db) {
        for _ in 0..5 {
            assert_eq!(problems(db.store.sign_in("kyuyo", "wrong").await), REFUSED);
        }
        assert_eq!(problems(db.store.sign_in("kyuyo", PASSWORD).await), REFUSED, "locked, and told nothing of it");
        assert!(db.store.sign_in("jinji", PASSWORD).await.is_ok(), "others are not");
        let minutes = |n| db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(n));
        minutes(14);
        // Knocking at a locked door does not keep it locked.
        assert_eq!(problems(db.store.sign_in("kyuyo", PASSWORD).await), REFUSED);
        minutes(15);
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_ok());
    }

    async fn four_failures_and_a_success_begin_anew(db) {
        for _ in 0..3 {
            for _ in 0..4 {
                db.store.sign_in("kyuyo", "wrong").await.unwrap_err();
            }
            db.store.sign_in("kyuyo", PASSWORD).await.unwrap();
        }
        // After the lock is over, it takes five more.
        for _ in 0..5 {
            db.store.sign_in("kyuyo", "wrong").await.unwrap_err();
        }
        db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(16));
        for _ in 0..4 {
            db.store.sign_in("kyuyo", "wrong").await.unwrap_err();
        }
        assert!(db.store.sign_in("kyuyo", PASSWORD).await.is_ok());
    }

    async fn guesses_at_once_are_counted_each(db) {
        let mut guesses = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let store = db.store.clone();
            guesses.spawn(async move { store.sign_in("kyuyo", "wrong").await.is_err() });
        }
        assert!(guesses.join_all().await.into_iter().all(|refused| refused));
        assert_eq!(problems(db.store.sign_in("kyuyo", PASSWORD).await), REFUSED, "five of the eight lock");
    }

    async fn a_new_password_unlocks(db) {
        for _ in 0..5 {
            db.store.sign_in("kyuyo", "wrong").await.unwrap_err();
        }
        db.store.reset_password("kyuyo", "another-password").await.unwrap();
        assert!(db.store.sign_in("kyuyo", "another-password").await.is_ok());
    }
}
