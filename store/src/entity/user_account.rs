//! A person.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub login: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub kana: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    pub org_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub password_hash: String,
    #[sea_orm(column_type = "Text")]
    pub language: String,
    #[sea_orm(column_type = "Text")]
    pub date_style: String,
    pub demo: bool,
    pub failed_sign_ins: i32,
    pub last_failed_at: Option<DateTimeUtc>,
    pub disabled_at: Option<DateTimeUtc>,
    pub left_on: Option<Date>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    /// Somebody else set the password, and knows it.
    pub must_change: bool,
    pub password_at: Option<DateTimeUtc>,
    pub signed_in_at: Option<DateTimeUtc>,
    pub pledged_on: Option<Date>,
    pub trained_on: Option<Date>,
    pub handles_numbers: bool,
    pub reviewed_at: Option<DateTimeUtc>,
    pub reviewed_by: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub totp_secret: Option<String>,
    /// Since when codes are asked for.
    pub totp_since: Option<DateTimeUtc>,
    /// The step of the last code: none is taken twice.
    pub totp_step: Option<i64>,
    /// Whose account it is at a provider of OpenID Connect; with its subject, or neither.
    #[sea_orm(column_type = "Text", nullable)]
    pub openid_issuer: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub openid_subject: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl std::fmt::Debug for Model {
    /// Without the hash of its password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("user_account").field("id", &self.id).field("login", &self.login).finish_non_exhaustive()
    }
}
