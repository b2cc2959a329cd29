//! Somebody guesses passwords by the thousand. Short here; `cargo xtask soak` makes 10,000 attempts.

use sea_orm::{ConnectionTrait, Database, Statement};
use std::{sync::Arc, time::Instant};
use tests::{
    TestApp, both_dbs,
    people::PASSWORD,
    soak::{Dice, how_many, say},
};

const AT_ONCE: u64 = 16;

both_dbs! {
    async fn thousands_of_guesses_let_nobody_in_and_keep_nobody_out(db) {
        let attempts = how_many(320, 10_000);
        let app = Arc::new(TestApp::demo(db).await);
        // Somebody who signs in from there every day: the office behind one address goes on (docs/decisions/0029).
        let comes = || [("login_id", "jinji"), ("password", PASSWORD), ("next", "/")];
        assert_eq!(app.stranger().post("/session", &comes()).await.status, 303);
        let began = Instant::now();
        let mut dice = Dice::new(20_261_124);
        let (mut refused, mut paused) = (0_u64, 0_u64);
        for round in 0..attempts / AT_ONCE {
            let mut guesses = tokio::task::JoinSet::new();
            for n in 0..AT_ONCE {
                // Three accounts that are known, and names that are not.
                let login = match dice.roll(4) {
                    0 => "kyuyo".to_owned(),
                    1 => "sekinin".to_owned(),
                    2 => "admin".to_owned(),
                    _ => format!("nobody-{round}-{n}"),
                };
                let (app, password) = (Arc::clone(&app), format!("guess-{}", dice.roll(1_000_000)));
                guesses.spawn(async move {
                    let answer = app.stranger().post("/session", &[("login_id", &login), ("password", &password), ("next", "/")]).await;
                    assert_eq!(answer.cookie(), None, "{login} {password}");
                    answer.status.as_u16()
                });
            }
            for status in guesses.join_all().await {
                match status {
                    422 => refused += 1,
                    429 => paused += 1,
                    other => panic!("{other}: people see a page of a sign-in"),
                }
            }
            // Somebody whose name nobody guesses at comes to work meanwhile.
            if round % 20 == 19 {
                let answer = app.stranger().post("/session", &comes()).await;
                assert_eq!(answer.status, 303, "round {round}: {}", answer.text());
            }
        }
        assert_eq!(refused + paused, attempts / AT_ONCE * AT_ONCE);
        let open = Database::connect(&app.db.url).await.expect("it opens");
        let sql = "SELECT count(*) AS n FROM event WHERE kind = 'sign_in_failed' AND address IS NOT NULL";
        let row = open.query_one_raw(Statement::from_string(open.get_database_backend(), sql)).await.expect("it answers");
        let noted: i64 = row.expect("a row").try_get("", "n").expect("a number");
        assert!(u64::try_from(noted).is_ok_and(|noted| noted >= refused), "{noted} noted of {refused}");
        while app.db.store.seal_events(1_000).await.expect("it seals") > 0 {}
        assert_eq!(app.db.store.check_log(None).await.expect("it answers").broken, None);
        say(&format!("{:?}: {attempts} attempts in {:?}, {refused} refused, {paused} paused, {noted} noted", app.db.kind, began.elapsed()));
    }
}
