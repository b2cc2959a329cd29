//! 管理: validity and versions of masters, vendors of a system for a time, days of the calendar set
//! by hand.

use sea_orm_migration::{prelude::*, schema::*};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// A column, added alone: SQLite takes one at a time.
async fn add(manager: &SchemaManager<'_>, table: &'static str, column: &mut ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).take()).await
}

fn system_vendor() -> TableCreateStatement {
    let key = |column: &'static str, to: &'static str| {
        ForeignKey::create()
            .from(Alias::new("system_vendor"), Alias::new(column))
            .to(Alias::new(to), Alias::new("id"))
            .to_owned()
    };
    Table::create()
        .table(Alias::new("system_vendor"))
        .col(uuid("id").primary_key())
        .col(uuid("system_id"))
        .col(uuid_null("vendor_org_id"))
        .col(date("valid_from"))
        .foreign_key(&mut key("system_id", "system"))
        .foreign_key(&mut key("vendor_org_id", "organisation"))
        .take()
}

/// `reach` is a center's code or `CITY`, never null: a unique index takes nulls for different.
fn calendar_day() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("calendar_day"))
        .col(uuid("id").primary_key())
        .col(date("day"))
        .col(text("reach"))
        .col(text("says"))
        .col(text("name"))
        .col(text("reason"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("updated_at"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "user_account", &mut date_null("left_on")).await?;
        add(manager, "organisation", integer("version").default(1)).await?;
        add(manager, "system", integer("version").default(1)).await?;
        // Systems were there before anybody asked since when.
        add(manager, "system", date("valid_from").default("2019-01-01")).await?;
        add(manager, "system", &mut date_null("valid_to")).await?;

        manager.create_table(system_vendor()).await?;
        let by_system = Index::create()
            .name("ix_system_vendor")
            .table(Alias::new("system_vendor"))
            .col(Alias::new("system_id"))
            .col(Alias::new("valid_from"))
            .unique()
            .take();
        manager.create_index(by_system).await?;
        // The first vendor of a system takes the system's id: ids are made by the app elsewhere.
        let db = manager.get_connection();
        db.execute_unprepared(
            "INSERT INTO system_vendor (id, system_id, vendor_org_id, valid_from) \
             SELECT id, id, vendor_org_id, valid_from FROM system WHERE vendor_org_id IS NOT NULL",
        )
        .await?;

        manager.create_table(calendar_day()).await?;
        let by_day = Index::create()
            .name("ix_calendar_day")
            .table(Alias::new("calendar_day"))
            .col(Alias::new("day"))
            .col(Alias::new("reach"))
            .unique()
            .take();
        manager.create_index(by_day).await?;
        // One row; every instance compares it with what it has in memory (decision 0009).
        let version = Table::create()
            .table(Alias::new("calendar_version"))
            .col(integer("id").primary_key())
            .col(big_integer("version"))
            .take();
        manager.create_table(version).await?;
        db.execute_unprepared("INSERT INTO calendar_version (id, version) VALUES (1, 0)").await?;
        Ok(())
    }
}
