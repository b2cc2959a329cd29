//! The first house: organisations, people, systems, cases with lanes and stages, issues, events.
//!
//! Portable rules (notes/stack §6): UUIDs made by the app, instants as UTC with milliseconds, days
//! as dates, kinds as text, no database enums. Columns that lists sort by are never null
//! (`due_key`), because NULLs sort differently. `issue.center` and `issue.vendor_org_id` repeat
//! what the lane says so that the scope of a list is decided on the row itself.

use crate::making::{IndexOf, create_indexes, id, table};
use sea_orm_migration::{prelude::*, schema::*};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

fn day(name: &'static str) -> ColumnDef {
    date(name).take()
}

fn day_or_none(name: &'static str) -> ColumnDef {
    date_null(name).take()
}

fn instant(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone(name).take()
}

fn instant_or_none(name: &'static str) -> ColumnDef {
    timestamp_with_time_zone_null(name).take()
}

fn words(name: &'static str) -> ColumnDef {
    text(name).take()
}

fn words_or_none(name: &'static str) -> ColumnDef {
    text_null(name).take()
}

fn number(name: &'static str) -> ColumnDef {
    integer(name).take()
}

fn flag(name: &'static str) -> ColumnDef {
    boolean(name).take()
}

fn link(name: &'static str) -> ColumnDef {
    uuid(name).take()
}

