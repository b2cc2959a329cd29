//! The only place where a database error becomes one of ours.

use domain::refusal::{Field, FieldProblem, Problem, Refusal};
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// What was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// 案件.
    Case,
    /// 課題.
    Issue,
    /// A line of a checklist.
    ChecklistLine,
    /// An account.
    User,
    /// An organisation.
    Organisation,
    /// A system.
    System,
    /// A 制度改正.
    LawChange,
    /// A lane of a case.
    Lane,
    /// A 工程 of a case or of a lane.
    Stage,
    /// A line of the checklist templates.
    Template,
    /// A 上申.
    Relay,
    /// A comment.
    Comment,
    /// The log, for who reads none of it.
    Log,
}

/// Why a verb or a read did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The rules say no.
    #[error("refused")]
    Refused(#[source] Refusal),
    /// There is none, or the actor may not know of it: the two look the same.
    #[error("no such {0:?}")]
    NotFound(Noun),
    /// The value is another row's already.
    #[error("taken: {0}")]
    Taken(Field),
    /// Somebody else changed the row since the form was made.
    #[error("stale version")]
    Stale,
    /// The database is too busy, or away; trying again may help.
    #[error("the database is busy")]
    Busy,
    /// Nothing can be written: the disk is full, or may only be read. Somebody has to do something about it.
    #[error("the database cannot write")]
    Unwritable,
    /// Anything else: never shown, logged once.
    #[error("the database failed")]
    Broken(#[source] DbErr),
}

impl From<serde_json::Error> for StoreError {
    /// What is kept as JSON is written by this server: what cannot be read back is broken.
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(DbErr::Json(error.to_string()))
    }
}

/// Why a database cannot be opened, for whoever named it.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The system or the database says why.
    #[error("{0}")]
    Failed(String),
    /// TLS that proves nothing, to another machine.
    #[error(
        "the way to {host} would not be safe: write sslmode=verify-full, or say database_tls = \"as_addressed\" \
         where the network is"
    )]
    Unproved {
        /// Which machine.
        host: String,
    },
    /// Nobody says anything.
    #[error("it does not answer within {seconds} seconds")]
    Silent {
        /// How long was waited.
        seconds: u64,
    },
}

impl From<DbErr> for ConnectError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::Conn(RuntimeErr::SqlxError(below)) => Self::Failed(own_words(below)),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<sqlx::Error> for ConnectError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(own_words(&error))
    }
}

/// What the system or the database said, without what the driver puts before it.
fn own_words(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(system) => system.to_string(),
        sqlx::Error::Database(database) => database.message().to_owned(),
        sqlx::Error::Configuration(setting) => setting.to_string(),
        other => other.to_string(),
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        // Of what passes, and of what is the machine's, people are told no number: the causes stand here once.
        match bad_day(&error) {
            Some(BadDay::Away) => {
                tracing::warn!(error = ?error.to_string(), "the database is busy or away");
                Self::Busy
            }
            Some(BadDay::Unwritable) => {
                tracing::error!(error = ?error.to_string(), "the database cannot write");
                Self::Unwritable
            }
            None => Self::Broken(error),
        }
    }
}

/// What is wrong with the database, and not with what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BadDay {
    Away,
    Unwritable,
}

fn bad_day(error: &DbErr) -> Option<BadDay> {
    let below = match error {
        DbErr::ConnectionAcquire(_) => return Some(BadDay::Away),
        DbErr::Conn(RuntimeErr::SqlxError(below))
        | DbErr::Exec(RuntimeErr::SqlxError(below))
        | DbErr::Query(RuntimeErr::SqlxError(below)) => below,
        _ => return None,
    };
    match &**below {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Some(BadDay::Away),
        sqlx::Error::Database(database) => {
            let code = database.code()?;
            if database.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                of_sqlite(code.parse().ok()?)
            } else {
                of_postgres(&code)
            }
        }
        _ => None,
    }
}

/// By the code of SQLite, whose lowest byte is the kind.
const fn of_sqlite(code: u32) -> Option<BadDay> {
    match code & 0xFF {
        // busy, locked
        5 | 6 => Some(BadDay::Away),
        // read-only, a failed reading or writing, full, a file that cannot be opened
        8 | 10 | 13 | 14 => Some(BadDay::Unwritable),
        _ => None,
    }
}

/// By the five characters of the SQL standard and PostgreSQL.
fn of_postgres(code: &str) -> Option<BadDay> {
    match code {
        // disk full, read-only, a failed reading or writing
        "53100" | "25006" | "58030" => Some(BadDay::Unwritable),
        // cancelled because it took too long, no lock, two that waited for each other
        "57014" | "55P03" | "40001" | "40P01" => Some(BadDay::Away),
        _ if ["08", "53", "57P"].iter().any(|class| code.starts_with(class)) => Some(BadDay::Away),
        _ => None,
    }
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FieldProblem> for StoreError {
    fn from(problem: FieldProblem) -> Self {
        Self::Refused(Refusal::Invalid(vec![problem]))
    }
}

impl StoreError {
    /// One wrong input.
    pub(crate) fn field(field: Field, problem: Problem) -> Self {
        FieldProblem::new(field, problem).into()
    }
}

/// Whether a row could not go because others point to it.
pub(crate) fn is_pointed_to(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_)))
}

/// The verb that inserts says what a clash of unique values means.
pub(crate) trait OrTaken<T> {
    /// A unique violation becomes [`StoreError::Taken`].
    fn or_taken(self, field: Field) -> Result<T, StoreError>;
}

impl<T> OrTaken<T> for Result<T, DbErr> {
    fn or_taken(self, field: Field) -> Result<T, StoreError> {
        self.map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Taken(field),
            _ => error.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_day_of_the_database_is_told_from_a_mistake_of_ours() {
        for (code, day) in [
            (5, Some(BadDay::Away)),
            (517, Some(BadDay::Away)),
            (6, Some(BadDay::Away)),
            (13, Some(BadDay::Unwritable)),
            (8, Some(BadDay::Unwritable)),
            (1032, Some(BadDay::Unwritable)),
            (778, Some(BadDay::Unwritable)),
            (1, None),
            (2067, None),
        ] {
            assert_eq!(of_sqlite(code), day, "{code}");
        }
        for (code, day) in [
            ("57P01", Some(BadDay::Away)),
            ("53300", Some(BadDay::Away)),
            ("08006", Some(BadDay::Away)),
            ("57014", Some(BadDay::Away)),
            ("53100", Some(BadDay::Unwritable)),
            ("25006", Some(BadDay::Unwritable)),
            ("23505", None),
            ("42P01", None),
        ] {
            assert_eq!(of_postgres(code), day, "{code}");
        }
    }
}
