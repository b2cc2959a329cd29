//! What is on hold comes back on its 再開日, without anybody's doing.

use super::found::Found;
use crate::{
    Result, Store, StoreError,
    entity::issue::{Column, Entity},
};
use domain::issue::IssueState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// At a time; the rest at the next look.
const MOST: u64 = 500;

impl Store {
    /// Resumes what was on hold until today or a day before, each in a transaction with its event, and says how many.
    ///
    /// # Errors
    /// The database failed; what was resumed before that stays so.
    pub async fn wake_held_issues(&self) -> Result<u64> {
        let due: Vec<Uuid> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::State.eq(IssueState::OnHold.as_str()))
            .filter(Column::HoldUntil.lte(self.today()))
            .limit(MOST)
            .into_tuple()
            .all(&self.read)
            .await?;
        let mut woken = 0;
        for id in due {
            match self.wake(id).await {
                Ok(true) => woken += 1,
                // Somebody moved it in this moment.
                Ok(false) | Err(StoreError::Stale) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(woken)
    }

    async fn wake(&self, id: Uuid) -> Result<bool> {
        let tx = self.begin().await?;
        let Some(row) = Entity::find_by_id(id).one(&tx.db).await? else { return Ok(false) };
        let found = Found::of_row(&tx.db, row).await?;
        let Some((issue, event)) = found.issue.clone().woken(tx.today) else { return Ok(false) };
        found.save(&tx, &issue).await?;
        tx.record(&event, None, found.place()).await?;
        tx.commit().await?;
        Ok(true)
    }
}
