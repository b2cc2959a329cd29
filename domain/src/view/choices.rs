//! Choices of selects and filters.

use serde::{Deserialize, Serialize};

/// A code and the name people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// What the form or the URL holds.
    pub code: String,
    /// What people read.
    pub name: String,
}

/// A person who can be made 担当者.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChoice {
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// Position, e.g. 給与課 係長.
    pub title: String,
    /// Code of their organisation.
    pub org: String,
    /// Its name.
    pub org_name: String,
}

/// What the selects of a form or a filter offer to this person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Organisations.
    pub orgs: Vec<Named>,
    /// People, sorted by organisation and 読み.
    pub people: Vec<PersonChoice>,
    /// Systems.
    pub systems: Vec<Named>,
}
