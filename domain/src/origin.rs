//! Where an act came from: what the log keeps beside who did it.

use serde::{Deserialize, Serialize};
use std::{fmt, net::IpAddr};

/// Where a request came from. Nothing of it is known of what the command line or a job does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The address that the request came from.
    pub address: Option<IpAddr>,
    /// The session it was made in.
    pub session: Option<SessionMark>,
}

/// A number of a session, made with it by chance: it tells the acts of one session from those of another, and opens
/// nothing. It is neither the session's id nor made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionMark(u64);

impl SessionMark {
    /// Digits that people read.
    const BITS: u32 = 40;

    /// From a number made by chance.
    pub const fn of(chance: u64) -> Self {
        Self(chance & ((1 << Self::BITS) - 1))
    }
}

impl fmt::Display for SessionMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SessionMark;

    #[test]
    fn a_mark_is_ten_digits_that_can_be_read_to_somebody() {
        assert_eq!(SessionMark::of(0).to_string(), "0000000000");
        assert_eq!(SessionMark::of(u64::MAX).to_string(), "ffffffffff");
    }
}
