//! What was not met when a gate was passed with conditions stays in its history.

use crate::making::add_column;
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

    /// The texts as a list in JSON; null where all was met, and for what was decided before.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "gate_step", text_null("left_open").take()).await
    }
}
