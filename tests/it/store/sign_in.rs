//! Signing in: one answer for every failure, and a lock.

use domain::refusal::{Field, Problem};
use sea_orm::{ConnectionTrait, Database, Statement};
use store::PasswordCost;
use tests::{TestDb, both_dbs, people::PASSWORD, typed::problems};

const REFUSED: [(Field, Problem); 1] = [(Field::Password, Problem::UnknownChoice)];

/// How much work the hash of this account is: the part of it that names its parameters.
async fn work_of(db: &TestDb, login: &str) -> String {
    let open = Database::connect(&db.url).await.unwrap();
    let sql = format!("SELECT password_hash FROM user_account WHERE login = '{login}'");
    let row = open.query_one_raw(Statement::from_string(open.get_database_backend(), sql)).await.unwrap();
    open.close().await.unwrap();
    let hash: String = row.unwrap().try_get("", "password_hash").unwrap();
    hash.split('$').nth(3).unwrap().to_owned()
}

both_dbs! {
    async fn a_hash_of_less_work_is_renewed_by_who_types_the_password_and_never_weakened(db) {
        let (least, usual) = ("m=8,t=1,p=1", "m=19456,t=2,p=1");
        assert_eq!(work_of(&db, "kyuyo").await, least);
        let store = db.store.clone().with_password_cost(PasswordCost::Usual);
        store.sign_in("kyuyo", "wrong").await.unwrap_err();
        assert_eq!(work_of(&db, "kyuyo").await, least, "a guess changes nothing");
        for store in [&store, &store, &db.store] {
            store.sign_in("kyuyo", PASSWORD).await.unwrap();
            assert_eq!(work_of(&db, "kyuyo").await, usual);
        }
        assert_eq!(work_of(&db, "jinji").await, least, "each by its own person");
    }

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
