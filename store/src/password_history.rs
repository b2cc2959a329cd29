//! Passwords that an account had: as many as the rules do not let come back, and none where they do not ask.

use crate::{
    Result, Store,
    entity::{password_history, user_account},
    tx::Tx,
};
use password_history::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

impl Store {
    /// Whether it is one of the passwords before the present one.
    pub(crate) async fn was_used(&self, user: Uuid, password: &str) -> Result<bool> {
        let last = self.rules.password.history as usize;
        if last == 0 {
            return Ok(false);
        }
        let rows: Vec<Model> = Entity::find()
            .filter(Column::UserId.eq(user))
            .order_by_desc(Column::Until)
            .order_by_desc(Column::Id)
            .all(&self.read)
            .await?;
        for row in rows.into_iter().take(last) {
            if self.verify_password(password, Some(row.password_hash)).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Remembers the password that an account had until now, and forgets those that may come back.
    pub(crate) async fn remember_password(&self, tx: &Tx, user: &user_account::Model) -> Result<()> {
        let last = self.rules.password.history as usize;
        if last > 0 {
            let row = ActiveModel {
                id: Set(tx.new_id()),
                user_id: Set(user.id),
                password_hash: Set(user.password_hash.clone()),
                until: Set(tx.now),
            };
            Entity::insert(row).exec_without_returning(&tx.db).await?;
        }
        let kept = Entity::find()
            .filter(Column::UserId.eq(user.id))
            .order_by_desc(Column::Until)
            .order_by_desc(Column::Id)
            .all(&tx.db)
            .await?;
        let forgotten: Vec<_> = kept.into_iter().skip(last).map(|row| row.id).collect();
        if !forgotten.is_empty() {
            Entity::delete_many().filter(Column::Id.is_in(forgotten)).exec(&tx.db).await?;
        }
        Ok(())
    }
}
