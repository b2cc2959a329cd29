//! Between going to the provider and coming back: kept in the stranger's own session, for one return.

use super::provider::Way;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session::Error};

const KEY: &str = "openid";

/// So long the person may take there: passwords, codes, a telephone.
const SECONDS: i64 = 10 * 60;

/// Somebody who is at the provider. `Debug` shows no secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journey {
    state: String,
    /// What must stand in the token.
    pub nonce: String,
    /// Whoever brings the code must know this (PKCE).
    pub verifier: String,
    /// Where they wanted to go.
    pub next: String,
    at: i64,
}

impl Journey {
    /// Somebody who leaves now.
    pub fn begun(way: &Way, next: String, now: DateTime<Utc>) -> Self {
        let (state, nonce, verifier) = (way.state.clone(), way.nonce.clone(), way.verifier.clone());
        Self { state, nonce, verifier, next, at: now.timestamp() }
    }

    /// Keeps it in the stranger's session, under a new id; one that was there before is over.
    ///
    /// # Errors
    /// The session could not be written.
    pub async fn keep(self, session: &Session) -> Result<(), Error> {
        session.cycle_id().await?;
        session.insert(KEY, self).await
    }

    /// Takes it out of the session, at once: it is good for one return. `None`: there is none, or it took too long.
    ///
    /// # Errors
    /// The session could not be read or written.
    pub async fn take(session: &Session, now: DateTime<Utc>) -> Result<Option<Self>, Error> {
        let Some(held) = session.remove_value(KEY).await? else { return Ok(None) };
        session.save().await?;
        let held: Option<Self> = serde_json::from_value(held).ok();
        Ok(held.filter(|it| (0..SECONDS).contains(&(now.timestamp() - it.at))))
    }

    /// Whether an answer is to this one.
    pub fn is_of(&self, state: &str) -> bool {
        self.state == state
    }
}

impl std::fmt::Debug for Journey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journey").field("next", &self.next).finish_non_exhaustive()
    }
}
