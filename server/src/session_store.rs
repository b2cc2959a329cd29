//! Sessions in the database. The browser holds the id; the database holds only its hash (made in `store`).
//!
//! tower-sessions thinks in the computer's own clock, Kaisei in the store's, which is shifted in the demo and fixed in
//! tests. Here one becomes the other, so that a session ends by the store's clock.

use crate::signed_in::SignedIn;
use async_trait::async_trait;
use std::collections::HashMap;
use store::{Store, StoreError, StoredSession};
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

    fn row(&self, record: &Record) -> Result<StoredSession> {
        let data = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let left = (record.expiry_date - OffsetDateTime::now_utc()).whole_seconds();
        let user = SignedIn::in_data(&record.data).map(|signed_in| signed_in.user);
        Ok(StoredSession { user, data, expires_at: self.store.now().timestamp() + left })
    }
}

#[async_trait]
impl SessionStore for StoredSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        for _ in 0..ATTEMPTS {
            if self.store.create_session(&record.id.to_string(), &self.row(record)?).await.map_err(failed)? {
                return Ok(());
            }
            record.id = Id::default();
        }
        Err(Error::Backend("no free session id".to_owned()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.store.save_session(&record.id.to_string(), &self.row(record)?).await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(row) = self.store.load_session(&id.to_string()).await.map_err(failed)? else { return Ok(None) };
        let data: HashMap<String, serde_json::Value> =
            serde_json::from_str(&row.data).map_err(|e| Error::Decode(e.to_string()))?;
        let left = Duration::seconds(row.expires_at - self.store.now().timestamp());
        Ok(Some(Record { id: *id, data, expiry_date: OffsetDateTime::now_utc() + left }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.delete_session(&id.to_string()).await.map_err(failed)
    }
}

fn failed(error: StoreError) -> Error {
    Error::Backend(crate::chain(&error))
}

/// Deletes what has expired, now and then, as long as the server runs. A failure is logged and tried again.
pub async fn delete_expired(store: Store) {
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(15 * 60);
    loop {
        match store.delete_expired_sessions().await {
            Ok(count) => tracing::debug!(count, "deleted expired sessions"),
            Err(error) => tracing::warn!(error = %crate::chain(&error), "could not delete expired sessions"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
