//! What was decided at a gate is history: never edited, only followed (docs/decisions/0008). So are the steps of a 上申.
//! A condition keeps the words in which it was decided, whatever its 課題 is called later.

use crate::making::add_column;
use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
    sea_orm::{ConnectionTrait, DbBackend},
};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables whose rows stay as they were written, and the columns by which SQLite could replace one.
const APPEND_ONLY: [(&str, &[&str]); 3] = [
    ("gate_step", &["stage_record_id", "number"]),
    ("gate_condition", &["gate_step_id", "position"]),
    ("relay_step", &[]),
];

fn on_sqlite() -> Vec<String> {
    let mut statements = Vec::new();
    for (table, unique) in APPEND_ONLY {
        let refuse = format!("BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END");
        for verb in ["UPDATE", "DELETE"] {
            let name = verb.to_lowercase();
            statements.push(format!("CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} {refuse}"));
        }
        // `INSERT OR REPLACE` deletes without asking the trigger of deletions.
        let same =
            |columns: &[&str]| columns.iter().map(|it| format!("{it} = NEW.{it}")).collect::<Vec<_>>().join(" AND ");
        let there = if unique.is_empty() { same(&["id"]) } else { format!("{} OR ({})", same(&["id"]), same(unique)) };
        statements.push(format!(
            "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} \
             WHEN EXISTS (SELECT 1 FROM {table} WHERE {there}) {refuse}"
        ));
    }
    statements
}

/// The function is that of the log.
fn on_postgres() -> Vec<String> {
    let stays = |(table, _): (&str, &[&str])| {
        [
            format!(
                "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION append_only()"
            ),
            format!(
                "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            ),
        ]
    };
    APPEND_ONLY.into_iter().flat_map(stays).collect()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "gate_condition", text("text").default("").take()).await?;
        // The days of a correction, as an object in JSON; null in all other steps.
        add_column(manager, "gate_step", text_null("corrected").take()).await?;
        let db = manager.get_connection();
        let titles = "UPDATE gate_condition SET text = (SELECT title FROM issue WHERE issue.id = issue_id)";
        db.execute_unprepared(titles).await?;
        let statements = if manager.get_database_backend() == DbBackend::Sqlite { on_sqlite() } else { on_postgres() };
        for statement in statements {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
