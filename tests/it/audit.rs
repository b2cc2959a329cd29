//! The log: who did what and from where, sealed, and read by those whom row 32 of the table lets in.

mod chain;
mod export;
mod looked_at;
mod noted;
mod reading;
mod speed;

use sea_orm::{ConnectionTrait, Database, FromQueryResult, Statement};
use tests::TestDb;

/// Runs statements as the owner of the database could.
async fn by_hand(db: &TestDb, statements: &[&str]) {
    let open = Database::connect(&db.url).await.expect("the database opens a second time");
    for statement in statements {
        open.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
    open.close().await.expect("the second connection closes");
}

/// What a statement answers.
async fn rows<T: FromQueryResult>(db: &TestDb, sql: &str) -> Vec<T> {
    let open = Database::connect(&db.url).await.expect("the database opens a second time");
    let found = T::find_by_statement(Statement::from_string(open.get_database_backend(), sql)).all(&open).await;
    open.close().await.expect("the second connection closes");
    found.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// Seals all that waits.
async fn seal(db: &TestDb) {
    while db.store.seal_events(500).await.expect("the database answers") > 0 {}
}
