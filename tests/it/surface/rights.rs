//! The server's account on PostgreSQL needs few rights: with those of docs/postgresql/rights.sql everything works, and
//! what it must never do is refused by the database.

use sea_orm::{ConnectionTrait, Database};
use store::{PasswordCost, Store};
use tests::{Kind, TestApp, TestDb};

const RIGHTS: &str = include_str!("../../../docs/postgresql/rights.sql");
const ISSUE: &str = "/issues/SOMU-2026-001-19";

/// The demo world, whose store signs in as that account; and its owner.
async fn of_two_accounts() -> (TestDb, sea_orm::DatabaseConnection) {
    let mut db = TestDb::demo(Kind::Postgres).await;
    let owner = Database::connect(&db.url).await.unwrap();
    owner.execute_unprepared("CREATE ROLE kaisei_serve LOGIN").await.unwrap();
    owner.execute_unprepared(RIGHTS).await.unwrap();
    let mut url = url::Url::parse(&db.url).unwrap();
    url.set_username("kaisei_serve").unwrap();
    db.url = url.to_string();
    let store = Store::connect(&db.url).await.unwrap();
    db.store = store.with_clock(db.clock.clone()).with_password_cost(PasswordCost::Least);
    (db, owner)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_owns_nothing_serves_all_of_it() {
    if !Kind::Postgres.is_wanted() {
        return;
    }
    let (db, owner) = of_two_accounts().await;
    assert!(db.store.tables_fit().await, "it may look which version the tables have");
    assert!(db.store.migrate().await.is_err(), "and changes none");
    let app = TestApp::demo(db).await;
    let officer = app.browser("kyuyo").await;
    for page in ["/", "/issues", "/cases", "/timeline", "/laws", "/account", ISSUE] {
        assert_eq!(officer.get(page).await.status, 200, "{page}");
    }
    let written = [("do", "comment"), ("by", "kyuyo"), ("text", "権限を絞った口座から")];
    assert_eq!(officer.post(ISSUE, &written).await.status, 303);
    assert!(officer.get(ISSUE).await.text().contains("権限を絞った口座から"));
    while app.db.store.seal_events(1_000).await.unwrap() > 0 {}
    assert_eq!(app.db.store.check_log(None).await.unwrap().broken, None);

    let serving = Database::connect(&app.db.url).await.unwrap();
    for refused in [
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
        "DELETE FROM event_seal",
        "UPDATE gate_step SET step = 'approved'",
        "DELETE FROM gate_condition",
        "UPDATE event_seal SET hash = ''",
        "TRUNCATE event",
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "DROP TABLE issue",
        "CREATE TABLE more (id INT)",
        "DELETE FROM seaql_migrations",
    ] {
        let said = serving.execute_unprepared(refused).await.unwrap_err().to_string();
        assert!(said.contains("permission denied") || said.contains("must be owner"), "{refused}: {said}");
    }

    // A version that this one does not know, or lacks.
    owner.execute_unprepared("INSERT INTO seaql_migrations VALUES ('m2099_01_01_000001_later', 0)").await.unwrap();
    assert!(!app.db.store.tables_fit().await);
}
