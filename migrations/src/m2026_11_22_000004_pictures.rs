//! What the pictures are drawn from: the turns of the ball, 信号 set by hand and their history, and
//! when people were last here (docs/decisions/0010, 0012, 0013).
//!
//! Of what happened before this migration only the turn that was going on is known.

use crate::making::{IndexOf, create_indexes, id, table};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::prelude::Date, sea_query::SelectStatement};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The last day of a turn that is going on.
const STILL: (i32, u32, u32) = (9999, 12, 31);

fn col(name: &'static str) -> Alias {
    Alias::new(name)
}

fn tables() -> Vec<TableCreateStatement> {
    let instant = |name: &'static str| timestamp_with_time_zone(name).take();
    let instant_or_none = |name: &'static str| timestamp_with_time_zone_null(name).take();
    vec![
        table(
            "ball_turn",
            vec![
                id(),
                uuid("issue_id").take(),
                instant("at"),
                text("holder").take(),
                uuid_null("org_id").take(),
                date("since").take(),
                date("until").take(),
            ],
            &[("issue_id", "issue"), ("org_id", "organisation")],
        ),
        table(
            "signal_override",
            vec![
                id(),
                uuid("case_id").take(),
                text("signal").take(),
                text("reason").take(),
                date("until").take(),
                uuid_null("set_by").take(),
                instant("set_at"),
                instant_or_none("ended_at"),
                uuid_null("ended_by").take(),
            ],
            &[("case_id", "case_file"), ("set_by", "user_account"), ("ended_by", "user_account")],
        ),
        table(
            "signal_change",
            vec![
                id(),
                uuid("case_id").take(),
                integer("seq").take(),
                date("day").take(),
                instant("at"),
                text_null("signal").take(),
                text_null("judged").take(),
                text("reasons").take(),
            ],
            &[("case_id", "case_file")],
        ),
        table("signal_watch", vec![integer("id").primary_key().take(), date("day").take()], &[]),
        table(
            "visit",
            vec![
                uuid("user_id").primary_key().take(),
                date("day").take(),
                instant_or_none("since_at"),
                instant("last_at"),
            ],
            &[("user_id", "user_account")],
        ),
    ]
}

const INDEXES: &[IndexOf] = &[
    ("ix_ball_turn_issue", "ball_turn", &["issue_id", "at", "id"], false),
    // A ranking without looking at the rows: turns that end in or after a period.
    ("ix_ball_turn_until", "ball_turn", &["until", "since", "holder", "org_id", "issue_id"], false),
    ("ix_signal_override_case", "signal_override", &["case_id", "ended_at", "until"], false),
    ("ux_signal_change_case", "signal_change", &["case_id", "seq"], true),
    ("ix_event_at", "event", &["at", "id"], false),
    // What waits the longest, without looking at the rows.
    (
        "ix_issue_waiting",
        "issue",
        &[
            "is_open",
            "ball_since",
            "ball_holder",
            "ball_org_id",
            "scope",
            "case_id",
            "center",
            "vendor_org_id",
            "raised_org_id",
            "org_id",
        ],
        false,
    ),
];

/// The turns that are going on, as the issues know them.
fn turns_going_on() -> SelectStatement {
    let still = Date::from_ymd_opt(STILL.0, STILL.1, STILL.2);
    Query::select()
        .columns(["id", "id", "updated_at", "ball_holder", "ball_org_id", "ball_since"].map(col))
        .expr(Expr::value(still))
        .from(col("issue"))
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too, a migration is all or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await?;
        let mut insert = Query::insert();
        insert
            .into_table(col("ball_turn"))
            .columns(["id", "issue_id", "at", "holder", "org_id", "since", "until"].map(col))
            .select_from(turns_going_on())
            .map_err(|error| DbErr::Migration(error.to_string()))?;
        manager.exec_stmt(insert).await?;
        Ok(())
    }
}
