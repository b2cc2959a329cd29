//! Who is asking.

use crate::{
    date::DateStyle,
    ids::{OrgId, UserId},
    language::Language,
    organisation::{CenterCode, OrgKind, Side},
    origin::Origin,
    role::Role,
};
use serde::{Deserialize, Serialize};

/// The signed-in person in the role they have today. Made by the server for every request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub user: UserId,
    /// ログインID.
    pub login: String,
    /// The name others read.
    pub name: String,
    /// The organisation the person belongs to.
    pub org: OrgId,
    /// Its name in Japanese.
    pub org_name: String,
    /// Its name in English.
    pub org_name_en: String,
    /// Its kind.
    pub org_kind: OrgKind,
    /// The role of the period that is valid today.
    pub role: Role,
    /// The one center of a role that is bound to one; `None` for roles over both.
    pub center: Option<CenterCode>,
    /// The language of the screens.
    pub language: Language,
    /// 和暦 or 西暦.
    pub date_style: DateStyle,
    /// Where this request came from, for the log. No business of the browser's.
    #[serde(skip)]
    pub origin: Origin,
}

impl Actor {
    /// The side this person speaks for.
    pub const fn side(&self) -> Side {
        self.role.side()
    }
}
