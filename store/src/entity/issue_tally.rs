//! How many 課題 of a case, a 公開範囲 and a vendor are open.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "issue_tally")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub scope: String,
    /// Nil where they have none.
    #[sea_orm(primary_key, auto_increment = false)]
    pub vendor_org_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub center: String,
    pub open_issues: i32,
    pub blocking_open: i32,
    pub severe_open: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
