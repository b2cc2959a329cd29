//! A row of the log that cannot be read any more: somebody wrote a value of another kind into it.

use super::{Break, LogCheck, Place};
use crate::{
    Result, StoreError,
    entity::{event, event_seal},
    tx::Tx,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, RuntimeErr, sqlx};

/// The check, broken at the first link after its head that cannot be read.
///
/// # Errors
/// The database failed for another reason.
pub(super) async fn unreadable(tx: &Tx, mut check: LogCheck, error: StoreError) -> Result<LogCheck> {
    if !is_about_a_value(&error) {
        return Err(error);
    }
    let mut after = check.head.as_ref().map_or(0, |it| it.seq);
    loop {
        let next = event_seal::Entity::find()
            .filter(event_seal::Column::Seq.gt(after))
            .order_by_asc(event_seal::Column::Seq)
            .one(&tx.db);
        let seal = match next.await.map_err(StoreError::from) {
            Ok(Some(seal)) => seal,
            // Links can be read, and so can their events: it was something else.
            Ok(None) => return Err(error),
            Err(error) if is_about_a_value(&error) => {
                check.broken = Some((Place { seq: Some(after + 1), event: None, at: None }, Break::SealChanged));
                return Ok(check);
            }
            Err(error) => return Err(error),
        };
        match event::Entity::find_by_id(seal.event_id).one(&tx.db).await.map_err(StoreError::from) {
            Ok(_) => after = seal.seq,
            Err(error) if is_about_a_value(&error) => {
                let place = Place { seq: Some(seal.seq), event: Some(seal.event_id), at: None };
                check.broken = Some((place, Break::Changed));
                return Ok(check);
            }
            Err(error) => return Err(error),
        }
    }
}

/// The database answered, with a value that no column of ours holds.
fn is_about_a_value(error: &StoreError) -> bool {
    let StoreError::Broken(error) = error else { return false };
    match error {
        DbErr::Type(_) | DbErr::TryIntoErr { .. } | DbErr::ConvertFromU64(_) => true,
        DbErr::Query(RuntimeErr::SqlxError(error)) => {
            matches!(&**error, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
        }
        _ => false,
    }
}
