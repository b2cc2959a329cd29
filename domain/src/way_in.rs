//! How somebody proves who they are.

use crate::coded::coded_enum;
use serde::{Deserialize, Serialize};

coded_enum! {
    /// A way to sign in. What the log knows of before there were two is the first.
    pub enum WayIn {
        /// ログインID and パスワード.
        Password = "password",
        /// 組織のアカウント: a provider of OpenID Connect answers for them.
        OpenId = "openid",
    }
}

impl WayIn {
    /// Whether the person's own password opens the door, so that one which is due is changed behind it.
    pub const fn asks_for_password(self) -> bool {
        matches!(self, Self::Password)
    }
}

#[expect(clippy::derivable_impls, reason = "the macro writes the enum")]
impl Default for WayIn {
    fn default() -> Self {
        Self::Password
    }
}

/// Whose account it is at a provider: the two together name one person for ever, a subject alone does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenIdName {
    /// The provider, as it names itself (`iss`).
    pub issuer: String,
    /// Its name for the person (`sub`).
    pub subject: String,
}

/// What opened the door, kept from the first step of signing in to the second.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// The password.
    #[default]
    Password,
    /// The word of a provider.
    OpenId(OpenIdName),
}

impl Proof {
    /// Its kind.
    pub const fn way(&self) -> WayIn {
        match self {
            Self::Password => WayIn::Password,
            Self::OpenId(_) => WayIn::OpenId,
        }
    }
}
