//! Opening the database: one file of SQLite, or PostgreSQL.

use crate::{Clock, ConnectError, Result, Store, password::PasswordCost};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
    sqlx::{
        self, Connection, PgConnection, SqliteConnection,
        postgres::{PgConnectOptions, PgSslMode},
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use std::{
    net::IpAddr,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread::available_parallelism,
    time::Duration,
};
use tokio::sync::Semaphore;

/// SQLite readers; they never wait for the writer (WAL).
const SQLITE_READERS: u32 = 4;
/// Rows that SQLite reads ahead of who takes them: no screen has more.
const ROWS_AHEAD: usize = 1_000;
const POSTGRES_POOL: u32 = 10;
const BUSY: Duration = Duration::from_secs(5);
const ACQUIRE: Duration = Duration::from_secs(10);

/// How the way to PostgreSQL is kept; SQLite has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// A host that is not this machine may be reached without TLS, or without proof that it is the one, where the
    /// address says so.
    pub as_addressed: bool,
    /// A statement that takes longer is given up by the database: whoever asked has had their answer.
    pub statement_limit: Option<Duration>,
}

impl Store {
    /// Opens `sqlite://path?mode=rwc` or `postgres://…`. The schema is brought up to date by
    /// [`Store::migrate`].
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn connect(url: &str) -> std::result::Result<Self, ConnectError> {
        Self::connect_by(url, Reach::default()).await
    }

    /// The same, with a say about the way to PostgreSQL.
    ///
    /// # Errors
    /// The database cannot be reached, or not safely.
    pub async fn connect_by(url: &str, reach: Reach) -> std::result::Result<Self, ConnectError> {
        let statements = Arc::new(AtomicU64::new(0));
        let (mut write, mut read) = if url.starts_with("sqlite:") {
            (Database::connect(sqlite(url, Role::Writer)).await?, Database::connect(sqlite(url, Role::Reader)).await?)
        } else {
            let tls = tls(url, reach)?;
            answers(url, tls).await?;
            let pool = Database::connect(postgres(url, tls, reach.statement_limit)).await?;
            (pool.clone(), pool)
        };
        count(&mut write, &statements);
        count(&mut read, &statements);
        let cores = available_parallelism().map_or(1, usize::from);
        Ok(Self {
            write,
            read,
            clock: Clock::System,
            calendar: crate::calendar::Shared::default(),
            hashing: Arc::new(Semaphore::new(cores)),
            cost: PasswordCost::Usual,
            rules: domain::access::AccessRules::default(),
            ids: Arc::new(AtomicU64::new(0)),
            statements,
            read_today: crate::audit::ReadToday::default(),
        })
    }

    /// Brings the schema up to date, and fills the checklist templates of a database that has none.
    ///
    /// # Errors
    /// A migration failed.
    pub async fn migrate(&self) -> Result<()> {
        Migrator::up(&self.write, None).await?;
        self.fill_templates().await?;
        self.load_calendar().await
    }

    /// Whether the tables are just those of this version, as [`Self::migrate`] leaves them. It only reads: an account
    /// that owns no table may ask.
    pub async fn tables_fit(&self) -> bool {
        let mut known: Vec<String> = Migrator::migrations().iter().map(|it| it.name().to_owned()).collect();
        known.sort_unstable();
        let asked = Statement::from_string(self.read.get_database_backend(), "SELECT version FROM seaql_migrations");
        let rows = self.read.query_all_raw(asked).await.unwrap_or_default();
        let mut applied: Vec<String> = rows.iter().filter_map(|row| row.try_get("", "version").ok()).collect();
        applied.sort_unstable();
        known == applied
    }

    /// Whether the database answers, for `/readyz`.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// Whether the database is SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }

    /// Closes all connections; SQLite folds its WAL into the file.
    ///
    /// # Errors
    /// A connection could not be closed.
    pub async fn close(self) -> Result<()> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }

    /// Statements sent to the database so far: a page has a budget of them.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The same store, with another clock.
    #[must_use]
    pub fn with_clock(&self, clock: Clock) -> Self {
        Self { clock, ..self.clone() }
    }

    /// The same store, asking for these passwords and locking like this.
    #[must_use]
    pub fn with_rules(&self, rules: domain::access::AccessRules) -> Self {
        Self { rules, ..self.clone() }
    }

    /// The same store, hashing passwords at another cost.
    #[must_use]
    pub fn with_password_cost(&self, cost: PasswordCost) -> Self {
        Self { cost, ..self.clone() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Writer,
    Reader,
}

fn sqlite(url: &str, role: Role) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let connections = if role == Role::Writer { 1 } else { SQLITE_READERS };
    options
        .max_connections(connections)
        // Opened now, not in the middle of somebody's request.
        .min_connections(connections)
        .acquire_timeout(ACQUIRE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| pragmas(options, role))
        .map_sqlx_sqlite_pool_opts(|options| options.after_release(|connection, _| Box::pin(is_done(connection))));
    options
}

/// Whether a connection may be used again. SQLite takes a transaction back by itself when the disk is full; the driver
/// still counts it as open, and all that is written afterwards would be acknowledged and never committed
/// (docs/decisions/0033).
async fn is_done(connection: &mut SqliteConnection) -> std::result::Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A transaction that was dropped is taken back in a moment: this waits for it.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

