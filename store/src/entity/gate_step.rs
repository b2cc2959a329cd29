//! A step in the history of a gate; never edited.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "gate_step")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stage_record_id: Uuid,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub step: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub by_id: Option<Uuid>,
    pub by_org_id: Option<Uuid>,
    pub at: DateTimeUtc,
    /// What was not met when the gate was passed with conditions: a list of texts in JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub left_open: Option<String>,
    /// The days of 実績 that a correction moved: an object in JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub corrected: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
