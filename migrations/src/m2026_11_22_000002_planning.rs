//! Planning cases: why a late 本番 was let pass, the 本番 that was planned first, why a plan was moved, and the history
//! of a 制度改正.

use crate::making::{IndexOf, add_column, create_indexes};
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

const INDEXES: [IndexOf; 3] = [
    ("ix_case_law", "case_file", &["law_id"], false),
    ("ix_case_center_year", "case_file", &["center", "fiscal_year"], false),
    ("ix_event_law", "event", &["law_id", "at", "id"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            add_column(manager, table, column).await?;
        }
        let first = Query::update()
            .table(Alias::new("case_file"))
            .value(Alias::new("first_go_live_on"), Expr::col(Alias::new("go_live_on")))
            .take();
        manager.execute(first).await?;
        create_indexes(manager, &INDEXES).await
    }
}
