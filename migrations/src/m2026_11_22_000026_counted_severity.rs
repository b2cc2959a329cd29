//! 課題 of a 重要度 are counted from the index by which they are listed, without a look at the rows.

use crate::making::create_indexes;
use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// As in 000013, with what else a filter may ask for, and who may know of an issue.
const COLUMNS: &[&str] =
    &["severity_rank", "due_key", "id", "is_open", "state", "scope", "case_id", "center", "vendor_org_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("ix_issue_severity_due").table("issue").to_owned()).await?;
        create_indexes(manager, &[("ix_issue_severity_due", "issue", COLUMNS, false)]).await?;
        // As for the indexes of 000010: SQLite must know all of them, or none.
        manager.get_connection().execute_unprepared("ANALYZE issue").await?;
        Ok(())
    }
}
