//! A write: one transaction, at one time, with the events that belong to it; and a look, which only reads.

use crate::{Result, Store, entity::event};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    date::instant::jst_day,
    event::{AccountEvent, Event},
    organisation::CenterCode,
    origin::Origin,
    refusal::Refusal,
    visibility::Scope,
};
use sea_orm::{
    AccessMode, ActiveValue::Set, DatabaseTransaction, EntityTrait, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use uuid::{Timestamp, Uuid};

/// One transaction. Dropped without [`Tx::commit`], it is rolled back.
pub(crate) struct Tx {
    /// Where statements go.
    pub db: DatabaseTransaction,
    /// The time of everything written in it.
    pub now: DateTime<Utc>,
    /// The day in Japan.
    pub today: NaiveDate,
    ids: Arc<AtomicU64>,
}

/// Where something happened, and who may therefore know of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub case: Option<Uuid>,
    pub issue: Option<Uuid>,
    pub vendor: Option<Uuid>,
    pub law: Option<Uuid>,
    /// The account that it happened to.
    pub user: Option<Uuid>,
    pub center: Option<CenterCode>,
    pub scope: Option<Scope>,
}

impl Store {
    /// Begins a write. SQLite takes the write lock at once: a transaction that reads first and
    /// writes later would fail busy (notes/stack §6).
    pub(crate) async fn begin(&self) -> Result<Tx> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.tx(self.write.begin_with_options(options).await?))
    }

    /// Begins a look: one state of the database to read from, which keeps nobody from writing and writes nothing.
    pub(crate) async fn look(&self) -> Result<Tx> {
        let access_mode = (!self.is_sqlite()).then_some(AccessMode::ReadOnly);
        let options = TransactionOptions {
            access_mode,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            ..Default::default()
        };
        Ok(self.tx(self.read.begin_with_options(options).await?))
    }

    fn tx(&self, db: DatabaseTransaction) -> Tx {
        let now = self.clock.now();
        Tx { db, now, today: jst_day(now), ids: Arc::clone(&self.ids) }
    }
}

impl Tx {
    /// A new id: UUIDv7 of the transaction's time; ids made one after the other sort so.
    pub fn new_id(&self) -> Uuid {
        new_id(self.now, &self.ids)
    }

    /// The same of another time: for a history that is made up.
    pub fn new_id_at(&self, at: DateTime<Utc>) -> Uuid {
        new_id(at, &self.ids)
    }

    /// Writes down what happened, and that it was done by who sits there. Every verb does: none of them goes on for
    /// somebody who looks through another's eyes.
    pub async fn record(&self, event: &Event, actor: Option<&Actor>, place: Place) -> Result<()> {
        let is_read = matches!(event, Event::Trail(trail) if trail.is_read());
        if !is_read && actor.is_some_and(|it| it.watcher.is_some()) {
            return Err(Refusal::Viewing.into());
        }
        let doer = actor.map(Actor::doer);
        let origin = doer.map(|it| it.origin).unwrap_or_default();
        self.record_from(&origin, event, doer, place).await
    }

    /// Writes down what a stranger did, who comes from somewhere too.
    pub async fn record_from(&self, origin: &Origin, event: &Event, actor: Option<&Actor>, place: Place) -> Result<()> {
        let row = self.event_row(event, actor, place)?;
        let row = event::ActiveModel {
            address: Set(origin.address.map(|it| it.to_string())),
            session: Set(origin.session.map(|it| it.to_string())),
            ..row
        };
        event::Entity::insert(row).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Writes down what happened to an account.
    pub async fn record_of(&self, user: Uuid, event: AccountEvent, actor: Option<&Actor>) -> Result<()> {
        self.record(&event.into(), actor, Place { user: Some(user), ..Place::default() }).await
    }

    fn event_row(&self, event: &Event, actor: Option<&Actor>, place: Place) -> Result<event::ActiveModel> {
        let data = serde_json::to_string(event)?;
        Ok(event::ActiveModel {
            id: Set(self.new_id()),
            at: Set(self.now),
            actor_id: Set(actor.map(|it| it.user.0)),
            actor_org_id: Set(actor.map(|it| it.org.0)),
            case_id: Set(place.case),
            issue_id: Set(place.issue),
            vendor_org_id: Set(place.vendor),
            law_id: Set(place.law),
            user_id: Set(place.user),
            center: Set(place.center.map(|it| it.to_string())),
            scope: Set(place.scope.map(|it| it.to_string())),
            talk: Set(event.is_talk()),
            kind: Set(event.kind().to_owned()),
            data: Set(data),
            actor_role: Set(actor.map(|it| it.role.to_string())),
            actor_center: Set(actor.and_then(|it| it.center).map(|it| it.to_string())),
            ..Default::default()
        })
    }

    /// Makes it so.
    pub async fn commit(self) -> Result<()> {
        Ok(self.db.commit().await?)
    }
}

/// The counter keeps ids of one millisecond in the order they were made.
pub(crate) fn new_id(now: DateTime<Utc>, ids: &AtomicU64) -> Uuid {
    let counter = ids.fetch_add(1, Ordering::Relaxed) & 0x3FF_FFFF_FFFF;
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix_time(seconds, now.timestamp_subsec_nanos(), counter.into(), 42))
}
