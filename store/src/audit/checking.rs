//! Walking the chain: is the log still what was sealed, and if not, where does it break first.

mod finding;
mod unreadable;

use super::chain::{BEGINNING, content, follows};
use crate::{
    Result, Store,
    entity::{event, event_seal, event_unsealed, user_account},
    tx::Tx,
};
use chrono::{DateTime, TimeDelta, Utc};
use finding::broken_link;
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Condition,
};
use std::collections::HashMap;
use unreadable::unreadable;
use uuid::Uuid;

/// Links that are looked at together.
const WINDOW: u64 = 2_000;

/// A transaction ends at most so long after its time, whatever the clocks of several servers say. What was sealed after
/// something that is younger by more was written with a time that was not its own.
const SLACK: TimeDelta = TimeDelta::hours(1);

/// What is wrong with the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The event is not what was sealed.
    Changed,
    /// The event, or the link, is gone.
    Deleted,
    /// The event stands at another place than it was sealed at.
    Reordered,
    /// An event was written around Kaisei.
    Inserted,
    /// The link itself was changed.
    SealChanged,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The link; none of an event that never became one.
    pub seq: Option<i64>,
    /// The event, as far as it is known.
    pub event: Option<Uuid>,
    /// Its time, as far as it is known.
    pub at: Option<DateTime<Utc>>,
}

/// The last link of a chain: whoever keeps a copy elsewhere can prove later that nothing before it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its place.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
    /// When it was sealed.
    pub sealed_at: DateTime<Utc>,
}

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogCheck {
    /// Links that hold, up to the break.
    pub sealed: u64,
    /// Events that wait to be sealed.
    pub unsealed: u64,
    /// The last link that holds.
    pub head: Option<Head>,
    /// The first break.
    pub broken: Option<(Place, Break)>,
}

/// A link with its event, if that is still there.
type Link = (event_seal::Model, Option<event::Model>);

impl Store {
    /// The last link.
    ///
    /// # Errors
    /// The database failed.
    pub async fn log_head(&self) -> Result<Option<Head>> {
        let last = event_seal::Entity::find().order_by_desc(event_seal::Column::Seq).one(&self.read).await?;
        Ok(last.map(|it| head(&it)))
    }

    /// Walks the whole chain and stops where it breaks first. `kept`: a link as it was written down elsewhere, place
    /// and hash, which the chain must still hold.
    ///
    /// # Errors
    /// The database failed.
    pub async fn check_log(&self, kept: Option<(i64, &str)>) -> Result<LogCheck> {
        let tx = self.look().await?;
        let mut check = LogCheck::default();
        // The hashes before the last link and of it, and the youngest time so far.
        let (mut earlier, mut before) = (None::<String>, BEGINNING.to_owned());
        let mut youngest = None::<DateTime<Utc>>;
        let mut window = match links_after(&tx, 0, WINDOW).await {
            Ok(window) => window,
            Err(error) => return unreadable(&tx, check, error).await,
        };
        while !window.is_empty() {
            for (i, (seal, row)) in window.iter().enumerate() {
                let next = check.head.as_ref().map_or(1, |it| it.seq + 1);
                let broken = if seal.seq != next {
                    Some((Place { seq: Some(next), event: None, at: None }, Break::Deleted))
                } else {
                    let wrong = |links: &[Link]| broken_link(links, &before, earlier.as_deref(), youngest);
                    match wrong(window.get(i..).unwrap_or_default()) {
                        // What became of it is told by those that follow, and the window may end here.
                        Some(_) => wrong(&links_after(&tx, seal.seq - 1, WINDOW).await?),
                        None => other_than_kept(seal, row.as_ref(), kept),
                    }
                };
                if broken.is_some() {
                    check.broken = broken;
                    return Ok(check);
                }
                youngest = std::cmp::Ord::max(youngest, row.as_ref().map(|it| it.at));
                earlier = Some(std::mem::replace(&mut before, seal.hash.clone()));
                check.sealed += 1;
                check.head = Some(head(seal));
            }
            let last = check.head.as_ref().map_or(0, |it| it.seq);
            window = match links_after(&tx, last, WINDOW).await {
                Ok(window) => window,
                Err(error) => return unreadable(&tx, check, error).await,
            };
        }
        if let Some((seq, _)) = kept
            && check.head.as_ref().is_none_or(|head| head.seq < seq)
        {
            // The end was cut off.
            let next = check.head.as_ref().map_or(1, |it| it.seq + 1);
            check.broken = Some((Place { seq: Some(next), event: None, at: None }, Break::Deleted));
            return Ok(check);
        }
        check.unsealed = event_unsealed::Entity::find().count(&tx.db).await?;
        let all_gone = check.sealed == 0 && check.unsealed == 0 && has_people(&tx).await?;
        check.broken = if all_gone {
            Some((Place { seq: Some(1), event: None, at: None }, Break::Deleted))
        } else {
            match waiting_for_nothing(&tx).await? {
                Some(id) => Some((Place { seq: None, event: Some(id), at: None }, Break::Deleted)),
                None => without_link(&tx, youngest).await?,
            }
        };
        Ok(check)
    }
}

