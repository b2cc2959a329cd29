//! The log is append-only and sealed (docs/decisions/0027): its rows and its chain can be neither changed nor deleted,
//! and what was written waits in a queue until it is sealed.

use crate::making::table;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, timestamp_with_time_zone, uuid},
    sea_orm::{ConnectionTrait, DbBackend},
};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables whose rows stay as they were written.
const APPEND_ONLY: [&str; 2] = ["event", "event_seal"];

fn seals() -> TableCreateStatement {
    let columns = vec![
        // Without gaps, from 1 on.
        big_integer("seq").primary_key().take(),
        uuid("event_id").unique_key().take(),
        // SHA-256 of the event, in hexadecimal digits.
        text("content").take(),
        // SHA-256 of the seal before it and this one.
        text("hash").take(),
        timestamp_with_time_zone("sealed_at").take(),
    ];
    // No foreign key: that an event is gone is for `kaisei audit verify` to find.
    table("event_seal", columns, &[])
}

fn queue() -> TableCreateStatement {
    table("event_unsealed", vec![uuid("event_id").primary_key().take()], &[])
}

fn on_sqlite() -> Vec<String> {
    let mut statements = Vec::new();
    for table in APPEND_ONLY {
        for verb in ["UPDATE", "DELETE"] {
            let name = verb.to_lowercase();
            statements.push(format!(
                "CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} \
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ));
        }
    }
    statements.push(
        "CREATE TRIGGER event_waits AFTER INSERT ON event \
         BEGIN INSERT INTO event_unsealed (event_id) VALUES (NEW.id); END"
            .to_owned(),
    );
    statements
}

fn on_postgres() -> Vec<String> {
    let mut statements = vec![
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
            .to_owned(),
        "CREATE FUNCTION event_waits() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN INSERT INTO event_unsealed (event_id) VALUES (NEW.id); RETURN NULL; END $$"
            .to_owned(),
        "CREATE TRIGGER event_waits AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_waits()".to_owned(),
    ];
    for table in APPEND_ONLY {
        statements.push(format!(
            "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION append_only()"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        ));
    }
    statements
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(seals()).await?;
        manager.create_table(queue()).await?;
        let db = manager.get_connection();
        // What happened before waits like everything else.
        db.execute_unprepared("INSERT INTO event_unsealed (event_id) SELECT id FROM event").await?;
        let statements = if manager.get_database_backend() == DbBackend::Sqlite { on_sqlite() } else { on_postgres() };
        for statement in statements {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
