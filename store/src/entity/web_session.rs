//! A signed-in browser: the hash of its id, never the id.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "web_session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id_hash: String,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub data: String,
    pub expires_at: i64,
    pub created_at: DateTimeUtc,
    pub begun_at: Option<DateTimeUtc>,
    pub seen_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub address: Option<String>,
    /// Its number in the log, which opens nothing.
    #[sea_orm(column_type = "Text", nullable)]
    pub mark: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl std::fmt::Debug for Model {
    /// Without what it holds: a form that is kept is nobody's business.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("web_session").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}
