//! Indexes set aside while many rows are written, and made again in one go: ten times less to write.

use crate::{Result, tx::Tx};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

const SQLITE: &str = "SELECT name, sql FROM sqlite_master \
     WHERE type = 'index' AND sql IS NOT NULL AND name LIKE 'ix_%' AND tbl_name IN ('issue', 'comment', 'event', 'ball_turn')";
const POSTGRES: &str = "SELECT indexname::text AS name, indexdef AS sql FROM pg_indexes \
     WHERE schemaname = current_schema() AND indexname LIKE 'ix_%' AND tablename IN ('issue', 'comment', 'event', 'ball_turn')";

/// Indexes that were there, as the statements that make them.
pub(super) struct SetAside(Vec<String>);

impl SetAside {
    /// Drops them; undone with the transaction.
    pub async fn of(tx: &Tx) -> Result<Self> {
        let backend = tx.db.get_database_backend();
        let query = if backend == DbBackend::Sqlite { SQLITE } else { POSTGRES };
        let found = tx.db.query_all_raw(Statement::from_string(backend, query)).await?;
        let read = |row: &sea_orm::QueryResult| Ok((row.try_get("", "name")?, row.try_get("", "sql")?));
        let found: Vec<(String, String)> = found.iter().map(read).collect::<std::result::Result<_, DbErr>>()?;
        for (name, _) in &found {
            tx.db.execute_unprepared(&format!("DROP INDEX \"{name}\"")).await?;
        }
        Ok(Self(found.into_iter().map(|(_, sql)| sql).collect()))
    }

    /// Makes them again.
    pub async fn put_back(self, tx: &Tx) -> Result<()> {
        for sql in self.0 {
            tx.db.execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}
