//! Whose account it is at a provider of OpenID Connect.

use crate::making::{add_column, create_indexes};
use sea_orm_migration::{prelude::*, schema::text_null};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// Both or none. One person there is one account here, and where there is none, nothing is alike: null is unequal
    /// to null in a unique index of both databases.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["openid_issuer", "openid_subject"] {
            add_column(manager, "user_account", text_null(column).take()).await?;
        }
        let columns: &[&str] = &["openid_issuer", "openid_subject"];
        create_indexes(manager, &[("ux_user_account_openid", "user_account", columns, true)]).await
    }
}
