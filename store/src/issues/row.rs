//! A row of a 課題一覧: the columns of the issue, and the names that belong to them.

use super::found::{NO_DUE, ranked, stage};
use super::keyset::Keys;
use crate::{
    Result,
    naming::{doer, holder},
    select::{Reading, code, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    calendar::Calendars,
    ids::{OrgId, UserId},
    issue::{Category, Holder, IssueState, Priority, Severity, Turn, due_mark},
    key::IssueKey,
    view::{BallView, IssueRow, Named},
    visibility::Scope,
};
use sea_orm::{
    FromQueryResult,
    sea_query::{Query, SelectStatement},
};
use uuid::Uuid;

/// The columns of the issue itself.
const COLUMNS: &[&str] = &[
    "id",
    "key",
    "title",
    "category",
    "severity_rank",
    "priority_rank",
    "stage",
    "state",
    "scope",
    "first_due",
    "due",
    "slips",
    "ball_holder",
    "ball_org_id",
    "ball_user_id",
    "ball_since",
    "blocks_gate",
    "raised_by",
    "raised_on",
    "updated_at",
];

/// A row with its names.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Record {
    pub id: Uuid,
    pub key: String,
    pub title: String,
    pub category: String,
    pub severity_rank: i32,
    pub priority_rank: i32,
    pub stage: Option<i32>,
    pub state: String,
    pub scope: String,
    pub first_due: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub slips: i32,
    pub ball_holder: String,
    pub ball_org_id: Option<Uuid>,
    pub ball_user_id: Option<Uuid>,
    pub ball_since: NaiveDate,
    pub blocks_gate: bool,
    pub raised_by: Uuid,
    pub raised_on: NaiveDate,
    pub updated_at: DateTime<Utc>,
    pub case_title: String,
    pub system_code: Option<String>,
    pub org_name: Option<String>,
    pub assignee_name: Option<String>,
    pub ball_org_code: Option<String>,
    pub ball_org_name: Option<String>,
    pub ball_user_name: Option<String>,
}

/// The ids of issues, from `issue`: to be filtered, sorted and limited before anything is joined,
/// so that an index alone can answer.
pub(crate) fn ids() -> SelectStatement {
    Query::select().pick("issue", &["id"]).from("issue").take()
}

/// The rows of those few issues, with their names.
pub(crate) fn rows_of(ids: SelectStatement, actor: &Actor, today: NaiveDate) -> SelectStatement {
    let mut select = Query::select();
    select.pick("issue", COLUMNS).from_subquery(ids, "found").inner("issue", "issue", ("found", "id"));
    with_names(&mut select, actor, today);
    select
}

/// Joins the names.
pub(crate) fn with_names(select: &mut SelectStatement, actor: &Actor, today: NaiveDate) {
    let name = name_in(actor.language);
    select
        .pick_as("c", "title", "case_title")
        .pick_as("s", "code", "system_code")
        .pick_as("o", name, "org_name")
        .expr_as(holder(actor, "a", today), "assignee_name")
        .pick_as("bo", "code", "ball_org_code")
        .pick_as("bo", name, "ball_org_name")
        .expr_as(holder(actor, "bu", today), "ball_user_name")
        .inner("case_file", "c", ("issue", "case_id"))
        .left("lane", "l", ("issue", "lane_id"))
        .left("system", "s", ("l", "system_id"))
        .left("organisation", "o", ("issue", "org_id"))
        .left("user_account", "a", ("issue", "assignee_id"))
        .left("organisation", "bo", ("issue", "ball_org_id"))
        .left("user_account", "bu", ("issue", "ball_user_id"));
}

/// Joins the names of who raised it and who approved its completion.
pub(crate) fn with_raiser(select: &mut SelectStatement, actor: &Actor, today: NaiveDate) {
    select
        .expr_as(doer(actor, "ru", ("issue", "created_at")), "raiser_name")
        .pick_as("ro", name_in(actor.language), "raiser_org_name")
        .expr_as(holder(actor, "ap", today), "approver_name")
        .inner("user_account", "ru", ("issue", "raised_by"))
        .inner("organisation", "ro", ("issue", "raised_org_id"))
        .left("user_account", "ap", ("issue", "approved_by"));
}

impl Record {
    /// The sort keys.
    pub fn keys(&self) -> Keys {
        Keys {
            id: self.id,
            due_key: self.due.unwrap_or(NO_DUE),
            updated_at: self.updated_at,
            raised_on: self.raised_on,
            severity_rank: self.severity_rank,
            priority_rank: self.priority_rank,
        }
    }

    /// The row as the actor sees it.
    pub fn view(self, actor: &Actor, today: NaiveDate, calendars: &Calendars) -> Result<IssueRow> {
        let state = code(IssueState::parse, &self.state)?;
        let key = code(IssueKey::parse, &self.key)?;
        let calendar = calendars.of(key.case.center);
        let scope = code(Scope::parse, &self.scope)?;
        let turn = Turn {
            org: self.ball_org_id.map(OrgId),
            user: self.ball_user_id.map(UserId),
            scope,
            state,
            raised_by: UserId(self.raised_by),
        };
        let org = self.ball_org_code.zip(self.ball_org_name);
        Ok(IssueRow {
            key,
            case_title: self.case_title,
            title: self.title,
            category: code(Category::parse, &self.category)?,
            severity: ranked(Severity::ALL, self.severity_rank)?,
            priority: ranked(Priority::ALL, self.priority_rank)?,
            stage: stage(self.stage),
            system: self.system_code,
            state,
            scope,
            org: self.org_name,
            assignee: self.assignee_name,
            first_due: self.first_due,
            due: self.due,
            mark: due_mark(self.due, state, today, calendar),
            slips: self.slips,
            ball: BallView {
                holder: code(Holder::parse, &self.ball_holder)?,
                org: org.map(|(code, name)| Named { code, name }),
                person: self.ball_user_name,
                since: self.ball_since,
                days: calendar.between(self.ball_since, today).max(0),
                mine: turn.is_of(actor),
            },
            blocks_gate: self.blocks_gate,
            raised_on: self.raised_on,
            updated_at: self.updated_at,
            rest: None,
        })
    }
}
