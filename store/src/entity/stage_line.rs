//! A line of a 工程's checklist.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stage_line")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stage_record_id: Uuid,
    pub template_id: Option<Uuid>,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub required: bool,
    pub org_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub due: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub evidence: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub settled_at: Option<DateTimeUtc>,
    pub settled_by: Option<Uuid>,
    pub version: i32,
    /// Empty where nobody gave one; null from before there were any.
    #[sea_orm(column_type = "Text", nullable)]
    pub text_en: Option<String>,
    /// Empty where any side may; null from before there were any.
    #[sea_orm(column_type = "Text", nullable)]
    pub side: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
