//! A comment says itself to which vendor it was said: a 課題 that moves to another lane takes none of its talk along.

use crate::making::add_column;
use sea_orm_migration::{prelude::*, schema::uuid_null, sea_orm::ConnectionTrait, sea_query::SelectStatement};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What was written down in the same transaction as the comment: at the same millisecond, on the same 課題.
fn beside() -> SelectStatement {
    Query::select()
        .from("event")
        .and_where(Expr::col(("event", "issue_id")).equals(("comment", "issue_id")))
        .and_where(Expr::col(("event", "at")).equals(("comment", "created_at")))
        .take()
}

/// The vendor that the event beside a comment names.
fn told() -> SelectStatement {
    beside().expr(Expr::col(("event", "vendor_org_id"))).order_by(("event", "id"), Order::Asc).limit(1).take()
}

/// The vendor of a 課題 that was never moved. Of one that was, nobody knows any more who was meant.
fn of_the_issue() -> SelectStatement {
    let moved = Query::select()
        .expr(Expr::cust("1"))
        .from("event")
        .and_where(Expr::col(("event", "issue_id")).equals(("issue", "id")))
        .and_where(Expr::col(("event", "kind")).eq("issue_edited"))
        .and_where(Expr::col(("event", "data")).like("%\"field\":\"system\"%"))
        .take();
    Query::select()
        .expr(Expr::col(("issue", "vendor_org_id")))
        .from("issue")
        .and_where(Expr::col(("issue", "id")).equals(("comment", "issue_id")))
        .and_where(Expr::exists(moved).not())
        .take()
}

fn value(select: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(select.into()))
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_column(manager, "comment", uuid_null("vendor_org_id").take()).await?;
        let known = Expr::exists(beside().expr(Expr::cust("1")).take());
        let filled = Query::update()
            .table("comment")
            .value("vendor_org_id", Expr::case(known, value(told())).finally(value(of_the_issue())))
            .take();
        manager.get_connection().execute(&filled).await?;
        Ok(())
    }
}
