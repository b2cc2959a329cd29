//! 管理: validity and versions of masters, vendors of a system for a time, days of the calendar set
//! by hand.

use crate::making::{add_column, create_indexes, id, table};
use sea_orm_migration::{prelude::*, schema::*};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

fn system_vendor() -> TableCreateStatement {
    table(
        "system_vendor",
        vec![id(), uuid("system_id").take(), uuid_null("vendor_org_id").take(), date("valid_from").take()],
        &[("system_id", "system"), ("vendor_org_id", "organisation")],
    )
}

/// `reach` is a center's code or `CITY`, never null: a unique index takes nulls for different.
fn calendar_day() -> TableCreateStatement {
    let columns = vec![
        id(),
        date("day").take(),
        text("reach").take(),
        text("says").take(),
        text("name").take(),
        text("reason").take(),
        integer("version").take(),
        timestamp_with_time_zone("updated_at").take(),
    ];
    table("calendar_day", columns, &[])
}

/// One row; every instance compares it with what it has in memory (decision 0009).
fn calendar_version() -> TableCreateStatement {
    let columns = vec![integer("id").primary_key().take(), big_integer("version").take()];
    table("calendar_version", columns, &[])
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "user_account", date_null("left_on").take()).await?;
        add_column(manager, "organisation", integer("version").default(1).take()).await?;
        add_column(manager, "system", integer("version").default(1).take()).await?;
        // Systems were there before anybody asked since when.
        add_column(manager, "system", date("valid_from").default("2019-01-01").take()).await?;
        add_column(manager, "system", date_null("valid_to").take()).await?;

        manager.create_table(system_vendor()).await?;
        create_indexes(manager, &[("ix_system_vendor", "system_vendor", &["system_id", "valid_from"], true)]).await?;
        // The first vendor of a system takes the system's id: ids are made by the app elsewhere.
        let db = manager.get_connection();
        db.execute_unprepared(
            "INSERT INTO system_vendor (id, system_id, vendor_org_id, valid_from) \
             SELECT id, id, vendor_org_id, valid_from FROM system WHERE vendor_org_id IS NOT NULL",
        )
        .await?;

        manager.create_table(calendar_day()).await?;
        create_indexes(manager, &[("ix_calendar_day", "calendar_day", &["day", "reach"], true)]).await?;
        manager.create_table(calendar_version()).await?;
        db.execute_unprepared("INSERT INTO calendar_version (id, version) VALUES (1, 0)").await?;
        Ok(())
    }
}
