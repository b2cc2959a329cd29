//! What is there after a kill.

use super::load::{Acknowledged, MOVED_TO, RAISED};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::collections::HashSet;
use store::Store;
use tests::{Kind, TestDb};

/// Looks at everything; says how many events were not sealed yet.
pub async fn examine(db: &TestDb, acknowledged: &Acknowledged, kill: u64) -> u64 {
    let open = Database::connect(&db.url).await.expect("the database opens");
    if db.kind == Kind::Sqlite {
        assert_eq!(
            texts(&open, "SELECT integrity_check AS text FROM pragma_integrity_check").await,
            ["ok"],
            "kill {kill}"
        );
        assert!(texts(&open, "SELECT \"table\" AS text FROM pragma_foreign_key_check").await.is_empty(), "kill {kill}");
    }
    for (which, sql, told) in [
        ("comments", "SELECT body AS text FROM comment", &acknowledged.comments),
        ("課題", "SELECT title AS text FROM issue", &acknowledged.issues),
        ("lines", "SELECT text FROM checklist_line", &acknowledged.lines),
        ("期限", &reasons("deadline_moved"), &acknowledged.deadlines),
        ("取下げ", &reasons("issue_moved"), &acknowledged.withdrawn),
    ] {
        let there: HashSet<String> = texts(&open, sql).await.into_iter().map(reason_in).collect();
        let lost: Vec<_> = told.iter().filter(|it| !there.contains(*it)).collect();
        assert!(lost.is_empty(), "kill {kill}: acknowledged {which} are gone: {lost:?}");
    }
    for (what, of_rows, of_events) in PAIRS {
        let (written, told) = (texts(&open, of_rows).await, texts(&open, of_events).await);
        let rows: HashSet<&str> = written.iter().map(String::as_str).collect();
        let events: HashSet<&str> = told.iter().map(|it| words_of(it)).collect();
        let without_event: Vec<_> = rows.difference(&events).collect();
        let without_row: Vec<_> = events.difference(&rows).collect();
        assert!(without_event.is_empty(), "kill {kill}: {what} without an event: {without_event:?}");
        assert!(without_row.is_empty(), "kill {kill}: an event without its {what}: {without_row:?}");
        assert_eq!(written.len(), told.len(), "kill {kill}: {what}, each once");
    }
    let torn = texts(&open, &torn()).await;
    assert!(torn.is_empty(), "kill {kill}: 課題 that are not what their events tell: {torn:?}");
    let beyond = texts(&open, NUMBER_TOO_LOW).await;
    assert!(beyond.is_empty(), "kill {kill}: 課題 beyond the number of their case: {beyond:?}");
    open.close().await.expect("it closes");
    // As the next start does.
    let store = Store::connect(&db.url).await.expect("it opens clean");
    store.migrate().await.expect("its tables are whole");
    let check = store.check_log(None).await.expect("it answers");
    assert_eq!(check.broken, None, "kill {kill}: {check:?}");
    store.close().await.expect("it closes");
    check.unsealed
}

/// What people wrote, and the events that tell of it: both hold the same words.
const PAIRS: [(&str, &str, &str); 3] = [
    (
        "課題",
        "SELECT title AS text FROM issue WHERE title LIKE '打切り%'",
        "SELECT data AS text FROM event WHERE kind = 'issue_raised' AND data LIKE '%打切り%'",
    ),
    (
        "line",
        "SELECT text FROM checklist_line WHERE text LIKE '打切り%'",
        "SELECT data AS text FROM event WHERE kind = 'line_added' AND data LIKE '%打切り%'",
    ),
    // An event names its comment by its id.
    (
        "comment",
        "SELECT ID AS text FROM comment WHERE body LIKE '打切り%'",
        "SELECT data AS text FROM event WHERE kind = 'commented' AND address IS NOT NULL",
    ),
];

/// The 理由 of changes, of which events alone tell.
fn reasons(kind: &str) -> String {
    format!("SELECT data AS text FROM event WHERE kind = '{kind}' AND data LIKE '%打切り%'")
}

/// The 理由 in the data of an event; any other text as it is.
fn reason_in(text: String) -> String {
    let data = serde_json::from_str::<serde_json::Value>(&text).ok();
    data.and_then(|it| Some(it.get("reason")?.as_str()?.to_owned())).unwrap_or(text)
}

/// 課題 whose row is another one than their events make: one of the two was written without the other.
fn torn() -> String {
    let changes = |kind: &str| format!("(SELECT COUNT(*) FROM event e WHERE e.issue_id = i.id AND e.kind = '{kind}')");
    let (moved, withdrawn) = (changes("deadline_moved"), changes("issue_moved"));
    format!(
        "SELECT i.key AS text FROM issue i WHERE i.title LIKE '打切り%' AND NOT (\
         i.version = {RAISED} + {moved} + {withdrawn} \
         AND {moved} = CASE WHEN i.due = '{MOVED_TO}' THEN 1 ELSE 0 END \
         AND {withdrawn} = CASE WHEN i.state = 'withdrawn' THEN 1 ELSE 0 END)"
    )
}

/// The last value in the data of an event.
fn words_of(data: &str) -> &str {
    data.strip_suffix("\"}").and_then(|data| data.rsplit_once('"')).map_or(data, |(_, words)| words)
}

const NUMBER_TOO_LOW: &str = "SELECT i.title AS text FROM issue i JOIN case_file c ON c.id = i.case_id \
    WHERE i.number > c.last_issue_number";

const SQLITE_ID: &str = "lower(substr(hex(id),1,8)||'-'||substr(hex(id),9,4)||'-'||substr(hex(id),13,4)||'-'||\
                         substr(hex(id),17,4)||'-'||substr(hex(id),21))";

async fn texts(open: &DatabaseConnection, sql: &str) -> Vec<String> {
    // Both write an id as the events do.
    let id = match open.get_database_backend() {
        DbBackend::Sqlite => SQLITE_ID,
        _ => "id::text",
    };
    let statement =
        Statement::from_string(open.get_database_backend(), sql.replace("SELECT ID ", &format!("SELECT {id} ")));
    let rows = open.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get("", "text").expect("text")).collect()
}
