//! The history of an account: what happened to whom, not only who did it.

use crate::making::{add_column, create_indexes};
use sea_orm_migration::{
    prelude::*,
    schema::uuid_null,
    sea_orm::{ConnectionTrait, QueryResult, prelude::Uuid},
};
use std::collections::HashMap;

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The kinds that are about an account and name it by its ログインID.
const KINDS: [&str; 8] = [
    "user_added",
    "user_edited",
    "user_disabled",
    "user_enabled",
    "user_left",
    "password_reset",
    "role_given",
    "role_ended",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "event", uuid_null("user_id").take()).await?;
        create_indexes(manager, &[("ix_event_user", "event", &["user_id", "at", "id"], false)]).await?;
        name_accounts(manager).await
    }
}

/// Says of the happenings that are there already whose account they are about.
async fn name_accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let users = Query::select().columns(["id", "login"]).from("user_account").take();
    let by_login = |row: &QueryResult| Ok::<_, DbErr>((row.try_get::<String>("", "login")?, row.try_get("", "id")?));
    let users: HashMap<String, Uuid> = db.query_all(&users).await?.iter().map(by_login).collect::<Result<_, _>>()?;
    let events = Query::select().columns(["id", "data"]).from("event").and_where(Expr::col("kind").is_in(KINDS)).take();
    for row in db.query_all(&events).await? {
        let (id, data): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "data")?);
        // Logins are plain letters, so that what stands between the quotes is the login itself.
        let login = data.split_once("\"login\":\"").and_then(|(_, rest)| rest.split_once('"')).map(|(login, _)| login);
        let Some(user) = login.and_then(|login| users.get(login)) else { continue };
        let update = Query::update().table("event").value("user_id", *user).and_where(Expr::col("id").eq(id)).take();
        db.execute(&update).await?;
    }
    Ok(())
}
