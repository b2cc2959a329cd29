//! One 工程 of a case or of a lane.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stage_record")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub lane_id: Option<Uuid>,
    pub stage: i32,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub first_start: Date,
    pub first_end: Date,
    pub planned_start: Date,
    pub planned_end: Date,
    pub actual_start: Option<Date>,
    pub actual_end: Option<Date>,
    #[sea_orm(column_type = "Text", nullable)]
    pub replan_reason: Option<String>,
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub early_reason: Option<String>,
    pub early_at: Option<DateTimeUtc>,
    pub early_by: Option<Uuid>,
    pub checklist_at: Option<DateTimeUtc>,
    pub progress: i32,
    #[sea_orm(column_type = "Text")]
    pub progress_note: String,
    /// Of a 工程 that is proposed to be 対象外, or is.
    #[sea_orm(column_type = "Text", nullable)]
    pub leave_out_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
