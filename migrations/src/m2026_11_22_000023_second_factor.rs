//! A second factor for who has one, and from where the people of an organisation sign in.

use crate::making::{add_column, create_indexes, id, table};
use sea_orm_migration::{prelude::*, schema::*};

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
        for column in [
            text_null("totp_secret").take(),
            // Without it the secret was shown, and not confirmed yet.
            timestamp_with_time_zone_null("totp_since").take(),
            big_integer_null("totp_step").take(),
        ] {
            add_column(manager, "user_account", column).await?;
        }
        add_column(manager, "organisation", text_null("sign_in_from").take()).await?;
        let columns = vec![
            id(),
            uuid("user_id").take(),
            text("code_hash").take(),
            timestamp_with_time_zone_null("used_at").take(),
        ];
        manager.create_table(table("recovery_code", columns, &[("user_id", "user_account")])).await?;
        create_indexes(manager, &[("ix_recovery_code_user", "recovery_code", &["user_id"], false)]).await
    }
}
