//! The page of one 課題.

use super::{
    found::read,
    row::{Record, with_names, with_raiser},
};
use crate::{
    Noun, Result, Store, StoreError,
    audience::{Party, audience},
    entity::issue,
    naming::holder_login,
    people::people_known_to,
    scope::issues_for,
    select::{Reading, code, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    ids::OrgId,
    issue::{Issue, assignable, may_edit, moves_for},
    key::{CaseNo, IssueKey},
    organisation::OrgKind,
    relay::{may_relay, may_submit},
    view::{CaseHead, Choices, Entry, HistoryPart, IssuePage, Named},
    visibility::comment_choices,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, Iterable, QueryResult,
    sea_query::{Query, SelectStatement},
};
use uuid::Uuid;

/// What the page shows beyond the row of the list.
#[derive(FromQueryResult)]
struct Detail {
    case_no: String,
    case_state: String,
    section_org_id: Uuid,
    center_org_id: Uuid,
    system_name: Option<String>,
    org_code: Option<String>,
    org_kind: Option<String>,
    assignee_login: Option<String>,
    raiser_name: Option<String>,
    raiser_org_name: String,
    approver_name: Option<String>,
}

impl Store {
    /// The page of one 課題, with the newest of its history.
    ///
    /// # Errors
    /// There is none, or the actor may not know of it.
    pub async fn issue_page(&self, actor: &Actor, key: IssueKey) -> Result<IssuePage> {
        self.issue_page_with(actor, key, HistoryPart::Newest).await
    }

    /// The same, with that part of its history.
    ///
    /// # Errors
    /// There is none, or the actor may not know of it.
    pub async fn issue_page_with(&self, actor: &Actor, key: IssueKey, part: HistoryPart) -> Result<IssuePage> {
        let today = self.today();
        let found = self.read.query_one(&issue_with_names(actor, key, today)).await?;
        let found = found.ok_or(StoreError::NotFound(Noun::Issue))?;
        let row = issue::Model::from_query_result(&found, "")?;
        let parts = self.parts_of_issue(actor, &row, today).await?;
        let (issue, detail) = as_rules_see_it(&found, &row, parts.parties)?;
        let (history, older) = self.history(actor, row.id, &parts.related, part).await?;
        let comments = history.iter().filter_map(|it| if let Entry::Comment(it) = it { Some(it.scope) } else { None });
        self.note_issue_read(actor, &row, &comments.collect::<Vec<_>>()).await?;
        let may_edit = may_edit(actor, &issue) && issue.state.is_open();
        let mut choices = if may_edit { self.assignable(actor, &issue, today).await? } else { Choices::default() };
        choices.systems = parts.systems;
        let record = Record::from_query_result(&found, "")?;
        let (case_title, system_code, org_name) =
            (record.case_title.clone(), record.system_code.clone(), record.org_name.clone());
        Ok(IssuePage {
            today,
            row: record.view(actor, today, &self.calendars())?,
            case: CaseHead { no: code(CaseNo::parse, &detail.case_no)?, title: case_title },
            case_state: code(CaseState::parse, &detail.case_state)?,
            system: named(system_code, detail.system_name),
            body_html: String::new(),
            raised_by: detail.raiser_name.unwrap_or_default(),
            raised_org: detail.raiser_org_name,
            org: named(detail.org_code, org_name),
            assignee_login: detail.assignee_login,
            slip_days: issue.slip_days,
            hold_until: issue.hold_until,
            approved_by: detail.approver_name,
            closed_on: issue.closed_on,
            version: issue.version,
            moves: moves_for(actor, &issue),
            may_edit,
            comment_scopes: comment_choices(actor, &issue.audience),
            choices,
            checklist: parts.lines,
            related: parts.related,
            relays: parts.relays,
            may_submit: may_submit(actor),
            may_disclose: may_relay(actor),
            history,
            older,
            body: issue.body,
            impact: issue.impact,
            policy: issue.policy,
        })
    }

    /// Who can be made 担当者, and their organisations.
    async fn assignable(&self, actor: &Actor, issue: &Issue, today: NaiveDate) -> Result<Choices> {
        let mut choices = Choices::default();
        for person in people_known_to(&self.read, actor, today).await? {
            let choice = person.choice(actor.language);
            if assignable(&person.actor()?, &issue.audience) {
                let org = Named { code: choice.org.clone(), name: choice.org_name.clone() };
                if choices.orgs.last() != Some(&org) {
                    choices.orgs.push(org);
                }
                choices.people.push(choice);
            }
        }
        Ok(choices)
    }
}

fn named(code: Option<String>, name: Option<String>) -> Option<Named> {
    Some(Named { code: code?, name: name? })
}

/// One issue with all its columns and names.
fn issue_with_names(actor: &Actor, key: IssueKey, today: NaiveDate) -> SelectStatement {
    let mut select = Query::select();
    for column in <issue::Entity as EntityTrait>::Column::iter() {
        select.column((issue::Entity, column));
    }
    select.from(issue::Entity);
    with_names(&mut select, actor, today);
    with_raiser(&mut select, actor, today);
    let name = name_in(actor.language);
    select
        .pick_as("c", "no", "case_no")
        .pick_as("c", "state", "case_state")
        .pick("c", &["section_org_id", "center_org_id"])
        .pick_as("s", name, "system_name")
        .pick_as("o", "code", "org_code")
        .pick_as("o", "kind", "org_kind")
        .expr_as(holder_login(actor, "a", today), "assignee_login")
        .and_where(issue::Column::Key.eq(key.to_string()))
        .cond_where(issues_for(actor))
        .take()
}

fn as_rules_see_it(found: &QueryResult, row: &issue::Model, parties: Vec<Party>) -> Result<(Issue, Detail)> {
    let detail = Detail::from_query_result(found, "")?;
    let side = detail.org_kind.as_deref().map(|kind| code(OrgKind::parse, kind)).transpose()?.map(OrgKind::side);
    let audience = audience(&row.center, parties)?;
    let issue = read(row, OrgId(detail.section_org_id), OrgId(detail.center_org_id), side, audience)?;
    Ok((issue, detail))
}
