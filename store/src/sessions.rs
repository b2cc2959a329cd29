//! Rows of signed-in browsers. What is in them is the server's business; here are the hash of the
//! session's id, never the id, and the time it ends (Unix seconds).

use crate::{Result, Store, entity::web_session, tx::Place, users::end_sessions};
use chrono::{DateTime, Utc};
use domain::{actor::Actor, event::AccountEvent, ids::UserId, origin::SessionMark, view::OwnSession};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict, Query},
};

use web_session::{ActiveModel, Column, Entity};

/// What is known of the session of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOf {
    /// Whose.
    pub user: UserId,
    /// When they signed in.
    pub begun_at: DateTime<Utc>,
    /// When it was last used, as far as that was noted.
    pub seen_at: DateTime<Utc>,
    /// From which address they signed in.
    pub address: Option<std::net::IpAddr>,
    /// Its number in the log.
    pub mark: Option<SessionMark>,
}

impl Store {
    /// Keeps a new session; `false` when the hash is taken.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_session(
        &self,
        id_hash: String,
        of: Option<SessionOf>,
        data: String,
        expires_at: i64,
    ) -> Result<bool> {
        let insert = Entity::insert(self.session(id_hash, of, data, expires_at))
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
        of: Option<SessionOf>,
        data: String,
        expires_at: i64,
    ) -> Result<()> {
        let update = Entity::update_many()
            .col_expr(Column::UserId, Expr::value(of.map(|it| it.user.0)))
            .col_expr(Column::BegunAt, Expr::value(of.map(|it| it.begun_at)))
            .col_expr(Column::SeenAt, Expr::value(of.map(|it| it.seen_at)))
            .col_expr(Column::Address, Expr::value(of.and_then(|it| it.address).map(|it| it.to_string())))
            .col_expr(Column::Mark, Expr::value(of.and_then(|it| it.mark).map(|it| it.to_string())))
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

    /// The sessions of the actor that have not ended, the one used last first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<OwnSession>> {
        let rows = Entity::find()
            .filter(Column::UserId.eq(actor.user.0))
            .filter(Column::ExpiresAt.gt(self.now().timestamp()))
            .order_by_desc(Column::SeenAt)
            .all(&self.read)
            .await?;
        let own = actor.origin.session.map(|it| it.to_string());
        let view = |row: web_session::Model| OwnSession {
            begun_at: row.begun_at.unwrap_or(row.created_at),
            seen_at: row.seen_at.unwrap_or(row.created_at),
            address: row.address.unwrap_or_default(),
            here: row.mark.is_some() && row.mark == own,
            mark: row.mark.unwrap_or_default(),
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Ends one session of the actor, by its number in the log. One that is over already is as good.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_own_session(&self, actor: &Actor, mark: &str) -> Result<()> {
        let tx = self.begin().await?;
        let ended = Entity::delete_many()
            .filter(Column::UserId.eq(actor.user.0))
            .filter(Column::Mark.eq(crate::select::comparable(mark)))
            .exec(&tx.db)
            .await?
            .rows_affected;
        self.note_ended(&tx, actor, ended).await?;
        tx.commit().await
    }

    /// Ends every session of the actor, this one too.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_own_sessions(&self, actor: &Actor) -> Result<()> {
        let tx = self.begin().await?;
        let ended = end_sessions(&tx, actor.user.0).await?;
        self.note_ended(&tx, actor, ended).await?;
        tx.commit().await
    }

    async fn note_ended(&self, tx: &crate::tx::Tx, actor: &Actor, ended: u64) -> Result<()> {
        if ended == 0 {
            return Ok(());
        }
        let count = u32::try_from(ended).unwrap_or(u32::MAX);
        let event = AccountEvent::SessionsEnded { login: actor.login.clone(), count };
        let place = Place { user: Some(actor.user.0), ..Place::default() };
        tx.record(&event.into(), Some(actor), place).await
    }

    fn session(&self, id_hash: String, of: Option<SessionOf>, data: String, expires_at: i64) -> ActiveModel {
        ActiveModel {
            id_hash: Set(id_hash),
            user_id: Set(of.map(|it| it.user.0)),
            data: Set(data),
            expires_at: Set(expires_at),
            created_at: Set(self.now()),
            begun_at: Set(of.map(|it| it.begun_at)),
            seen_at: Set(of.map(|it| it.seen_at)),
            address: Set(of.and_then(|it| it.address).map(|it| it.to_string())),
            mark: Set(of.and_then(|it| it.mark).map(|it| it.to_string())),
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
