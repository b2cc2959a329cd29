//! Who did it, as the log needs it: in which role, of which center, from which address, in which session.

use crate::making::{add_column, create_indexes};
use sea_orm_migration::{prelude::*, schema::text_null};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// None for what happened before, and for what nobody asked for over the network.
const COLUMNS: [&str; 4] = ["actor_role", "actor_center", "address", "session"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            add_column(manager, "event", text_null(column).take()).await?;
        }
        // The log is read by person.
        create_indexes(manager, &[("ix_event_actor", "event", &["actor_id", "at", "id"], false)]).await
    }
}
