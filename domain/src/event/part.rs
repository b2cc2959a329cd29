//! What several happenings are made of.

use crate::{coded::coded_enum, refusal::Field};
use serde::{Deserialize, Serialize};

/// Who was given something, with the names as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// 担当組織.
    pub org: String,
    /// Its English name.
    pub org_en: String,
    /// 担当者.
    pub assignee: String,
}

coded_enum! {
    /// What was done to lines of a checklist.
    pub enum LineChange {
        /// Added.
        Added = "added",
        /// Ticked.
        Ticked = "ticked",
        /// The tick, or 対象外, was taken back.
        Reopened = "reopened",
        /// 対象外.
        LeftOut = "left_out",
        /// Owner, 期限, 証跡, text or place were changed.
        Edited = "edited",
        /// 担当 was handed over because the person leaves.
        HandedOver = "handed_over",
        /// Retired, of a template.
        Retired = "retired",
    }
}

/// One edited field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Which field.
    pub field: Field,
    /// What it held: text, or a code.
    pub before: String,
    /// What it holds.
    pub after: String,
}

impl Edit {
    /// The edit of a text that may be missing; nothing when it stays.
    pub fn between(field: Field, before: Option<&str>, after: Option<&str>) -> Option<Self> {
        let text = |it: Option<&str>| it.unwrap_or_default().to_owned();
        (text(before) != text(after)).then(|| Self { field, before: text(before), after: text(after) })
    }
}
