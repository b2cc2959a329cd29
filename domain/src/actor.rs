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
    /// Who looks through this person's eyes (「この人として表示」), and sees only what both of them may see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watcher: Option<Box<Actor>>,
}

impl Actor {
    /// The side this person speaks for.
    pub const fn side(&self) -> Side {
        self.role.side()
    }

    /// Everybody who looks: the person, and whoever looks through their eyes.
    pub fn eyes(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.watcher.as_deref())
    }

    /// Who sits before the screen, and who does what is done there.
    pub fn doer(&self) -> &Self {
        self.watcher.as_deref().unwrap_or(self)
    }

    /// The same person with somebody else looking, who reads in their own language.
    #[must_use]
    pub fn seen_by(self, watcher: Self) -> Self {
        let (language, date_style, origin) = (watcher.language, watcher.date_style, watcher.origin);
        Self { language, date_style, origin, watcher: Some(Box::new(watcher)), ..self }
    }
}
