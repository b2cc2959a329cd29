//! Sealing: a job links what was written since, in order, behind the writers' backs (docs/decisions/0027).

use super::chain::{BEGINNING, content, link};
use crate::{
    Result, Store,
    entity::{event, event_seal, event_unsealed},
    tx::Tx,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use uuid::Uuid;

/// Of the whole database: whoever seals holds it. Any number that nothing else uses.
const LOCK: &str = "SELECT pg_try_advisory_xact_lock(7110405) AS mine";

impl Store {
    /// Events that wait to be sealed.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unsealed_events(&self) -> Result<u64> {
        Ok(event_unsealed::Entity::find().count(&self.read).await?)
    }

    /// Seals events that wait, the oldest first, `most` at most; says how many. Where another instance is about it,
    /// none: it will seal them. What a crash interrupts is not sealed and waits on.
    ///
    /// # Errors
    /// The database failed.
    pub async fn seal_events(&self, most: u64) -> Result<u64> {
        // SQLite has one writer: it is not taken from people when nothing waits.
        if self.is_sqlite() && event_unsealed::Entity::find().one(&self.read).await?.is_none() {
            return Ok(0);
        }
        let tx = self.begin().await?;
        if !self.is_sqlite() && !is_mine(&tx).await? {
            return Ok(0);
        }
        let waiting = waiting(&tx, most).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let last = event_seal::Entity::find().order_by_desc(event_seal::Column::Seq).one(&tx.db).await?;
        let (mut seq, mut before) = last.map_or((0, BEGINNING.to_owned()), |it| (it.seq, it.hash));
        let mut seals = Vec::with_capacity(waiting.len());
        for row in &waiting {
            let content = content(row);
            (seq, before) = (seq + 1, link(&before, &content, tx.now));
            seals.push(event_seal::ActiveModel {
                seq: Set(seq),
                event_id: Set(row.id),
                content: Set(content),
                hash: Set(before.clone()),
                sealed_at: Set(tx.now),
            });
        }
        event_seal::Entity::insert_many(seals).exec_without_returning(&tx.db).await?;
        let sealed: Vec<Uuid> = waiting.iter().map(|row| row.id).collect();
        let done = event_unsealed::Column::EventId.is_in(sealed);
        event_unsealed::Entity::delete_many().filter(done).exec(&tx.db).await?;
        tx.commit().await?;
        Ok(u64::try_from(waiting.len()).unwrap_or(u64::MAX))
    }
}

/// Whether no other instance seals, until the transaction ends.
async fn is_mine(tx: &Tx) -> Result<bool> {
    let asked = Statement::from_string(tx.db.get_database_backend(), LOCK);
    let row = tx.db.query_one_raw(asked).await?;
    Ok(row.map(|row| row.try_get("", "mine")).transpose()?.unwrap_or(false))
}

/// By their ids, which begin with the time. Events are committed in another order than their ids were made: only those
/// that are there wait in the queue, and a late one is sealed after those that overtook it.
async fn waiting(tx: &Tx, most: u64) -> Result<Vec<event::Model>> {
    use event_unsealed::Column::EventId;
    let ids: Vec<Uuid> = event_unsealed::Entity::find()
        .select_only()
        .column(EventId)
        .order_by_asc(EventId)
        .limit(most)
        .into_tuple()
        .all(&tx.db)
        .await?;
    let rows = event::Entity::find().filter(event::Column::Id.is_in(ids)).order_by_asc(event::Column::Id);
    Ok(rows.all(&tx.db).await?)
}
