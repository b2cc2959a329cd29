//! Failures by place: whoever guesses locks out themselves, and nobody else (docs/decisions/0029).

use chrono::TimeDelta;
use domain::{
    access::{AccessRules, LockRules},
    origin::Origin,
    refusal::{Field, Problem},
};
use tests::{TestDb, both_dbs, people::PASSWORD, typed::problems};

const REFUSED: [(Field, Problem); 1] = [(Field::Password, Problem::UnknownChoice)];

fn from(address: &str) -> Origin {
    Origin { address: address.parse().ok(), ..Origin::default() }
}

fn waits(minutes: u32) -> [(Field, Problem); 1] {
    [(Field::Password, Problem::AddressWaits { minutes })]
}

fn pass(db: &TestDb, minutes: i64) {
    db.clock.set(db.store.now() + TimeDelta::minutes(minutes));
}

fn with(db: TestDb, lock: LockRules) -> TestDb {
    let store = db.store.with_rules(AccessRules { lock, ..AccessRules::default() });
    TestDb { store, ..db }
}

/// Guesses that are wrong, each told so.
async fn guess(db: &TestDb, address: &str, login: &str, times: u32) {
    for _ in 0..times {
        assert_eq!(problems(db.store.sign_in_from(&from(address), login, "wrong").await), REFUSED, "{address} {login}");
    }
}

both_dbs! {
    async fn a_strangers_guesses_do_not_lock_the_owner_out(db) {
        guess(&db, "198.51.100.66", "kyuyo", 9).await;
        let stranger = db.store.sign_in_from(&from("198.51.100.66"), "kyuyo", PASSWORD).await;
        assert_eq!(problems(stranger), REFUSED, "from there it is locked");
        assert!(db.store.sign_in_from(&from("192.0.2.1"), "kyuyo", PASSWORD).await.is_ok());
        pass(&db, 15);
        assert!(db.store.sign_in_from(&from("198.51.100.66"), "kyuyo", PASSWORD).await.is_ok());
    }

    async fn guesses_from_everywhere_lock_strangers_out_and_not_the_usual_place(db) {
        let db = with(db, LockRules { account_failures: 10, ..LockRules::default() });
        db.store.sign_in_from(&from("192.0.2.1"), "kyuyo", PASSWORD).await.unwrap();
        for n in 1..=5 {
            guess(&db, &format!("198.51.100.{n}"), "kyuyo", 2).await;
        }
        let elsewhere = db.store.sign_in_from(&from("203.0.113.9"), "kyuyo", PASSWORD).await;
        assert_eq!(problems(elsewhere), REFUSED, "locked wherever they never were");
        assert!(db.store.sign_in_from(&from("192.0.2.1"), "kyuyo", PASSWORD).await.is_ok(), "at their desk they get in");
        assert!(db.store.sign_in_from(&from("203.0.113.9"), "kyuyo", PASSWORD).await.is_ok(), "and that opens it");
        // Within a network of one customer, every address is the same place.
        for n in 1..=5 {
            guess(&db, &format!("2001:db8::{n}"), "jinji", 1).await;
        }
        let another = db.store.sign_in_from(&from("2001:db8::99"), "jinji", PASSWORD).await;
        assert_eq!(problems(another), REFUSED);
    }

    async fn one_guess_at_each_of_many_accounts_makes_the_address_wait(db) {
        let db = with(db, LockRules { address_failures: 10, ..LockRules::default() });
        let stranger = "198.51.100.66";
        for n in 0..10 {
            guess(&db, stranger, &format!("nobody-{n}"), 1).await;
        }
        // Whoever it is, and whether the password fits: nothing is told of any account.
        for (login, password) in [("kyuyo", PASSWORD), ("kyuyo", "wrong"), ("nobody", "wrong")] {
            assert_eq!(problems(db.store.sign_in_from(&from(stranger), login, password).await), waits(1), "{login}");
        }
        assert!(db.store.sign_in_from(&from("192.0.2.1"), "kyuyo", PASSWORD).await.is_ok(), "others go on");
        // Longer each time.
        for minutes in [2, 4, 8, 15, 15] {
            pass(&db, minutes.min(15));
            guess(&db, stranger, "nobody", 1).await;
            assert_eq!(problems(db.store.sign_in_from(&from(stranger), "nobody", "wrong").await), waits(minutes as u32));
        }
        pass(&db, 15);
        assert!(db.store.sign_in_from(&from(stranger), "kyuyo", PASSWORD).await.is_ok(), "the wait is over");
        pass(&db, 60);
        guess(&db, stranger, "nobody", 5).await;
    }

    async fn an_office_behind_one_address_goes_on_while_a_stranger_in_it_guesses(db) {
        let db = with(db, LockRules { address_failures: 10, ..LockRules::default() });
        let office = "192.0.2.1";
        for login in ["kyuyo", "jinji", "vendor-a"] {
            db.store.sign_in_from(&from(office), login, PASSWORD).await.unwrap();
        }
        for n in 0..10 {
            guess(&db, office, &format!("nobody-{n}"), 1).await;
        }
        assert!(db.store.sign_in_from(&from(office), "kyuyo", PASSWORD).await.is_ok(), "a colleague of every day");
        for (login, password) in [("fukuri", PASSWORD), ("kyuyo", "wrong"), ("nobody", "wrong")] {
            assert_eq!(problems(db.store.sign_in_from(&from(office), login, password).await), waits(1), "{login}");
        }
        // Even so, an account is guessed at five times and no more.
        for _ in 0..4 {
            db.store.sign_in_from(&from(office), "jinji", "wrong").await.unwrap_err();
        }
        assert!(db.store.sign_in_from(&from(office), "jinji", PASSWORD).await.is_ok());
        for _ in 0..5 {
            db.store.sign_in_from(&from(office), "jinji", "wrong").await.unwrap_err();
        }
        assert_eq!(problems(db.store.sign_in_from(&from(office), "jinji", PASSWORD).await), waits(1));
    }

    async fn many_guesses_at_once_are_counted_each_and_make_few_events(db) {
        let db = with(db, LockRules { address_failures: 20, ..LockRules::default() });
        let mut guesses = tokio::task::JoinSet::new();
        for n in 0..60 {
            let store = db.store.clone();
            guesses.spawn(async move { store.sign_in_from(&from("198.51.100.66"), &format!("nobody-{n}"), "wrong").await.is_err() });
        }
        assert!(guesses.join_all().await.into_iter().all(|refused| refused));
        let refused = db.store.sign_in_from(&from("198.51.100.66"), "kyuyo", PASSWORD).await;
        assert!(matches!(problems(refused)[..], [(Field::Password, Problem::AddressWaits { .. })]));
        db.store.forget_places().await.unwrap();
        let still = db.store.sign_in_from(&from("198.51.100.66"), "kyuyo", PASSWORD).await;
        assert!(still.is_err(), "sweeping forgets nothing that counts");
        pass(&db, 3 * 24 * 60);
        db.store.forget_places().await.unwrap();
        assert!(db.store.sign_in_from(&from("198.51.100.66"), "kyuyo", PASSWORD).await.is_ok());
    }
}
