//! Refused 個人番号 are counted without reading any other event.

use sea_orm_migration::prelude::*;

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
        // Of these events only: the others are many, and writing them costs nothing more.
        let index = Index::create()
            .name("ix_event_number_refused")
            .table("event")
            .col("at")
            .and_where(Expr::col("kind").eq("number_refused"))
            .take();
        manager.create_index(index).await
    }
}
