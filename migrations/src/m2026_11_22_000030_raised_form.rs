//! The form that a 課題 was raised by: sent twice, it raises one.

use crate::making::{create_indexes, table};
use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            uuid("issue_id").primary_key().take(),
            uuid("user_id").take(),
            // What the form carried: made when it was opened.
            uuid("token").take(),
            // SHA-256 of what was typed, in hexadecimal digits.
            text("content").take(),
            timestamp_with_time_zone("at").take(),
        ];
        let links = [("issue_id", "issue"), ("user_id", "user_account")];
        manager.create_table(table("raised_form", columns, &links)).await?;
        create_indexes(manager, &[("ix_raised_form", "raised_form", &["user_id", "token"], true)]).await
    }
}
