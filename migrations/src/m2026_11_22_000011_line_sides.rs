//! 確認する側 of the lines of checklists. Empty: any side. Null: from before this release, to be filled from the
//! defaults once.

use crate::making::add_column;
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
        for table in ["checklist_template", "stage_line"] {
            add_column(manager, table, text_null("side")).await?;
        }
        Ok(())
    }
}
