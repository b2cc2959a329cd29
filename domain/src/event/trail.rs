//! What is written down for the log alone: no history of a record tells it.

use crate::{coded::coded_enum, ids::RelayId, policy::Action, visibility::Scope};
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
    /// 課題 of 市内部 or センター内 was opened, or a wider one whose page showed such comments: once for each person and
    /// day.
    IssueRead {
        /// The 公開範囲 of these comments; none where the 課題 itself is restricted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comments: Option<Scope>,
    },
    /// 上申 or 開示 was opened: once for each person and day.
    RelayRead {
        /// Which one.
        relay: RelayId,
        /// Its 件名 then.
        title: String,
    },
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
            Self::IssueRead { .. } => "issue_read",
            Self::RelayRead { .. } => "relay_read",
            Self::Denied { .. } => "denied",
            Self::LogExported { .. } => "log_exported",
        }
    }

    /// Somebody looked at something: the one thing that whoever looks through another's eyes does too.
    pub const fn is_read(&self) -> bool {
        matches!(self, Self::IssueRead { .. } | Self::RelayRead { .. })
    }
}

impl From<TrailEvent> for super::Event {
    fn from(event: TrailEvent) -> Self {
        Self::Trail(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;

    #[test]
    fn what_was_written_down_before_comments_were_told_is_still_read() {
        let read = |json: &str| serde_json::from_str::<Event>(json).unwrap();
        let (of_itself, of_comments) = (TrailEvent::IssueRead { comments: None }, Some(Scope::Center));
        assert_eq!(read(r#"{"kind":"issue_read"}"#), of_itself.into());
        let told = TrailEvent::IssueRead { comments: of_comments };
        assert_eq!(read(r#"{"kind":"issue_read","comments":"center"}"#), told.into());
    }
}
