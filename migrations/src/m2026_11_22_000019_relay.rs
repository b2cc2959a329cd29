//! 上申 and 開示: what goes from inside a center to the city, with its history. Steps are only ever added.

use crate::making::{create_indexes, id, table};
use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "relay",
            vec![
                id(),
                text("kind").take(),
                uuid("case_id").take(),
                text("center").take(),
                // Where it comes from, if from anywhere.
                uuid_null("issue_id").take(),
                uuid_null("comment_id").take(),
                text("title").take(),
                text("body").take(),
                uuid("by_id").take(),
                uuid("by_org_id").take(),
                text("state").take(),
                text("reason").take(),
                // Where it went.
                uuid_null("target_issue_id").take(),
                uuid_null("target_comment_id").take(),
                text_null("target_scope").take(),
                timestamp_with_time_zone("submitted_at").take(),
                integer("version").take(),
            ],
            &[
                ("case_id", "case_file"),
                ("issue_id", "issue"),
                ("comment_id", "comment"),
                ("by_id", "user_account"),
                ("by_org_id", "organisation"),
                ("target_issue_id", "issue"),
                ("target_comment_id", "comment"),
            ],
        ),
        table(
            "relay_step",
            vec![
                id(),
                uuid("relay_id").take(),
                text("step").take(),
                text("text").take(),
                uuid("by_id").take(),
                uuid("by_org_id").take(),
                timestamp_with_time_zone("at").take(),
            ],
            &[("relay_id", "relay"), ("by_id", "user_account"), ("by_org_id", "organisation")],
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        create_indexes(
            manager,
            &[
                ("ix_relay_state", "relay", &["state", "center", "submitted_at", "id"], false),
                ("ix_relay_issue", "relay", &["issue_id"], false),
                ("ix_relay_target", "relay", &["target_issue_id"], false),
                ("ix_relay_step", "relay_step", &["relay_id", "at"], false),
            ],
        )
        .await
    }
}
