//! Sessions in the database. The browser holds the id; the database holds only its hash, so that a copy of the
//! database opens nobody's session.
//!
//! tower-sessions thinks in the computer's own clock, Kaisei in the store's, which is shifted in the demo and fixed in
//! tests. Here one becomes the other, so that a session ends by the store's clock.

use crate::signed_in::SignedIn;
use async_trait::async_trait;
use sha2::{Digest, Sha256};
use std::{collections::HashMap, fmt::Write};
use store::{SessionOf, Store, StoreError};
use tower_sessions::{
    SessionStore,
    cookie::time::{Duration, OffsetDateTime},
    session::{Id, Record},
    session_store::{Error, Result},
};

/// The sessions of a store.
#[derive(Clone, Debug)]
pub struct StoredSessions {
    store: Store,
}

/// Two equal ids of 128 random bits mean that something else is wrong.
const ATTEMPTS: usize = 3;

impl StoredSessions {
    /// In this store.
    pub const fn new(store: Store) -> Self {
        Self { store }
    }

    /// When a record ends, by the store's clock.
    fn ends_at(&self, record: &Record) -> i64 {
        self.store.now().timestamp() + (record.expiry_date - OffsetDateTime::now_utc()).whole_seconds()
    }
}

fn hash(id: &Id) -> String {
    Sha256::digest(id.0.to_be_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn data(record: &Record) -> Result<(Option<SessionOf>, String)> {
    let text = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
    Ok((SignedIn::in_data(&record.data).map(|signed_in| signed_in.listed()), text))
}

#[async_trait]
impl SessionStore for StoredSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        for _ in 0..ATTEMPTS {
            let (user, data) = data(record)?;
            if self.store.create_session(hash(&record.id), user, data, self.ends_at(record)).await.map_err(failed)? {
                return Ok(());
            }
            record.id = Id::default();
        }
        Err(Error::Backend("no free session id".to_owned()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (user, data) = data(record)?;
        match self.store.save_session(hash(&record.id), user, data, self.ends_at(record)).await {
            // Somebody signed in reads on with their session as it was, which is not over yet.
            Err(error) if user.is_some() => {
                tracing::warn!(error = %app::chain(&error), "could not renew a session");
                Ok(())
            }
            saved => saved.map_err(failed),
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.store.now().timestamp();
        let Some((data, ends_at)) = self.store.load_session(&hash(id), now).await.map_err(failed)? else {
            return Ok(None);
        };
        let data: HashMap<String, serde_json::Value> =
            serde_json::from_str(&data).map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date: OffsetDateTime::now_utc() + Duration::seconds(ends_at - now) }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.delete_session(&hash(id)).await.map_err(failed)
    }
}

fn failed(error: StoreError) -> Error {
    Error::Backend(app::chain(&error))
}

/// Deletes what has expired, now and then, as long as the server runs. A failure is logged and tried again.
pub async fn delete_expired(store: Store) {
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(15 * 60);
    // Small batches: SQLite has one writer, and people wait for it.
    const BATCH: u64 = 500;
    loop {
        match store.delete_expired_sessions(store.now().timestamp(), BATCH).await {
            Ok(BATCH) => continue,
            Ok(count) => tracing::debug!(count, "deleted expired sessions"),
            Err(error) => tracing::warn!(error = %app::chain(&error), "could not delete expired sessions"),
        }
        if let Err(error) = store.forget_places().await {
            tracing::warn!(error = %app::chain(&error), "could not forget failures of long ago");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_never_holds_an_id() {
        let id = Id(0x0123_4567_89ab_cdef);
        assert_eq!(hash(&id).len(), 64);
        assert_ne!(hash(&id), hash(&Id(1)));
        assert!(!hash(&id).contains(&id.to_string()));
    }
}
