//! A turn: an organisation has the ball of an issue from a day on.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ball_turn")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub issue_id: Uuid,
    /// Its 案件, center and 公開範囲, which never change: who may know of the turn.
    pub case_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub center: String,
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    pub at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub holder: String,
    pub org_id: Option<Uuid>,
    pub since: Date,
    pub until: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
