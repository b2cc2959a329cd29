//! How many 課題 of a case are open is written down as it changes, and the indexes of 今日 and of 案件一覧 answer
//! without looking at the rows (docs/decisions/0020).

use crate::making::{create_indexes, table};
use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, uuid},
    sea_orm::{ConnectionTrait, prelude::Uuid},
    sea_query::SelectStatement,
};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 7] =
    ["case_id", "scope", "vendor_org_id", "center", "open_issues", "blocking_open", "severe_open"];

/// Who may know of an issue: the last columns of an index that answers alone.
macro_rules! and_who_may_know {
    ($($column:literal),*) => { &[$($column,)* "scope", "case_id", "center", "vendor_org_id"] };
}

/// Made again with more columns, in the same order of rows.
const WIDER: [(&str, &[&str]); 4] = [
    ("ix_issue_case", &["case_id", "is_open", "due_key", "id", "state", "scope", "center", "vendor_org_id"]),
    ("ix_issue_open_due", and_who_may_know!("is_open", "due_key", "id", "state")),
    ("ix_issue_org", and_who_may_know!("org_id", "is_open", "due_key", "id", "state")),
    ("ix_issue_ball_user", and_who_may_know!("ball_user_id", "is_open", "due_key", "id")),
];

fn tallies() -> TableCreateStatement {
    let columns = vec![
        uuid("case_id").take(),
        text("scope").take(),
        // Nil where the 課題 have no vendor: a key takes no null.
        uuid("vendor_org_id").take(),
        text("center").take(),
        integer("open_issues").take(),
        integer("blocking_open").take(),
        integer("severe_open").take(),
    ];
    let mut key = Index::create();
    for column in ["case_id", "scope", "vendor_org_id"] {
        key.col(Alias::new(column));
    }
    table("issue_tally", columns, &[("case_id", "case_file")]).primary_key(&mut key).take()
}

/// The open issues as they are.
fn counted() -> SelectStatement {
    let number_of = |condition: Expr| Expr::case(condition, Expr::cust("1")).finally(Expr::cust("0")).sum();
    let nil = Expr::value(Uuid::nil());
    Query::select()
        .columns(["case_id", "scope"])
        .expr(Func::coalesce([Expr::col("vendor_org_id"), nil]))
        .column("center")
        .expr(Expr::cust("COUNT(*)"))
        .expr(number_of(Expr::col("blocks_gate").eq(true)))
        .expr(number_of(Expr::col("severity_rank").eq(0)))
        .from("issue")
        .and_where(Expr::col("is_open").eq(true))
        .add_group_by(["case_id", "scope", "vendor_org_id", "center"].map(Expr::col))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(tallies()).await?;
        let mut insert = Query::insert();
        insert
            .into_table("issue_tally")
            .columns(COLUMNS)
            .select_from(counted())
            .map_err(|error| DbErr::Migration(error.to_string()))?;
        manager.exec_stmt(insert).await?;
        for name in WIDER.map(|(name, _)| name).into_iter().chain(["ix_issue_figures"]) {
            manager.drop_index(Index::drop().name(name).table("issue").to_owned()).await?;
        }
        let wider = WIDER.map(|(name, columns)| (name, "issue", columns, false));
        create_indexes(manager, &wider).await?;
        // My turn: the ball of an organisation with no person named.
        let turn = and_who_may_know!("ball_org_id", "is_open", "ball_user_id", "due_key", "id", "state", "raised_by");
        // A ranking by ends and by begins, each in the order in which it is grouped.
        manager.drop_index(Index::drop().name("ix_ball_turn_ranking").table("ball_turn").to_owned()).await?;
        let ends = &["until", "holder", "org_id", "since", "scope", "center", "case_id"];
        let begins = &["since", "holder", "org_id", "scope", "center", "case_id"];
        let ranking = [
            ("ix_ball_turn_ends", "ball_turn", ends as &[_], false),
            ("ix_ball_turn_begins", "ball_turn", begins, false),
        ];
        create_indexes(manager, &[("ix_issue_turn", "issue", turn, false)]).await?;
        create_indexes(manager, &ranking).await?;
        // Indexes of which SQLite knows nothing lose against, or win over, those of which it knows: it must know all.
        manager.get_connection().execute_unprepared("ANALYZE issue").await?;
        manager.get_connection().execute_unprepared("ANALYZE ball_turn").await?;
        Ok(())
    }
}
