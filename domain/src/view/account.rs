//! 個人設定.

use chrono::{DateTime, Utc};
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
}
