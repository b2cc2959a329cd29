//! What a city asks of passwords, and what wrong ones lead to: settings, as rules.

mod guessable;
mod locking;
mod password;

pub use guessable::is_guessable;
pub use locking::{ADDRESS_MEMORY_MINUTES, KNOWN_PLACE_DAYS, LockRules, place};
pub use password::{PASSWORD_MAX_BYTES, PasswordDue, PasswordRules};

use crate::{actor::Actor, organisation::Side};
use serde::{Deserialize, Serialize};

/// Whether somebody is offered a second factor. No telephone can be asked for in the centers (specification 5-2).
pub fn may_have_second_factor(actor: &Actor) -> bool {
    actor.side() != Side::Center
}

/// All of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRules {
    /// What a new password must be.
    pub password: PasswordRules,
    /// What wrong ones lead to.
    pub lock: LockRules,
}
