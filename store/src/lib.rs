//! Every verb of Kaisei: one transaction, one [`domain::event::Event`].
//!
//! `Store` is the only handle. A verb takes the [`Actor`] first, finds things only through
//! `scope`, asks `domain` whether it may be done, and writes row and event in one transaction.
//! Nothing of sea-orm leaves this crate.

mod entity;
pub mod error;

pub use error::{Noun, StoreError};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case_filter::CaseFilter,
    date::DateStyle,
    filter::IssueFilter,
    ids::{ChecklistLineId, UserId},
    issue::{AssignmentInput, DraftInput, Move, MoveInput},
    key::{CaseNo, IssueKey},
    language::Language,
    view::{CaseListView, CasePage, IssueList, IssuePage, RaiseForm, TodayView},
    visibility::Scope,
};

/// CONTRACT (stub): the store helper fills these.
#[derive(Clone, Debug)]
pub struct Store {}

/// Result of a verb.
pub type Result<T> = std::result::Result<T, StoreError>;

#[expect(clippy::unimplemented, unused_variables, missing_docs, reason = "contract only")]
impl Store {
    // -- time ---------------------------------------------------------------
    pub fn now(&self) -> DateTime<Utc> {
        unimplemented!()
    }
    pub fn today(&self) -> NaiveDate {
        unimplemented!()
    }
    // -- people -------------------------------------------------------------
    /// The actor of a session: `None` when disabled or without a role period valid today.
    pub async fn actor(&self, user: UserId) -> Result<Option<Actor>> {
        unimplemented!()
    }
    pub async fn set_preferences(&self, actor: &Actor, language: Language, style: DateStyle) -> Result<()> {
        unimplemented!()
    }
    // -- reads --------------------------------------------------------------
    pub async fn today_view(&self, actor: &Actor) -> Result<TodayView> {
        unimplemented!()
    }
    pub async fn case_list(&self, actor: &Actor, filter: &CaseFilter) -> Result<CaseListView> {
        unimplemented!()
    }
    pub async fn case_page(&self, actor: &Actor, no: CaseNo) -> Result<CasePage> {
        unimplemented!()
    }
    /// `filter.case` set by the page `/cases/{no}/issues`: NotFound when the actor may not know of it.
    pub async fn issue_list(&self, actor: &Actor, filter: &IssueFilter) -> Result<IssueList> {
        unimplemented!()
    }
    pub async fn issue_page(&self, actor: &Actor, key: IssueKey) -> Result<IssuePage> {
        unimplemented!()
    }
    pub async fn raise_form(&self, actor: &Actor) -> Result<RaiseForm> {
        unimplemented!()
    }
    // -- verbs on issues ----------------------------------------------------
    /// `case` and `system` are what was typed: an unknown or invisible one is a problem beside that field.
    pub async fn raise_issue(&self, actor: &Actor, case: &str, system: &str, input: &DraftInput) -> Result<IssueKey> {
        unimplemented!()
    }
    pub async fn edit_issue(
        &self,
        actor: &Actor,
        key: IssueKey,
        version: i32,
        system: &str,
        policy: &str,
        input: &DraftInput,
    ) -> Result<()> {
        unimplemented!()
    }
    pub async fn move_issue(
        &self,
        actor: &Actor,
        key: IssueKey,
        version: i32,
        mv: Move,
        input: &MoveInput,
    ) -> Result<()> {
        unimplemented!()
    }
    pub async fn assign_issue(&self, actor: &Actor, key: IssueKey, version: i32, to: &AssignmentInput) -> Result<()> {
        unimplemented!()
    }
    pub async fn move_deadline(
        &self,
        actor: &Actor,
        key: IssueKey,
        version: i32,
        due: &str,
        reason: &str,
    ) -> Result<()> {
        unimplemented!()
    }
    pub async fn comment(&self, actor: &Actor, key: IssueKey, scope: Option<Scope>, text: &str) -> Result<()> {
        unimplemented!()
    }
    pub async fn add_line(&self, actor: &Actor, key: IssueKey, line: &str, owner: &str, due: &str) -> Result<()> {
        unimplemented!()
    }
    pub async fn tick_line(&self, actor: &Actor, key: IssueKey, line: ChecklistLineId, done: bool) -> Result<()> {
        unimplemented!()
    }
    pub async fn relate(&self, actor: &Actor, key: IssueKey, other: &str) -> Result<()> {
        unimplemented!()
    }
}
