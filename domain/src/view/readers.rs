//! 「なぜ見える／見えない」: who reads a 課題 or a 案件, and why.

use super::PersonChoice;
use crate::{
    key::{CaseNo, IssueKey},
    organisation::CenterCode,
    role::Role,
    visibility::{Scope, Sight},
};
use serde::{Deserialize, Serialize};

/// Who reads a 案件, or a 課題 of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadersPage {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名 of the case.
    pub case_title: String,
    /// The 課題, when it is about one.
    pub issue: Option<ReadIssue>,
    /// Everybody with a role today, by organisation, role and reason, in the order of the organisations.
    pub groups: Vec<Readers>,
    /// Whom the asker may choose.
    pub people: Vec<PersonChoice>,
    /// The answer about the person that was chosen.
    pub asked: Option<Asked>,
}

/// The 課題 that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadIssue {
    /// 課題番号.
    pub key: IssueKey,
    /// 件名.
    pub title: String,
    /// 公開範囲.
    pub scope: Scope,
    /// Name of its 対象システム.
    pub system: Option<String>,
}

/// People of one organisation and role for whom the rule says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readers {
    /// Name of the organisation.
    pub org: String,
    /// The role.
    pub role: Role,
    /// The center of a role that is bound to one.
    pub center: Option<CenterCode>,
    /// What the rule says, and why.
    pub sight: Sight,
    /// The names of those whom the asker may know of.
    pub names: Vec<String>,
}

/// What the rule says of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// None that the asker may choose.
    NoSuchPerson,
    /// This one.
    Person {
        /// 氏名.
        name: String,
        /// Name of the organisation.
        org: String,
        /// The role today.
        role: Role,
        /// What the rule says, and why.
        sight: Sight,
    },
}