fn link_or_none(name: &'static str) -> ColumnDef {
    uuid_null(name).take()
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "organisation",
            vec![
                id(),
                words("code").unique_key().take(),
                words("kind"),
                words("name"),
                words("name_en"),
                words_or_none("bureau"),
                words_or_none("center"),
                number("sort"),
                day("valid_from"),
                day_or_none("valid_to"),
            ],
            &[],
        ),
        table(
            "user_account",
            vec![
                id(),
                words("login").unique_key().take(),
                words("name"),
                words("kana"),
                words("title"),
                link("org_id"),
                words("password_hash"),
                words("language"),
                words("date_style"),
                flag("demo"),
                number("failed_sign_ins"),
                instant_or_none("last_failed_at"),
                instant_or_none("disabled_at"),
                number("version"),
                instant("created_at"),
            ],
            &[("org_id", "organisation")],
        ),
        table(
            "role_period",
            vec![
                id(),
                link("user_id"),
                words("role"),
                words_or_none("center"),
                day("valid_from"),
                day_or_none("valid_to"),
            ],
            &[("user_id", "user_account")],
        ),
        table(
            "web_session",
            vec![
                words("id_hash").primary_key().take(),
                link_or_none("user_id"),
                words("data"),
                big_integer("expires_at").take(),
                instant("created_at"),
            ],
            &[],
        ),
        table(
            "system",
            vec![
                id(),
                words("code").unique_key().take(),
                words("name"),
                words("name_en"),
                words("center"),
                link_or_none("vendor_org_id"),
                flag("revised"),
                number("sort"),
            ],
            &[("vendor_org_id", "organisation")],
        ),
        table(
            "law_change",
            vec![
                id(),
                words("code").unique_key().take(),
                words("name"),
                words("kind"),
                words_or_none("number"),
                day_or_none("promulgated_on"),
                day_or_none("in_force_on"),
                day_or_none("applies_from"),
                flag("retroactive"),
                words_or_none("ministry"),
                words_or_none("source"),
                words("state"),
                words("summary"),
                number("version"),
                instant("created_at"),
                instant("updated_at"),
            ],
            &[],
        ),
        table(
            "case_file",
            vec![
                id(),
                words("no").unique_key().take(),
                words("center"),
                number("fiscal_year"),
                words("title"),
                words("summary"),
                link_or_none("law_id"),
                link("section_org_id"),
                link("center_org_id"),
                words("state"),
                day("period_from"),
                day("period_to"),
                day_or_none("in_force_on"),
                day_or_none("go_live_on"),
                number("last_issue_number"),
                number("version"),
                instant("created_at"),
                instant("updated_at"),
            ],
            &[("law_id", "law_change"), ("section_org_id", "organisation"), ("center_org_id", "organisation")],
        ),
        table(
            "case_section",
            vec![link("case_id"), link("org_id")],
            &[("case_id", "case_file"), ("org_id", "organisation")],
        )
        .primary_key(Index::create().col(Alias::new("case_id")).col(Alias::new("org_id")))
        .take(),
        table(
            "case_member",
            vec![link("case_id"), link("user_id"), words("position")],
            &[("case_id", "case_file"), ("user_id", "user_account")],
        )
        .primary_key(Index::create().col(Alias::new("case_id")).col(Alias::new("user_id")).col(Alias::new("position")))
        .take(),
        table(
            "lane",
            vec![id(), link("case_id"), link("system_id"), link_or_none("vendor_org_id"), number("sort")],
            &[("case_id", "case_file"), ("system_id", "system"), ("vendor_org_id", "organisation")],
        ),
        table(
            "stage_record",
            vec![
                id(),
                link("case_id"),
                link_or_none("lane_id"),
                number("stage"),
                words("state"),
                day("first_start"),
                day("first_end"),
                day("planned_start"),
                day("planned_end"),
                day_or_none("actual_start"),
                day_or_none("actual_end"),
                number("version"),
            ],
            &[("case_id", "case_file"), ("lane_id", "lane")],
        ),
        table(
            "issue",
            vec![
                id(),
                words("key").unique_key().take(),
                link("case_id"),
                link_or_none("lane_id"),
                number("number"),
                words("title"),
                words("body"),
                words("impact"),
                words("policy"),
                words("category"),
                number("severity_rank"),
                number("priority_rank"),
                number_or_none("stage"),
                flag("blocks_gate"),
                words("state"),
                flag("is_open"),
                words("scope"),
                words("center"),
                link_or_none("vendor_org_id"),
                link("raised_by"),
                link("raised_org_id"),
                words("raised_kind"),
                day("raised_on"),
                link_or_none("org_id"),
                link_or_none("assignee_id"),
                day_or_none("first_due"),
                day_or_none("due"),
                day("due_key"),
                number("slips"),
                number("slip_days"),
                day_or_none("hold_until"),
                words("ball_holder"),
                link_or_none("ball_org_id"),
                link_or_none("ball_user_id"),
                day("ball_since"),
                link_or_none("approved_by"),
                day_or_none("closed_on"),
                words("folded"),
                number("version"),
                instant("created_at"),
                instant("updated_at"),
            ],
            &[
                ("case_id", "case_file"),
                ("lane_id", "lane"),
                ("vendor_org_id", "organisation"),
                ("raised_by", "user_account"),
                ("raised_org_id", "organisation"),
                ("org_id", "organisation"),
                ("assignee_id", "user_account"),
                ("ball_org_id", "organisation"),
                ("ball_user_id", "user_account"),
                ("approved_by", "user_account"),
            ],
        ),
        table("issue_link", vec![link("issue_id"), link("other_id")], &[("issue_id", "issue"), ("other_id", "issue")])
            .primary_key(Index::create().col(Alias::new("issue_id")).col(Alias::new("other_id")))
            .take(),
        table(
            "checklist_line",
            vec![
                id(),
                link("issue_id"),
                number("position"),
                words("text"),
                link_or_none("owner_id"),
                day_or_none("due"),
                instant_or_none("done_at"),
                link_or_none("done_by"),
                number("version"),
            ],
            &[("issue_id", "issue"), ("owner_id", "user_account"), ("done_by", "user_account")],
        ),
        table(
            "comment",
            vec![
                id(),
                link("issue_id"),
                link("author_id"),
                link("author_org_id"),
                words("scope"),
                words("body"),
                instant("created_at"),
            ],
            &[("issue_id", "issue"), ("author_id", "user_account"), ("author_org_id", "organisation")],
        ),
        table(
            "event",
            vec![
                id(),
                instant("at"),
                link_or_none("actor_id"),
                link_or_none("actor_org_id"),
                link_or_none("case_id"),
                link_or_none("issue_id"),
                link_or_none("vendor_org_id"),
                words_or_none("center"),
                words_or_none("scope"),
                flag("talk"),
                words("kind"),
                words("data"),
            ],
            &[
                ("actor_id", "user_account"),
                ("actor_org_id", "organisation"),
                ("case_id", "case_file"),
                ("issue_id", "issue"),
            ],
        ),
    ]
}

