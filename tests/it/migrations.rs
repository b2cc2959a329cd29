//! The schema, from nothing.

use sea_orm::{Database, DbBackend, FromQueryResult, Statement};
use tests::{TestDb, both_dbs, typed::problems};

#[derive(Debug, PartialEq, FromQueryResult)]
struct Column {
    place: String,
    kind: String,
}

/// Every column of every table, and the migrations that were applied.
async fn schema(db: &TestDb) -> Vec<Column> {
    let open = Database::connect(&db.url).await.unwrap();
    let sql = match open.get_database_backend() {
        DbBackend::Sqlite => "SELECT name AS place, COALESCE(sql, '') AS kind FROM sqlite_master ORDER BY 1",
        _ => {
            "SELECT table_name || '.' || column_name AS place, data_type || is_nullable AS kind
             FROM information_schema.columns WHERE table_schema = 'public'
             UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
        }
    };
    let select = |sql: &str| Column::find_by_statement(Statement::from_string(open.get_database_backend(), sql));
    let mut columns = select(sql).all(&open).await.unwrap();
    if !columns.is_empty() {
        let applied = "SELECT version AS place, CAST(applied_at AS TEXT) AS kind FROM seaql_migrations ORDER BY 1";
        columns.extend(select(applied).all(&open).await.unwrap());
    }
    open.close().await.unwrap();
    columns
}

both_dbs! {
    of blank;

    async fn the_schema_is_made_from_nothing_and_making_it_again_changes_nothing(db) {
        assert_eq!(schema(&db).await, []);
        assert!(db.store.list_users().await.is_err(), "there are no tables yet");
        db.store.migrate().await.unwrap();
        assert!(db.store.list_users().await.unwrap().is_empty());
        let made = schema(&db).await;
        assert!(made.len() > 30, "{made:?}");
        db.store.migrate().await.unwrap();
        assert_eq!(schema(&db).await, made);
    }

    async fn a_new_database_serves_nobody_and_breaks_nowhere(db) {
        db.store.migrate().await.unwrap();
        db.store.ping().await.unwrap();
        assert_eq!(problems(db.store.sign_in("kyuyo", tests::people::PASSWORD).await).len(), 1);
        assert!(!db.store.has_demo_accounts().await.unwrap());
        store::scale::fill(&db.store, 10, |_| {}).await.unwrap();
    }
}

both_dbs! {
    async fn a_database_in_use_is_left_as_it_is(db) {
        let (before, users) = (schema(&db).await, db.store.list_users().await.unwrap());
        db.store.migrate().await.unwrap();
        assert_eq!(schema(&db).await, before);
        assert_eq!(db.store.list_users().await.unwrap(), users);
    }
}
