//! The 公開範囲 of a 課題 or a comment is never changed once it is there: what is to be read by others is copied (開示).

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["issue", "comment"];

fn on_sqlite() -> Vec<String> {
    let stays = |table: &&str| {
        format!(
            "CREATE TRIGGER {table}_scope_stays BEFORE UPDATE OF scope ON {table} WHEN NEW.scope <> OLD.scope \
             BEGIN SELECT RAISE(ABORT, 'the scope of {table} stays'); END"
        )
    };
    TABLES.iter().map(stays).collect()
}

fn on_postgres() -> Vec<String> {
    let function = "CREATE FUNCTION scope_stays() RETURNS trigger LANGUAGE plpgsql AS \
                    $$ BEGIN RAISE EXCEPTION 'the scope of % stays', TG_TABLE_NAME; END $$";
    let stays = |table: &&str| {
        format!(
            "CREATE TRIGGER {table}_scope_stays BEFORE UPDATE OF scope ON {table} \
             FOR EACH ROW WHEN (NEW.scope <> OLD.scope) EXECUTE FUNCTION scope_stays()"
        )
    };
    std::iter::once(function.to_owned()).chain(TABLES.iter().map(stays)).collect()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let statements = if manager.get_database_backend() == DbBackend::Sqlite { on_sqlite() } else { on_postgres() };
        for statement in statements {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
