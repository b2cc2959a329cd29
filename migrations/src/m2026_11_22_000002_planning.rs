//! Planning cases: why a late 本番 was let pass, the 本番 that was planned first, why a plan was moved, and the history
//! of a 制度改正.

use sea_orm_migration::{prelude::*, schema::*};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

fn columns() -> [(&'static str, ColumnDef); 4] {
    [
        ("case_file", text_null("late_reason").take()),
        ("case_file", date_null("first_go_live_on").take()),
        ("stage_record", text_null("replan_reason").take()),
        ("event", uuid_null("law_id").take()),
    ]
}

const INDEXES: [(&str, &str, &[&str]); 3] = [
    ("ix_case_law", "case_file", &["law_id"]),
    ("ix_case_center_year", "case_file", &["center", "fiscal_year"]),
    ("ix_event_law", "event", &["law_id", "at", "id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).take()).await?;
        }
        let first = Query::update()
            .table(Alias::new("case_file"))
            .value(Alias::new("first_go_live_on"), Expr::col(Alias::new("go_live_on")))
            .take();
        manager.execute(first).await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(Alias::new(table));
            for column in columns {
                index.col(Alias::new(*column));
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
