//! 監査ログ.

use crate::{
    audit::{LogGroup, LogMark, Outcome},
    event::Event,
    ids::EventId,
    key::{CaseNo, IssueKey},
    role::Role,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One page of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// Today (JST).
    pub today: NaiveDate,
    /// The newest first.
    pub rows: Vec<LogRow>,
    /// There are older ones.
    pub has_older: bool,
    /// There are newer ones.
    pub has_newer: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// The event.
    pub id: EventId,
    /// Its place in the sealed chain, once it is sealed.
    pub seal: Option<Seal>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; nobody where it was the command line or a job, and where the reader may not be told.
    pub person: Option<Person>,
    /// Their organisation.
    pub org: String,
    /// In which role.
    pub role: Option<Role>,
    /// From which address.
    pub address: String,
    /// In which session.
    pub session: String,
    /// In which 案件.
    pub case: Option<CaseNo>,
    /// On which 課題.
    pub issue: Option<IssueKey>,
    /// Of which 制度改正: its code.
    pub law: Option<String>,
    /// About whose account: the ログインID.
    pub account: Option<String>,
    /// What, as the reader may read it.
    pub event: Event,
}

/// Somebody who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
}

/// A link of the sealed chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its place, from 1 on.
    pub seq: i64,
    /// SHA-256, in hexadecimal digits.
    pub hash: String,
}

impl LogRow {
    /// From where a page goes on.
    pub const fn mark(&self) -> LogMark {
        LogMark { at: self.at, id: self.id }
    }

    /// What it is about.
    pub fn group(&self) -> Option<LogGroup> {
        LogGroup::of(self.event.kind())
    }

    /// How it ended.
    pub fn outcome(&self) -> Outcome {
        Outcome::of(self.event.kind())
    }
}
