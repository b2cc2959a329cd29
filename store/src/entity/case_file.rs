//! A 案件 (`case` is a reserved word of SQL).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case_file")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub no: String,
    #[sea_orm(column_type = "Text")]
    pub center: String,
    pub fiscal_year: i32,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    pub law_id: Option<Uuid>,
    pub section_org_id: Uuid,
    pub center_org_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub period_from: Date,
    pub period_to: Date,
    pub in_force_on: Option<Date>,
    pub go_live_on: Option<Date>,
    pub first_go_live_on: Option<Date>,
    #[sea_orm(column_type = "Text", nullable)]
    pub late_reason: Option<String>,
    /// What moved in its 制度改正 and nobody has looked at yet, as JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub law_move: Option<String>,
    /// Of the last thing done with it as a whole: why, when, by whom.
    #[sea_orm(column_type = "Text", nullable)]
    pub moved_reason: Option<String>,
    pub moved_at: Option<DateTimeUtc>,
    pub moved_by: Option<Uuid>,
    pub last_issue_number: i32,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
