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
    /// The database is too busy; trying again may help.
    #[error("the database is busy")]
    Busy,
    /// Anything else: never shown, logged once.
    #[error("the database failed")]
    Broken(#[source] DbErr),
}

/// Why a database cannot be opened, for whoever named it.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The system or the database says why.
    #[error("{0}")]
    Failed(String),
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
        match error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            other => Self::Broken(other),
        }
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
