//! What is written down for the log alone: no history of a record tells it.

use crate::{coded::coded_enum, policy::Action};
use serde::{Deserialize, Serialize};

coded_enum! {
    /// As what the log is exported.
    pub enum LogFormat {
        /// For Excel.
        Csv = "csv",
        /// A JSON object per line, for machines.
        Jsonl = "jsonl",
    }
}

/// One trace that somebody left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TrailEvent {
    /// 課題 of 市内部 or センター内 was opened: once for each person and day.
    IssueRead,
    /// A form was refused because its sender may not do that, or may not know of the record.
    Denied {
        /// Its verb.
        form: String,
        /// Which row of the table says no; none where the record was not to be known of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        action: Option<Action>,
    },
    /// The log was exported.
    LogExported {
        /// As what.
        format: LogFormat,
        /// Which part of it: the query string of the view.
        filter: String,
    },
}

impl TrailEvent {
    /// The code of the kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::IssueRead => "issue_read",
            Self::Denied { .. } => "denied",
            Self::LogExported { .. } => "log_exported",
        }
    }
}

impl From<TrailEvent> for super::Event {
    fn from(event: TrailEvent) -> Self {
        Self::Trail(event)
    }
}