fn number_or_none(name: &'static str) -> ColumnDef {
    integer_null(name).take()
}

/// Indexes beyond keys and uniques: what scopes and lists filter and sort by. A list walks
/// `(is_open, sort key, id)` in order and stops after a page; a vendor's list walks its own.
const INDEXES: &[IndexOf] = &[
    ("ix_role_period_user", "role_period", &["user_id"], false),
    ("ix_web_session_user", "web_session", &["user_id"], false),
    ("ix_web_session_expires", "web_session", &["expires_at"], false),
    ("ix_lane_case", "lane", &["case_id"], false),
    ("ix_lane_vendor", "lane", &["vendor_org_id", "case_id"], false),
    ("ix_case_member_user", "case_member", &["user_id", "case_id"], false),
    ("ix_stage_record_case", "stage_record", &["case_id", "stage"], false),
    ("ix_issue_case", "issue", &["case_id", "is_open", "due_key", "id"], false),
    ("ix_issue_open_due", "issue", &["is_open", "due_key", "id"], false),
    ("ix_issue_due", "issue", &["due_key", "id"], false),
    ("ix_issue_updated", "issue", &["updated_at", "id"], false),
    ("ix_issue_raised", "issue", &["raised_on", "id"], false),
    ("ix_issue_severity", "issue", &["severity_rank", "id"], false),
    ("ix_issue_priority", "issue", &["priority_rank", "id"], false),
    ("ix_issue_open_updated", "issue", &["is_open", "updated_at", "id"], false),
    ("ix_issue_open_raised", "issue", &["is_open", "raised_on", "id"], false),
    ("ix_issue_open_severity", "issue", &["is_open", "severity_rank", "id"], false),
    ("ix_issue_open_priority", "issue", &["is_open", "priority_rank", "id"], false),
    ("ix_issue_lane", "issue", &["lane_id", "is_open", "due_key", "id"], false),
    ("ix_issue_org", "issue", &["org_id", "is_open", "due_key", "id"], false),
    ("ix_issue_assignee", "issue", &["assignee_id", "is_open", "due_key", "id"], false),
    ("ix_issue_ball_org", "issue", &["ball_org_id", "is_open", "due_key", "id"], false),
    ("ix_issue_ball_user", "issue", &["ball_user_id", "is_open", "due_key", "id"], false),
    ("ix_issue_raised_org", "issue", &["raised_org_id", "is_open", "due_key", "id"], false),
    // Whole lists of a vendor, and the figures of 今日 and 案件一覧, without looking at the rows.
    (
        "ix_issue_vendor",
        "issue",
        &[
            "vendor_org_id",
            "scope",
            "is_open",
            "due_key",
            "id",
            "updated_at",
            "raised_on",
            "severity_rank",
            "priority_rank",
        ],
        false,
    ),
    (
        "ix_issue_figures",
        "issue",
        &[
            "is_open",
            "case_id",
            "scope",
            "center",
            "vendor_org_id",
            "state",
            "due_key",
            "severity_rank",
            "blocks_gate",
            "ball_holder",
            "ball_org_id",
            "ball_since",
            "raised_org_id",
            "org_id",
        ],
        false,
    ),
    ("ix_issue_link_other", "issue_link", &["other_id"], false),
    ("ix_checklist_issue", "checklist_line", &["issue_id", "position"], false),
    ("ix_comment_issue", "comment", &["issue_id", "created_at"], false),
    ("ix_event_issue", "event", &["issue_id", "at"], false),
    ("ix_event_case", "event", &["case_id", "at", "id"], false),
];

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
        create_indexes(manager, INDEXES).await
    }
}
