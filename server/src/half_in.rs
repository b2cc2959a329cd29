//! Between the two steps of signing in: whose password was right. It opens nothing.

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session::Error};

const KEY: &str = "half_in";

/// So long the code may take.
const SECONDS: i64 = 5 * 60;

/// Somebody who gave the right password, and no code yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfIn {
    /// Who.
    pub user: UserId,
    /// Where they wanted to go.
    pub next: String,
    at: i64,
}

impl HalfIn {
    /// Somebody who just gave it.
    pub fn now(user: UserId, next: &str, now: DateTime<Utc>) -> Self {
        Self { user, next: next.to_owned(), at: now.timestamp() }
    }

    /// Keeps it in the stranger's session, under a new id.
    ///
    /// # Errors
    /// The session could not be written.
    pub async fn keep(self, session: &Session) -> Result<(), Error> {
        session.cycle_id().await?;
        session.insert(KEY, self).await
    }

    /// What the session holds, unless it is too long ago.
    ///
    /// # Errors
    /// The session could not be read.
    pub async fn load(session: &Session, now: DateTime<Utc>) -> Result<Option<Self>, Error> {
        let half: Option<Self> = session.get_value(KEY).await?.and_then(|value| serde_json::from_value(value).ok());
        Ok(half.filter(|it| now.timestamp() - it.at < SECONDS))
    }

    /// It is over, well or not.
    ///
    /// # Errors
    /// The session could not be read.
    pub async fn forget(session: &Session) -> Result<(), Error> {
        session.remove_value(KEY).await.map(drop)
    }
}
