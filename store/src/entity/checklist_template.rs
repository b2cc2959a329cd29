//! A line of the checklist templates.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_template")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stage: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub required: bool,
    pub position: i32,
    pub retired_at: Option<DateTimeUtc>,
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
