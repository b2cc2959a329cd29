//! 管理: accounts, masters, calendar.

mod days;
mod ending;
mod held;
mod review;

pub use days::{CalendarYear, DayPreview, DayRow, Touched, TouchedCase, TouchedIssue, TouchedLaw, TouchedLine};
pub use ending::{EndingCase, EndingLane, OrgEnding, OrgPart, SystemEnding};
pub use held::{HeldIssue, HeldLine, LineOf};
pub use review::{ReviewList, ReviewRow};

use super::{Entry, Named, PersonChoice};
use crate::{
    admin::{AccountState, Duties, RoleTerm},
    key::CaseNo,
    language::Language,
    organisation::{CenterCode, OrgKind},
    period::Period,
    role::Role,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An account in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// 読み.
    pub kana: String,
    /// 職名.
    pub title: String,
    /// Organisation.
    pub org: Named,
    /// The role of today, else the next or the last one.
    pub term: Option<RoleTerm>,
    /// Whether it can be used.
    pub state: AccountState,
    /// The last 守秘研修 is older than a year.
    pub retrain: bool,
}

/// A page of the accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountList {
    /// The rows of this page.
    pub rows: Vec<AccountRow>,
    /// How many there are on all pages.
    pub count: u32,
    /// This page, from 1 on.
    pub page: u32,
    /// The last page.
    pub pages: u32,
    /// Organisations to filter by.
    pub orgs: Vec<Named>,
    /// 担当者不在: open 課題 whose 担当者 is there no more, those that the asker may know of.
    pub absent: u32,
    /// The same that the asker may not know of.
    pub absent_hidden: u32,
    /// The asker may add accounts.
    pub may_add: bool,
    /// Some accounts are not shown to this asker's side (operators, 9-(5)).
    pub without_operators: bool,
}

/// A role period on the page of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermView {
    /// The row.
    pub id: String,
    /// Role, center, days.
    pub term: RoleTerm,
}

/// The page of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    /// The day (JST).
    pub today: NaiveDate,
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// 読み.
    pub kana: String,
    /// 職名.
    pub title: String,
    /// Organisation.
    pub org: Named,
    /// Whether it can be used.
    pub state: AccountState,
    /// 最終日, once it was said.
    pub left_on: Option<NaiveDate>,
    /// 宣誓書, 守秘研修, 特定個人情報取扱者.
    pub duties: Duties,
    /// A second factor is asked for at its sign-in.
    pub second_factor: bool,
    /// An account at the provider of OpenID Connect is that account here.
    pub openid: bool,
    /// Counts the edits.
    pub version: i32,
    /// All role periods, the latest first.
    pub terms: Vec<TermView>,
    /// The roles the asker can give here.
    pub roles: Vec<Role>,
    /// The center of the roles that are bound to one.
    pub center: Option<CenterCode>,
    /// The asker may change it.
    pub may_edit: bool,
    /// It is the asker's own.
    pub own: bool,
    /// The asker may look at the screens as this person has them.
    pub may_view_as: bool,
    /// Open 課題 in these hands that the asker may know of.
    pub issues: Vec<HeldIssue>,
    /// Open 課題 that the asker may not know of.
    pub hidden_issues: u32,
    /// Open lines of checklists in these hands, in 課題 and 工程 that the asker may know of.
    pub lines: Vec<HeldLine>,
    /// The same that the asker may not know of.
    pub hidden_lines: u32,
    /// 案件 in whose list of people it stands.
    pub cases: u32,
    /// Nobody else of the section decides today: how many of its gates wait.
    pub last_approver: Option<u32>,
    /// Who could take over: people of the same organisation.
    pub successors: Vec<PersonChoice>,
    /// The organisations it could go to: those where the asker adds people.
    pub orgs: Vec<Named>,
    /// What happened to it, the oldest first; its sign-ins are not among them.
    pub history: Vec<Entry>,
}

/// The form of a new account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountForm {
    /// The day (JST).
    pub today: NaiveDate,
    /// Organisations, with their kinds.
    pub orgs: Vec<OrgRow>,
    /// The roles the asker can give.
    pub roles: Vec<Role>,
}

/// An organisation in 管理.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgRow {
    /// Its code.
    pub code: String,
    /// 区分.
    pub kind: OrgKind,
    /// Name in Japanese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// 局.
    pub bureau: Option<String>,
    /// The center it is.
    pub center: Option<CenterCode>,
    /// 表示順.
    pub sort: i32,
    /// When it is offered.
    pub valid: Period,
    /// The networks from which its people sign in; empty: from everywhere.
    pub sign_in_from: String,
    /// Counts the edits.
    pub version: i32,
    /// The asker may change it.
    pub may_edit: bool,
}

impl OrgRow {
    /// Its name for a reader of that language.
    pub fn name_in(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.name,
            Language::En => &self.name_en,
        }
    }
}

/// The organisations, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgList {
    /// The day (JST).
    pub today: NaiveDate,
    /// The rows.
    pub rows: Vec<OrgRow>,
    /// The asker may add some.
    pub may_add: bool,
    /// Of a list of one: what the validity that was typed touches, when days are lost in it.
    pub ending: Option<OrgEnding>,
}

/// A vendor of a system, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorTerm {
    /// The vendor; `None`: nobody.
    pub vendor: Option<Named>,
    /// When.
    pub period: Period,
}

/// A system in 管理.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemRow {
    /// Its code.
    pub code: String,
    /// Name in Japanese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// The center that looks after it.
    pub center: CenterCode,
    /// Target of revisions.
    pub revised: bool,
    /// 表示順.
    pub sort: i32,
    /// When it is offered.
    pub valid: Period,
    /// Its vendors, the latest first.
    pub vendors: Vec<VendorTerm>,
    /// Counts the edits.
    pub version: i32,
    /// The asker may change it.
    pub may_edit: bool,
}

/// The systems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemList {
    /// The day (JST).
    pub today: NaiveDate,
    /// The rows.
    pub rows: Vec<SystemRow>,
    /// Centers for which the asker may add some.
    pub centers: Vec<CenterCode>,
    /// The vendors that can be named.
    pub vendors: Vec<Named>,
}

/// A lane of a live case that a change of vendor would concern, and does not touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneOfSystem {
    /// 案件番号.
    pub no: CaseNo,
    /// 件名.
    pub title: String,
    /// Its vendor, who stays.
    pub vendor: Option<String>,
}

/// The page of one system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemPage {
    /// The day (JST).
    pub today: NaiveDate,
    /// The system.
    pub row: SystemRow,
    /// The vendors that can be named.
    pub vendors: Vec<Named>,
    /// Lanes of live cases that the asker may know of.
    pub lanes: Vec<LaneOfSystem>,
    /// The same that the asker may not know of.
    pub hidden_lanes: u32,
    /// What else the validity that was typed touches, when days are lost in it.
    pub ending: Option<SystemEnding>,
}
