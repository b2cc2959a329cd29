//! Between the two steps of signing in: who has done the first one. It opens nothing.

use chrono::{DateTime, Utc};
use domain::{ids::UserId, way_in::Proof};
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session::Error};

const KEY: &str = "half_in";

/// So long the code may take.
const SECONDS: i64 = 5 * 60;

/// Somebody who has proven who they are, and gave no code yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfIn {
    /// Who.
    pub user: UserId,
    /// Where they wanted to go.
    pub next: String,
    /// By what they have proven it.
    #[serde(default)]
    pub by: Proof,
    at: i64,
}

impl HalfIn {
    /// Somebody who just did.
    pub fn now(user: UserId, next: &str, now: DateTime<Utc>, by: Proof) -> Self {
        Self { user, next: next.to_owned(), by, at: now.timestamp() }
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
