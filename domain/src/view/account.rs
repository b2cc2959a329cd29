//! 個人設定.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A session of the person who looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    /// Its number in the log, which opens nothing; empty where it has none.
    pub mark: String,
    /// When the person signed in.
    pub begun_at: DateTime<Utc>,
    /// When it was last used, to five minutes.
    pub seen_at: DateTime<Utc>,
    /// From which address; empty where it is not known.
    pub address: String,
    /// It is the one in which this is looked at.
    pub here: bool,
}

/// The page of one's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// Where the person is signed in.
    pub sessions: Vec<OwnSession>,
    /// The last 守秘研修, when it is older than a year.
    pub old_training: Option<NaiveDate>,
    /// The second factor; nothing where none is offered.
    pub second_factor: Option<SecondFactor>,
}

/// How the second factor of a person stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFactor {
    /// There is none.
    Off,
    /// Its secret is shown, and waits for a code.
    Begun {
        /// The secret, as people type it.
        secret: String,
        /// The same for apps: `otpauth://…`.
        address: String,
    },
    /// It is asked for.
    On {
        /// Since when.
        since: DateTime<Utc>,
        /// Codes for its loss that were not used.
        codes_left: u32,
    },
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Off => "Off",
            Self::Begun { .. } => "Begun",
            Self::On { .. } => "On",
        })
    }
}
