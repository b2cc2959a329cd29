//! What is written down of open 課題 is what counting them gives, whatever was done.

use domain::issue::{DraftInput, Move as M};
use sea_orm::{Database, FromQueryResult, Statement};
use tests::{
    TestDb, both_dbs,
    typed::{At, accepted_by, draft, reason},
};

const COUNTED: &str = "SELECT c.no, i.scope, COALESCE(o.code, '-') AS vendor, CAST(COUNT(*) AS bigint) AS open,
        CAST(SUM(CASE WHEN i.blocks_gate THEN 1 ELSE 0 END) AS bigint) AS blocking,
        CAST(SUM(CASE WHEN i.severity_rank = 0 THEN 1 ELSE 0 END) AS bigint) AS severe
    FROM issue i JOIN case_file c ON c.id = i.case_id LEFT JOIN organisation o ON o.id = i.vendor_org_id
    WHERE i.is_open GROUP BY c.no, i.scope, o.code ORDER BY c.no, i.scope, vendor";

const WRITTEN: &str = "SELECT c.no, t.scope, COALESCE(o.code, '-') AS vendor, CAST(t.open_issues AS bigint) AS open,
        CAST(t.blocking_open AS bigint) AS blocking, CAST(t.severe_open AS bigint) AS severe
    FROM issue_tally t JOIN case_file c ON c.id = t.case_id LEFT JOIN organisation o ON o.id = t.vendor_org_id
    WHERE t.open_issues <> 0 OR t.blocking_open <> 0 OR t.severe_open <> 0 ORDER BY c.no, t.scope, vendor";

#[derive(Debug, PartialEq, FromQueryResult)]
pub(super) struct Line {
    no: String,
    scope: String,
    vendor: String,
    open: i64,
    blocking: i64,
    severe: i64,
}

async fn lines(db: &TestDb, sql: &str) -> Vec<Line> {
    let open = Database::connect(&db.url).await.unwrap();
    let found = Line::find_by_statement(Statement::from_string(open.get_database_backend(), sql)).all(&open).await;
    open.close().await.unwrap();
    found.unwrap()
}

/// Counts, and says what there is.
pub(super) async fn agree(db: &TestDb, when: &str) -> Vec<Line> {
    let counted = lines(db, COUNTED).await;
    assert_eq!(lines(db, WRITTEN).await, counted, "{when}");
    counted
}

both_dbs! {
    async fn the_tally_is_what_counting_gives(db) {
        let story = agree(&db, "the demo world").await;
        assert!(story.len() > 10, "{story:?}");
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft("数える")).await.unwrap();
        let at = At { store: &db.store, key };
        assert_ne!(agree(&db, "raised").await, story);
        let grave = DraftInput { severity: "high".into(), stage: "6".into(), blocks_gate: "on".into(), ..draft("数える") };
        db.store.edit_issue(&kanri, key, 1, "SHOMU", "", &grave).await.unwrap();
        let before = agree(&db, "grave and blocking").await;
        db.store.edit_issue(&kanri, key, 2, "JINKYU", "", &grave).await.unwrap();
        assert_ne!(agree(&db, "of another vendor").await, before);
        db.store.edit_issue(&kanri, key, 3, "", "", &draft("数える")).await.unwrap();
        agree(&db, "of no vendor").await;
        at.moves(&kanri, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-01")).await.unwrap();
        agree(&db, "accepted").await;
        at.moves(&kanri, M::Withdraw, &reason("数え終わった")).await.unwrap();
        assert_eq!(agree(&db, "withdrawn").await, story, "as if it had never been");
        store::scale::fill(&db.store, 300, |_| {}).await.unwrap();
        assert_ne!(agree(&db, "many").await, story);
    }
}
