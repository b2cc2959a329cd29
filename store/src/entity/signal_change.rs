//! A change of a case's 信号, as it was seen by those of the city and the managers alike.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "signal_change")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub seq: i32,
    pub day: Date,
    pub at: DateTimeUtc,
    #[sea_orm(column_type = "Text", nullable)]
    pub signal: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub judged: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reasons: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
