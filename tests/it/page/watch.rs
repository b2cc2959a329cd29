//! What is in the database, seen from outside: to show that a refused form wrote nothing.

use sea_orm::{Database, DatabaseConnection, FromQueryResult, Statement};
use tests::TestDb;

/// A second connection to the database of a test.
pub struct Watch(DatabaseConnection);

#[derive(FromQueryResult)]
struct Number {
    n: i64,
}

#[derive(FromQueryResult)]
struct Row {
    key: String,
    title: String,
    state: String,
    version: i32,
    org_id: Option<uuid::Uuid>,
    assignee_id: Option<uuid::Uuid>,
    due: Option<chrono::NaiveDate>,
}

const COUNTS: [&str; 11] = [
    "SELECT count(*) AS n FROM issue",
    // That something was refused is written down, and is all that is.
    "SELECT count(*) AS n FROM event WHERE kind NOT IN ('denied', 'contact_refused')",
    "SELECT count(*) AS n FROM comment",
    "SELECT count(*) AS n FROM checklist_line",
    "SELECT count(*) AS n FROM issue_link",
    "SELECT count(*) AS n FROM user_account WHERE language = 'en'",
    "SELECT count(*) AS n FROM user_account WHERE date_style = 'seireki'",
    "SELECT count(*) AS n FROM case_file",
    "SELECT CAST(sum(version) AS bigint) AS n FROM case_file",
    "SELECT CAST(sum(version) AS bigint) AS n FROM law_change",
    "SELECT CAST(sum(last_issue_number) AS bigint) AS n FROM case_file",
];

impl Watch {
    pub async fn over(db: &TestDb) -> Self {
        Self(Database::connect(&db.url).await.expect("the database opens a second time"))
    }

    /// The history's length, every row's version and what it is about.
    pub async fn look(&self) -> Vec<String> {
        let mut seen = Vec::new();
        for sql in COUNTS {
            let number = Number::find_by_statement(self.statement(sql)).one(&self.0).await.expect("a count");
            seen.push(format!("{sql}: {}", number.expect("a row").n));
        }
        let sql = "SELECT key, title, state, version, org_id, assignee_id, due FROM issue ORDER BY key";
        let rows = Row::find_by_statement(self.statement(sql)).all(&self.0).await.expect("the rows");
        seen.extend(rows.into_iter().map(|row| {
            let Row { key, title, state, version, org_id, assignee_id, due } = row;
            format!("{key} {title} {state} {version} {org_id:?} {assignee_id:?} {due:?}")
        }));
        seen
    }

    fn statement(&self, sql: &str) -> Statement {
        Statement::from_string(self.0.get_database_backend(), sql)
    }
}
