//! Nobody finds out by signing in who has an account: not by words (`page/sign_in.rs`), and not by the clock.

use std::time::{Duration, Instant};
use store::{PasswordCost, Store};
use tests::{Kind, TestDb, people::PASSWORD};

/// Of each kind in one attempt; the least time of them is what the work takes.
const ROUNDS: usize = 6;
/// A busy machine tells differences that are none; a true one is told each time.
const ATTEMPTS: usize = 5;

/// What is typed: a name and a password.
const CASES: [(&str, &str, &str); 4] = [
    ("unknown", "nobody", "wrong"),
    ("wrong", "kyuyo", "wrong"),
    ("disabled", "vendor-b", PASSWORD),
    ("locked", "jinji", PASSWORD),
];

async fn least_times(store: &Store) -> [Duration; 4] {
    let mut least = [Duration::MAX; 4];
    for _ in 0..ROUNDS {
        // One after the other, so that a busy machine is as busy for each.
        for ((_, login, password), least) in CASES.iter().zip(&mut least) {
            let began = Instant::now();
            store.sign_in(login, password).await.unwrap_err();
            *least = began.elapsed().min(*least);
        }
        store.reset_password("kyuyo", PASSWORD).await.unwrap();
    }
    least
}

#[tokio::test]
async fn every_wrong_sign_in_takes_the_same_time() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let store = db.store.with_password_cost(PasswordCost::Usual);
    // Hashed at the cost of real use.
    for login in ["kyuyo", "jinji", "vendor-b"] {
        store.reset_password(login, PASSWORD).await.unwrap();
    }
    store.disable_user("vendor-b").await.unwrap();
    for _ in 0..5 {
        store.sign_in("jinji", "wrong").await.unwrap_err();
    }
    let mut told = Vec::new();
    for _ in 0..ATTEMPTS {
        let times = least_times(&store).await;
        let (least, most) = (times.iter().min().unwrap(), times.iter().max().unwrap());
        assert!(*least > Duration::from_millis(3), "{times:?}: a hash is work");
        if most.as_secs_f64() < least.as_secs_f64() * 1.3 {
            return;
        }
        told.push(times);
    }
    panic!("{:?}: {told:#?}", CASES.map(|it| it.0));
}
