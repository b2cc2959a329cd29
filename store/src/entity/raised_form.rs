//! The form that a 課題 was raised by.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "raised_form")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub issue_id: Uuid,
    pub user_id: Uuid,
    /// What the form carried: made when it was opened.
    pub token: Uuid,
    /// SHA-256 of what was typed, in hexadecimal digits.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
