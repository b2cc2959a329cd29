//! Nobody finds out by signing in who has an account: not by words (`page/sign_in.rs`), and not by the clock.

use std::time::{Duration, Instant};
use store::PasswordCost;
use tests::{Kind, TestDb};

/// A password that is set here: that of the demo is refused.
const KEY: &str = "atarashii-kagi-2026";

/// Of each kind; the least time of them is what the work takes, however busy the machine is.
const ROUNDS: usize = 12;

/// What is typed: a name and a password.
const CASES: [(&str, &str, &str); 4] = [
    ("unknown", "nobody", "wrong"),
    ("wrong", "kyuyo", "wrong"),
    ("disabled", "vendor-b", KEY),
    ("locked", "jinji", KEY),
];

#[tokio::test]
async fn every_wrong_sign_in_is_the_same_work() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let store = db.store.with_password_cost(PasswordCost::Usual);
    // Hashed at the cost of real use.
    for login in ["kyuyo", "jinji", "vendor-b"] {
        store.reset_password(login, KEY).await.unwrap();
    }
    store.disable_user("vendor-b").await.unwrap();
    for _ in 0..5 {
        store.sign_in("jinji", "wrong").await.unwrap_err();
    }
    let (mut least, mut statements) = ([Duration::MAX; 4], [0; 4]);
    for _ in 0..ROUNDS {
        for (n, (_, login, password)) in CASES.iter().enumerate() {
            let (before, began) = (store.statements(), Instant::now());
            store.sign_in(login, password).await.unwrap_err();
            least[n] = began.elapsed().min(least[n]);
            statements[n] = store.statements() - before;
        }
        store.reset_password("kyuyo", KEY).await.unwrap();
    }
    let told = || CASES.iter().map(|it| it.0).zip(least).zip(statements).collect::<Vec<_>>();
    // Without the hash it would be a twentieth; a few statements are less than the network makes of one.
    let [fastest, slowest] = [least.iter().min().unwrap(), least.iter().max().unwrap()].map(Duration::as_secs_f64);
    assert!(fastest > 0.003 && slowest < fastest * 3.0, "{:?}", told());
    assert!(statements.iter().max().unwrap() - statements.iter().min().unwrap() <= 3, "{:?}", told());
}
