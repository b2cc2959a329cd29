//! Where in a sorted list a page begins.

use crate::{coded::coded_enum, ids::IssueId};

coded_enum! {
    /// What the list is sorted by.
    pub enum SortKey {
        /// 期限, the nearest first; without 期限 last.
        Due = "due",
        /// Last change, the newest first.
        Updated = "updated",
        /// 発生日, the newest first.
        Raised = "raised",
        /// 重要度, the gravest first.
        Severity = "severity",
        /// 優先度, the most urgent first.
        Priority = "priority",
    }
}

/// A place in the sorted list: the sort key of a row and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The sort key as text.
    pub key: String,
    /// The row.
    pub id: IssueId,
}

/// Which page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Position {
    /// The first.
    #[default]
    First,
    /// The rows after a mark.
    After(Mark),
    /// The rows before a mark.
    Before(Mark),
    /// The last.
    Last,
}

impl Mark {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (key, id) = text.rsplit_once('~')?;
        let plain = key.len() <= 40 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:.+".contains(&b));
        plain.then_some(())?;
        Some(Self { key: key.to_owned(), id: IssueId::parse(id)? })
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.key, self.id)
    }
}
