//! 対象外 of a 工程 with its reason: of one that is proposed (`not_started`) or agreed to (`not_applicable`).

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
        let reason = &mut text_null("leave_out_reason");
        manager.alter_table(Table::alter().table(Alias::new("stage_record")).add_column(reason).take()).await
    }
}
