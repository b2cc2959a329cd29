//! What a case has to say for itself: that its 制度改正 moved and nobody has looked at its plan since; who put it on hold
//! or ended it, when and why; and of each 工程 who started it early, and when. The last two were known from the history
//! alone.

use crate::making::add_column;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

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
        add_column(manager, "case_file", text_null("law_move")).await?;
        add_column(manager, "case_file", text_null("moved_reason")).await?;
        add_column(manager, "case_file", timestamp_with_time_zone_null("moved_at")).await?;
        add_column(manager, "case_file", uuid_null("moved_by")).await?;
        add_column(manager, "stage_record", timestamp_with_time_zone_null("early_at")).await?;
        add_column(manager, "stage_record", uuid_null("early_by")).await?;
        let database = manager.get_connection();
        let backend = manager.get_database_backend();
        let of_case = |what: &str| {
            format!(
                "(SELECT {what} FROM event e WHERE e.case_id = case_file.id AND e.kind = 'case_moved' \
                 ORDER BY e.at DESC, e.id DESC LIMIT 1)"
            )
        };
        let cases = format!(
            "UPDATE case_file SET moved_at = {}, moved_by = {}, moved_reason = {}",
            of_case("e.at"),
            of_case("e.actor_id"),
            of_case(&part(backend, "reason"))
        );
        database.execute_unprepared(&cases).await?;
        let (stage, system) = (part(backend, "stage"), part(backend, "system"));
        let of_stage = |what: &str| {
            format!(
                "(SELECT {what} FROM event e WHERE e.case_id = stage_record.case_id AND e.kind = 'stage_started_early' \
                 AND CAST({stage} AS integer) = stage_record.stage AND COALESCE({system}, '') = COALESCE((SELECT s.code \
                 FROM lane l JOIN system s ON s.id = l.system_id WHERE l.id = stage_record.lane_id), '') \
                 ORDER BY e.at DESC, e.id DESC LIMIT 1)"
            )
        };
        let stages = format!(
            "UPDATE stage_record SET early_at = {}, early_by = {} WHERE early_reason IS NOT NULL",
            of_stage("e.at"),
            of_stage("e.actor_id")
        );
        database.execute_unprepared(&stages).await?;
        Ok(())
    }
}

/// A part of what an event holds, as text.
fn part(backend: DbBackend, key: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("(e.data::json ->> '{key}')"),
        _ => format!("json_extract(e.data, '$.{key}')"),
    }
}
