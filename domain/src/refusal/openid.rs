//! Why somebody is not let in by 組織のアカウント.

use serde::{Deserialize, Serialize};

/// What went wrong on the way to the provider of OpenID Connect and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenIdProblem {
    /// The person broke it off there, or was not let through.
    Cancelled,
    /// The provider answered with another error.
    Refused,
    /// The answer lacks what it must have, or cannot be read.
    Incomplete,
    /// It was begun too long ago, in another browser, or is over already.
    NotBegun,
    /// The answer names another provider.
    OtherProvider,
    /// What the provider said of the person does not hold.
    Unproven,
    /// The provider cannot be reached, or does not answer in time.
    Away,
    /// Nobody here may sign in by that account. Says nothing of why.
    NotLetIn,
}

impl OpenIdProblem {
    /// Whether the person or the answer failed, and not the way there.
    pub const fn counts_as_failure(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Away)
    }
}
