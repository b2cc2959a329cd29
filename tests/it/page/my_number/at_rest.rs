//! What the database holds, to the last byte.

use sea_orm::{Database, DatabaseConnection, DbBackend, FromQueryResult, Statement};
use tests::{Kind, TestDb};

#[derive(FromQueryResult)]
struct Text {
    text: String,
}

#[derive(FromQueryResult)]
struct Number {
    n: i64,
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let select = Text::find_by_statement(Statement::from_string(db.get_database_backend(), sql));
    select.all(db).await.expect("the rows").into_iter().map(|row| row.text).collect()
}

/// The events of refused numbers, and everything that a refused form could have written.
pub struct Events(DatabaseConnection);

const ROWS: [&str; 9] = [
    "issue",
    "comment",
    "checklist_line",
    "stage_line",
    "law_change",
    "case_file",
    "organisation",
    "user_account",
    "system",
];

impl Events {
    pub async fn over(db: &TestDb) -> Self {
        Self(Database::connect(&db.url).await.expect("the database opens a second time"))
    }

    /// How many there are.
    pub async fn number(&self) -> i64 {
        self.count("SELECT count(*) AS n FROM event WHERE kind = 'number_refused'").await
    }

    /// The newest ones, as they are written down.
    pub async fn newest(&self, n: u32) -> Vec<String> {
        let sql = format!("SELECT data AS text FROM event WHERE kind = 'number_refused' ORDER BY id DESC LIMIT {n}");
        texts(&self.0, &sql).await
    }

    /// How many rows there are of everything else, their versions, and the other events.
    pub async fn rows(&self) -> Vec<i64> {
        let mut numbers = Vec::new();
        for table in ROWS {
            numbers.push(self.count(&format!("SELECT count(*) AS n FROM {table}")).await);
        }
        for table in ["issue", "case_file", "law_change"] {
            numbers.push(self.count(&format!("SELECT CAST(sum(version) AS bigint) AS n FROM {table}")).await);
        }
        numbers.push(self.count("SELECT count(*) AS n FROM event WHERE kind <> 'number_refused'").await);
        numbers
    }

    async fn count(&self, sql: &str) -> i64 {
        let select = Number::find_by_statement(Statement::from_string(self.0.get_database_backend(), sql));
        select.one(&self.0).await.expect("a count").expect("a row").n
    }
}

/// Where these words stand: in the bytes of a SQLite file and of what lies beside it, or in any row of PostgreSQL.
pub async fn holds(db: &TestDb, words: &[&str]) -> Vec<String> {
    if db.kind == Kind::Sqlite {
        let path = db.url.trim_start_matches("sqlite://").split('?').next().unwrap_or_default();
        let files = ["", "-wal", "-shm"].map(|end| format!("{path}{end}"));
        let files = files.into_iter().filter_map(|file| Some((std::fs::read(&file).ok()?, file)));
        let found = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        return files
            .flat_map(|(bytes, file)| {
                let there = words.iter().filter(|word| found(&bytes, word));
                there.map(|word| format!("{word} in {file}")).collect::<Vec<_>>()
            })
            .collect();
    }
    let open = Database::connect(&db.url).await.expect("the database opens a second time");
    assert_eq!(open.get_database_backend(), DbBackend::Postgres);
    let tables = texts(&open, "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'").await;
    assert!(tables.len() > 20, "{tables:?}");
    let mut found = Vec::new();
    for table in tables {
        // Sessions are bytes: their text is read from them.
        let bytes = "SELECT column_name::text AS text FROM information_schema.columns \
                     WHERE table_schema = 'public' AND data_type = 'bytea' AND table_name = ";
        let columns = texts(&open, &format!("{bytes}'{table}'")).await;
        let bytes = columns.iter().map(|it| format!(" || encode(t.{it}, 'escape')")).collect::<String>();
        let rows = texts(&open, &format!("SELECT t::text{bytes} AS text FROM {table} t")).await;
        for word in words {
            let escaped: String =
                word.bytes().map(|b| if b < 128 { char::from(b).to_string() } else { format!("\\{b:o}") }).collect();
            let there = rows.iter().any(|row| row.contains(word) || row.contains(&escaped));
            found.extend(there.then(|| format!("{word} in {table}")));
        }
    }
    found
}
