//! Rows of signed-in browsers. What is in them is the server's business; here are the hash of the
//! session's id, never the id, and the time it ends (Unix seconds).

use crate::{Result, Store, entity::web_session};
use domain::ids::UserId;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict, Query},
};

use web_session::{ActiveModel, Column, Entity};

impl Store {
    /// Keeps a new session; `false` when the hash is taken.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_session(
        &self,
        id_hash: String,
        user: Option<UserId>,
        data: String,
        expires_at: i64,
    ) -> Result<bool> {
        let insert = Entity::insert(self.session(id_hash, user, data, expires_at))
            .on_conflict(OnConflict::column(Column::IdHash).do_nothing().to_owned());
        Ok(self.write_rows(insert.into_query()).await? == 1)
    }

    /// What a session that has not ended holds, and when it ends.
    ///
    /// # Errors
    /// The database failed.
    pub async fn load_session(&self, id_hash: &str, now: i64) -> Result<Option<(String, i64)>> {
        let live = Entity::find_by_id(id_hash).filter(Column::ExpiresAt.gt(now));
        let found = live.one(&self.read).await?;
        Ok(found.map(|row| (row.data, row.expires_at)))
    }

    /// Keeps what a session holds now. One that was ended meanwhile stays ended: a renewal that
    /// races with a sign-out must not bring it back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn save_session(
        &self,
        id_hash: String,
        user: Option<UserId>,
        data: String,
        expires_at: i64,
    ) -> Result<()> {
        let update = Entity::update_many()
            .col_expr(Column::UserId, Expr::value(user.map(|user| user.0)))
            .col_expr(Column::Data, Expr::value(data))
            .col_expr(Column::ExpiresAt, Expr::value(expires_at))
            .filter(Column::IdHash.eq(id_hash));
        self.write_rows(update.into_query()).await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_session(&self, id_hash: &str) -> Result<()> {
        Entity::delete_by_id(id_hash).exec(&self.write).await?;
        Ok(())
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_sessions_of(&self, user: UserId) -> Result<u64> {
        let gone = Entity::delete_many().filter(Column::UserId.eq(user.0)).exec(&self.write).await?;
        Ok(gone.rows_affected)
    }

    /// Deletes sessions that have ended, `limit` at most; says how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_expired_sessions(&self, now: i64, limit: u64) -> Result<u64> {
        let expired = Entity::find()
            .select_only()
            .column(Column::IdHash)
            .filter(Column::ExpiresAt.lte(now))
            .limit(limit)
            .into_query();
        let delete = Query::delete().from_table(Entity).cond_where(Column::IdHash.in_subquery(expired)).to_owned();
        self.write_rows(delete).await
    }

    fn session(&self, id_hash: String, user: Option<UserId>, data: String, expires_at: i64) -> ActiveModel {
        ActiveModel {
            id_hash: Set(id_hash),
            user_id: Set(user.map(|it| it.0)),
            data: Set(data),
            expires_at: Set(expires_at),
            created_at: Set(self.now()),
        }
    }

    async fn write_rows(&self, statement: impl sea_orm::StatementBuilder) -> Result<u64> {
        use sea_orm::ConnectionTrait;
        Ok(self.write.execute(&statement).await?.rows_affected())
    }
}

/// Sessions that belong to nobody: each holds one form of a stranger, of 256 kB at most.
const STRANGERS: u64 = 400;

impl Store {
    /// Whether one more form may be kept for somebody who is not signed in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn has_room_for_strangers(&self) -> Result<bool> {
        let theirs = Entity::find().filter(Column::UserId.is_null()).limit(STRANGERS);
        Ok(theirs.count(&self.read).await? < STRANGERS)
    }
}
