//! A turn of the ball says itself who may know of it, so that a ranking reads one index and no 課題.
//!
//! 案件, center and 公開範囲 of a 課題 never change.

use crate::making::{add_column, create_indexes};
use sea_orm_migration::{
    prelude::*,
    schema::{text, uuid_null},
    sea_orm::ConnectionTrait,
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
        add_column(manager, "ball_turn", uuid_null("case_id").take()).await?;
        add_column(manager, "ball_turn", text("center").default("").take()).await?;
        add_column(manager, "ball_turn", text("scope").default("").take()).await?;
        let of_issue = |column: &'static str| {
            let found = Query::select()
                .expr(Expr::col(("issue", column)))
                .from("issue")
                .and_where(Expr::col(("issue", "id")).equals(("ball_turn", "issue_id")))
                .take();
            SimpleExpr::SubQuery(None, Box::new(found.into()))
        };
        let filled = Query::update()
            .table("ball_turn")
            .values(["case_id", "center", "scope"].map(|column| (column, of_issue(column))))
            .take();
        manager.get_connection().execute(&filled).await?;
        manager.drop_index(Index::drop().name("ix_ball_turn_until").table("ball_turn").to_owned()).await?;
        // A ranking without looking at the rows: turns that end in or after a period.
        let columns = &["until", "since", "holder", "org_id", "center", "scope", "case_id"];
        create_indexes(manager, &[("ix_ball_turn_ranking", "ball_turn", columns, false)]).await
    }
}
