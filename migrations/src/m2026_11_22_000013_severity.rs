//! 課題 of a 重要度 by 期限: a third of all issues, of which the first page is found without sorting the others.

use crate::making::create_indexes;
use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

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
        let columns = &["severity_rank", "due_key", "id"] as &[_];
        create_indexes(manager, &[("ix_issue_severity_due", "issue", columns, false)]).await?;
        // As for the indexes of 000010: SQLite must know all of them, or none.
        manager.get_connection().execute_unprepared("ANALYZE issue").await?;
        Ok(())
    }
}
