//! A section of the city, a center or a vendor.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub bureau: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub center: Option<String>,
    pub sort: i32,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub version: i32,
    /// The networks from which its people sign in; none: from everywhere.
    #[sea_orm(column_type = "Text", nullable)]
    pub sign_in_from: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