fn head(seal: &event_seal::Model) -> Head {
    Head { seq: seal.seq, hash: seal.hash.clone(), sealed_at: seal.sealed_at }
}

fn place(seal: &event_seal::Model, row: Option<&event::Model>) -> Place {
    Place { seq: Some(seal.seq), event: Some(seal.event_id), at: row.map(|it| it.at) }
}

/// The whole chain was calculated anew from some place on: only a copy that lies elsewhere tells.
fn other_than_kept(
    seal: &event_seal::Model,
    row: Option<&event::Model>,
    kept: Option<(i64, &str)>,
) -> Option<(Place, Break)> {
    let (seq, hash) = kept?;
    (seal.seq == seq && seal.hash != hash).then(|| (place(seal, row), Break::SealChanged))
}

async fn links_after(tx: &Tx, seq: i64, most: u64) -> Result<Vec<Link>> {
    let seals = event_seal::Entity::find()
        .filter(event_seal::Column::Seq.gt(seq))
        .order_by_asc(event_seal::Column::Seq)
        .limit(most)
        .all(&tx.db)
        .await?;
    let ids = seals.iter().map(|it| it.event_id);
    let rows = event::Entity::find().filter(event::Column::Id.is_in(ids)).all(&tx.db).await?;
    let mut rows: HashMap<Uuid, event::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(seals
        .into_iter()
        .map(|seal| {
            let row = rows.remove(&seal.event_id);
            (seal, row)
        })
        .collect())
}

/// Nobody comes into a database without an event: where there are people and no event at all, the log was deleted.
async fn has_people(tx: &Tx) -> Result<bool> {
    Ok(user_account::Entity::find().limit(1).one(&tx.db).await?.is_some())
}

/// An event that waits to be sealed and is not there any more.
async fn waiting_for_nothing(tx: &Tx) -> Result<Option<Uuid>> {
    let there = event::Entity::find().select_only().column(event::Column::Id).into_query();
    let gone = event_unsealed::Entity::find()
        .filter(event_unsealed::Column::EventId.not_in_subquery(there))
        .order_by_asc(event_unsealed::Column::EventId);
    Ok(gone.one(&tx.db).await?.map(|it| it.event_id))
}

/// An event without a link that does not wait for one either, or that waits with a time long before the last link:
/// somebody wrote it by hand.
async fn without_link(tx: &Tx, youngest: Option<DateTime<Utc>>) -> Result<Option<(Place, Break)>> {
    let sealed = event_seal::Entity::find().select_only().column(event_seal::Column::EventId).into_query();
    let waiting = event_unsealed::Entity::find().select_only().column(event_unsealed::Column::EventId).into_query();
    let mut wrong = Condition::any().add(event::Column::Id.not_in_subquery(waiting));
    if let Some(youngest) = youngest {
        wrong = wrong.add(event::Column::At.lt(youngest - SLACK));
    }
    let found = event::Entity::find()
        .filter(event::Column::Id.not_in_subquery(sealed))
        .filter(wrong)
        .order_by_asc(event::Column::At)
        .one(&tx.db)
        .await?;
    Ok(found.map(|row| (Place { seq: None, event: Some(row.id), at: Some(row.at) }, Break::Inserted)))
}