fn pragmas(options: SqliteConnectOptions, role: Role) -> SqliteConnectOptions {
    let options = options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(200)
        // A page of rows goes over to the reader at once; the default stops SQLite after fifty until some are taken.
        .row_buffer_size(ROWS_AHEAD)
        .pragma("temp_store", "memory")
        // Of each connection, in kB. What is not here is in the page cache of the system.
        .pragma("cache_size", "-2000")
        .pragma("journal_size_limit", "67108864");
    if role == Role::Reader { options.pragma("query_only", "on") } else { options }
}

/// Connects once: a pool takes a refused connection for a server that is just starting, and after a while only says
/// that it has waited.
async fn answers(url: &str, tls: PgSslMode) -> std::result::Result<(), ConnectError> {
    let options = PgConnectOptions::from_str(url)?.ssl_mode(tls);
    match tokio::time::timeout(ACQUIRE, PgConnection::connect_with(&options)).await {
        Ok(Ok(connection)) => Ok(connection.close().await?),
        Ok(Err(error)) if error.as_database_error().is_some_and(|it| it.is_transient_in_connect_phase()) => Ok(()),
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(ConnectError::Silent { seconds: ACQUIRE.as_secs() }),
    }
}

/// Another machine is reached by TLS, and has to prove that it is the one: otherwise whoever stands in between reads
/// everything, the password of the database too.
fn tls(url: &str, reach: Reach) -> std::result::Result<PgSslMode, ConnectError> {
    let options = PgConnectOptions::from_str(url)?;
    let asked = options.get_ssl_mode();
    let host = options.get_host();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let is_here = options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || address.is_ok_and(|address| address.is_loopback());
    if is_here || reach.as_addressed || matches!(asked, PgSslMode::VerifyFull) {
        return Ok(asked);
    }
    // Said nowhere is as good as what is right.
    let is_said = url.split_once('?').is_some_and(|(_, query)| {
        query.split('&').any(|pair| matches!(pair.split('=').next(), Some("sslmode" | "ssl-mode")))
    });
    if is_said { Err(ConnectError::Unproved { host: host.to_owned() }) } else { Ok(PgSslMode::VerifyFull) }
}

fn postgres(url: &str, tls: PgSslMode, statement_limit: Option<Duration>) -> ConnectOptions {
    // A network that is cut says nothing: without these PostgreSQL keeps the locks of a server that is gone for hours.
    let mut settings = vec![
        ("tcp_keepalives_idle", "30".to_owned()),
        ("tcp_keepalives_interval", "10".to_owned()),
        ("tcp_keepalives_count", "3".to_owned()),
        // Joins in the order in which they are written, which begins with the few rows that are wanted. To try all
        // orders of ten joins took three times as long as the statement itself (docs/decisions/0035).
        ("join_collapse_limit", "1".to_owned()),
    ];
    if let Some(limit) = statement_limit {
        settings.push(("statement_timeout", limit.as_millis().to_string()));
        settings.push(("idle_in_transaction_session_timeout", (limit * 2).as_millis().to_string()));
    }
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(POSTGRES_POOL)
        .acquire_timeout(ACQUIRE)
        // After a restart of PostgreSQL nobody is to meet a connection of before.
        .test_before_acquire_if_idle_for(Duration::from_secs(1))
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .set_application_name("kaisei")
        .map_sqlx_postgres_opts(move |options| options.ssl_mode(tls).options(settings.clone()));
    options
}

fn count(connection: &mut DatabaseConnection, statements: &Arc<AtomicU64>) {
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_has_to_prove_that_it_is_the_one() {
        let kind = |url: &str, as_addressed| {
            let reach = Reach { as_addressed, ..Reach::default() };
            tls(url, reach).map(|mode| format!("{mode:?}")).map_err(|error| error.to_string())
        };
        for here in [
            "postgres://u@localhost/k",
            "postgres://u@127.0.0.1:5433/k",
            "postgres://u@[::1]/k",
            "postgres://u@%2Frun%2Fpostgresql/k",
            "postgres:///k?host=/run/postgresql",
        ] {
            assert_eq!(kind(here, false), Ok("Prefer".to_owned()), "{here}");
        }
        for (there, mode) in [
            ("postgres://u@db.example/k", "VerifyFull"),
            ("postgres://u:p@192.0.2.7:5432/k?application_name=x", "VerifyFull"),
            ("postgres://u@db.example/k?sslmode=verify-full&sslrootcert=ca.pem", "VerifyFull"),
            ("postgres://u@localhost.example/k", "VerifyFull"),
        ] {
            assert_eq!(kind(there, false), Ok(mode.to_owned()), "{there}");
        }
        for weak in ["disable", "allow", "prefer", "require", "verify-ca"] {
            let url = format!("postgres://u:secret@db.example/k?sslmode={weak}");
            let refused = kind(&url, false).unwrap_err();
            assert!(refused.contains("db.example") && !refused.contains("secret"), "{refused}");
            assert!(kind(&url, true).is_ok_and(|mode| mode != "VerifyFull"), "{weak}");
        }
    }
}
