//! When people were here: the mark from which 「前回から」 is told (docs/decisions/0010).
//!
//! The mark moves once a day: on the first visit of a day it becomes the last moment of the visits
//! before. Reading a page writes nothing; signing in and out and the renewal of a session do, which
//! are writes already.

use crate::{Result, Store, entity::visit, tx::Tx};
use domain::ids::UserId;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

impl Store {
    /// The person is here.
    ///
    /// # Errors
    /// The database failed.
    pub async fn visited(&self, user: UserId) -> Result<()> {
        let tx = self.begin().await?;
        note(&tx, user.0).await?;
        tx.commit().await
    }
}

/// Writes down that a person is here, in one statement, so that two at once do no harm.
pub(crate) async fn note(tx: &Tx, user: Uuid) -> Result<()> {
    let row = visit::ActiveModel { user_id: Set(user), day: Set(tx.today), since_at: Set(None), last_at: Set(tx.now) };
    let moved = "CASE WHEN visit.day < excluded.day THEN visit.last_at ELSE visit.since_at END";
    let again = OnConflict::column(visit::Column::UserId)
        .value(visit::Column::SinceAt, Expr::cust(moved))
        .update_columns([visit::Column::Day, visit::Column::LastAt])
        .to_owned();
    visit::Entity::insert(row).on_conflict(again).exec_without_returning(&tx.db).await?;
    Ok(())
}
