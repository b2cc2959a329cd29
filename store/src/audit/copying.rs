//! The chain as it is copied elsewhere: who, what kind of thing, when, from where; never what was written.

use crate::{
    Result, Store,
    entity::{event, event_seal},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// A link with the outline of its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlinedLink {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// Its hash, which all links before it go into.
    pub hash: String,
    /// When it was sealed.
    pub sealed_at: DateTime<Utc>,
    /// The event.
    pub event: Uuid,
    /// When that happened; nothing if the event is gone, which `kaisei audit verify` tells.
    pub at: Option<DateTime<Utc>>,
    /// What kind of thing happened.
    pub kind: Option<String>,
    /// Whose account did it; nobody's when the server did, or a stranger.
    pub actor: Option<Uuid>,
    /// From which address.
    pub address: Option<String>,
}

impl Store {
    /// The links after a place, in order, `most` at most.
    ///
    /// # Errors
    /// The database failed.
    pub async fn outlined_links(&self, after: i64, most: u64) -> Result<Vec<OutlinedLink>> {
        use event_seal::Column::Seq;
        let seals = event_seal::Entity::find().filter(Seq.gt(after)).order_by_asc(Seq).limit(most);
        let seals = seals.all(&self.read).await?;
        let ids = seals.iter().map(|seal| seal.event_id);
        let events = event::Entity::find().filter(event::Column::Id.is_in(ids)).all(&self.read).await?;
        let mut events: HashMap<Uuid, event::Model> = events.into_iter().map(|row| (row.id, row)).collect();
        let outlined = seals.into_iter().map(|seal| {
            let row = events.remove(&seal.event_id);
            OutlinedLink {
                seq: seal.seq,
                hash: seal.hash,
                sealed_at: seal.sealed_at,
                event: seal.event_id,
                at: row.as_ref().map(|row| row.at),
                kind: row.as_ref().map(|row| row.kind.clone()),
                actor: row.as_ref().and_then(|row| row.actor_id),
                address: row.and_then(|row| row.address),
            }
        });
        Ok(outlined.collect())
    }
}
