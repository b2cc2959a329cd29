//! A 上申 or 開示.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "relay")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub case_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub center: String,
    pub issue_id: Option<Uuid>,
    pub comment_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub by_id: Uuid,
    pub by_org_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub target_issue_id: Option<Uuid>,
    pub target_comment_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub target_scope: Option<String>,
    pub submitted_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
