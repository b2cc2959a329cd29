//! English texts of checklists. Null: from before this release, to be filled from the defaults once.

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
            let text = &mut text_null("text_en");
            manager.alter_table(Table::alter().table(Alias::new(table)).add_column(text).take()).await?;
        }
        Ok(())
    }
}
