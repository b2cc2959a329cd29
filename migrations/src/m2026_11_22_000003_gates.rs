//! 工程完了判定: checklist templates, the checklists of stages, the history of gates, approvers.
//!
//! `gate_step` rows are only ever added: a decision is never edited, only followed.

use crate::making::{IndexOf, add_column, create_indexes, id, table};
use sea_orm_migration::{prelude::*, schema::*};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "checklist_template",
            vec![
                id(),
                integer("stage").take(),
                text("text").take(),
                boolean("required").take(),
                integer("position").take(),
                timestamp_with_time_zone_null("retired_at").take(),
                integer("version").take(),
            ],
            &[],
        ),
        table(
            "stage_line",
            vec![
                id(),
                uuid("stage_record_id").take(),
                uuid_null("template_id").take(),
                integer("position").take(),
                text("text").take(),
                boolean("required").take(),
                uuid_null("org_id").take(),
                uuid_null("owner_id").take(),
                date_null("due").take(),
                text("evidence").take(),
                text("state").take(),
                text("reason").take(),
                timestamp_with_time_zone_null("settled_at").take(),
                uuid_null("settled_by").take(),
                integer("version").take(),
            ],
            &[
                ("stage_record_id", "stage_record"),
                ("template_id", "checklist_template"),
                ("org_id", "organisation"),
                ("owner_id", "user_account"),
                ("settled_by", "user_account"),
            ],
        ),
        table(
            "gate_step",
            vec![
                id(),
                uuid("stage_record_id").take(),
                integer("number").take(),
                text("step").take(),
                text("reason").take(),
                uuid_null("by_id").take(),
                uuid_null("by_org_id").take(),
                timestamp_with_time_zone("at").take(),
            ],
            &[("stage_record_id", "stage_record"), ("by_id", "user_account"), ("by_org_id", "organisation")],
        ),
        table(
            "gate_condition",
            vec![id(), uuid("gate_step_id").take(), uuid("issue_id").take(), integer("position").take()],
            &[("gate_step_id", "gate_step"), ("issue_id", "issue")],
        ),
        table(
            "gate_approver",
            vec![id(), uuid("org_id").take(), integer("stage").take(), uuid("user_id").take()],
            &[("org_id", "organisation"), ("user_id", "user_account")],
        ),
    ]
}

/// What a 工程 knows besides its plan.
fn columns() -> [ColumnDef; 4] {
    [
        text_null("early_reason").take(),
        timestamp_with_time_zone_null("checklist_at").take(),
        integer("progress").default(0).take(),
        text("progress_note").default("").take(),
    ]
}

const INDEXES: &[IndexOf] = &[
    ("ix_stage_line_record", "stage_line", &["stage_record_id", "position"], false),
    ("ix_gate_step_record", "gate_step", &["stage_record_id", "number"], true),
    ("ix_gate_condition_step", "gate_condition", &["gate_step_id", "position"], true),
    ("ix_gate_condition_issue", "gate_condition", &["issue_id"], false),
    ("ix_gate_approver", "gate_approver", &["org_id", "stage"], true),
    ("ix_checklist_template", "checklist_template", &["stage", "position"], false),
    ("ix_stage_record_lane", "stage_record", &["lane_id", "stage"], false),
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
        for column in columns() {
            add_column(manager, "stage_record", column).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}
