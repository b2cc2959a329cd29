//! Who gets in: passwords that others know, failures by place, what people see of their sessions, and what is known
//! of each account for its yearly review.

use crate::making::{add_column, create_indexes, id, table};
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
        for column in [
            // Accounts that are there keep the password that they have.
            boolean("must_change").default(false).take(),
            timestamp_with_time_zone_null("password_at").take(),
            timestamp_with_time_zone_null("signed_in_at").take(),
            date_null("pledged_on").take(),
            date_null("trained_on").take(),
            boolean("handles_numbers").default(false).take(),
            timestamp_with_time_zone_null("reviewed_at").take(),
            uuid_null("reviewed_by").take(),
        ] {
            add_column(manager, "user_account", column).await?;
        }
        for column in [
            timestamp_with_time_zone_null("begun_at").take(),
            timestamp_with_time_zone_null("seen_at").take(),
            text_null("address").take(),
            text_null("mark").take(),
        ] {
            add_column(manager, "web_session", column).await?;
        }
        let columns =
            vec![id(), uuid("user_id").take(), text("password_hash").take(), timestamp_with_time_zone("until").take()];
        manager.create_table(table("password_history", columns, &[("user_id", "user_account")])).await?;
        let mut places = table(
            "sign_in_place",
            vec![
                uuid("user_id").take(),
                text("address").take(),
                integer("failures").take(),
                timestamp_with_time_zone_null("failed_at").take(),
                timestamp_with_time_zone_null("good_at").take(),
            ],
            &[("user_id", "user_account")],
        );
        places.primary_key(Index::create().col(Alias::new("user_id")).col(Alias::new("address")));
        manager.create_table(places).await?;
        let addresses = vec![
            text("address").primary_key().take(),
            integer("failures").take(),
            timestamp_with_time_zone("failed_at").take(),
            timestamp_with_time_zone("forgotten_at").take(),
        ];
        manager.create_table(table("sign_in_address", addresses, &[])).await?;
        create_indexes(
            manager,
            &[
                ("ix_password_history_user", "password_history", &["user_id", "until"], false),
                ("ix_sign_in_place_address", "sign_in_place", &["address"], false),
            ],
        )
        .await
    }
}
