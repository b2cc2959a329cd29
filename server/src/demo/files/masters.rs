//! Organisations, systems, accounts and law changes.

use chrono::NaiveDate;
use domain::{
    law::{LawKind, LawState},
    organisation::{CenterCode, OrgKind},
    role::Role,
};
use serde::Deserialize;

/// `organisations.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisations {
    pub(super) organisation: Vec<OrganisationEntry>,
}

/// `systems.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Systems {
    pub(super) system: Vec<SystemEntry>,
}

/// `users.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Users {
    pub(super) user: Vec<UserEntry>,
}

/// `laws.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Laws {
    pub(super) law: Vec<LawEntry>,
}

/// A section, a center or a vendor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationEntry {
    pub code: String,
    pub kind: OrgKind,
    pub name: String,
    pub name_en: String,
    pub bureau: Option<String>,
    pub center: Option<CenterCode>,
    pub sort: i32,
}

/// A system under revision, or a partner.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemEntry {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub center: CenterCode,
    pub vendor: Option<String>,
    pub revised: bool,
    pub sort: i32,
}

/// An account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserEntry {
    pub login: String,
    pub name: String,
    pub kana: String,
    pub title: String,
    pub org: String,
    pub roles: Vec<RoleEntry>,
}

/// A role of an account.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    pub role: Role,
    pub center: Option<CenterCode>,
}

/// A 制度改正.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawEntry {
    pub code: String,
    pub name: String,
    pub kind: LawKind,
    pub number: Option<String>,
    pub promulgated_on: Option<NaiveDate>,
    pub in_force_on: Option<NaiveDate>,
    pub applies_from: Option<NaiveDate>,
    pub retroactive: bool,
    pub ministry: Option<String>,
    pub source: Option<String>,
    pub state: LawState,
    pub summary: String,
}
