//! A 課題.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "issue")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub key: String,
    pub case_id: Uuid,
    pub lane_id: Option<Uuid>,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    #[sea_orm(column_type = "Text")]
    pub impact: String,
    #[sea_orm(column_type = "Text")]
    pub policy: String,
    #[sea_orm(column_type = "Text")]
    pub category: String,
    pub severity_rank: i32,
    pub priority_rank: i32,
    pub stage: Option<i32>,
    pub blocks_gate: bool,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub is_open: bool,
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    #[sea_orm(column_type = "Text")]
    pub center: String,
    pub vendor_org_id: Option<Uuid>,
    pub raised_by: Uuid,
    pub raised_org_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub raised_kind: String,
    pub raised_on: Date,
    pub org_id: Option<Uuid>,
    pub assignee_id: Option<Uuid>,
    pub first_due: Option<Date>,
    pub due: Option<Date>,
    pub due_key: Date,
    pub slips: i32,
    pub slip_days: i32,
    pub hold_until: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub ball_holder: String,
    pub ball_org_id: Option<Uuid>,
    pub ball_user_id: Option<Uuid>,
    pub ball_since: Date,
    pub approved_by: Option<Uuid>,
    pub closed_on: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub folded: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
