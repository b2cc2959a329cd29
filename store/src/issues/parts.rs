//! What hangs on one issue: checklist, related issues, systems, and who the case is about, in one
//! statement.

use crate::{
    Result, Store,
    audience::Party,
    entity::issue,
    naming::{doer, holder},
    scope::{issues_for, relays_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    ids::{ChecklistLineId, RelayId},
    issue::{IssueState, due_mark},
    key::IssueKey,
    organisation::{CenterCode, Side},
    relay::{RelayKind, RelayState, reads_relays},
    view::{ChecklistLine, Named, Position, RelatedIssue, RelayRef},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// The parts, sorted out.
#[derive(Default)]
pub(super) struct Parts {
    pub lines: Vec<ChecklistLine>,
    pub related: Vec<RelatedIssue>,
    /// Systems of the lanes the actor may know of.
    pub systems: Vec<Named>,
    /// 上申 that come from it or arrived on it.
    pub relays: Vec<RelayRef>,
    /// Vendors of all lanes, and consultants: for the rules, not for eyes.
    pub parties: Vec<Party>,
}

#[derive(FromQueryResult)]
struct Part {
    what: String,
    id: Option<Uuid>,
    text: String,
    name: Option<String>,
    done_by: Option<String>,
    due: Option<NaiveDate>,
    done_at: Option<DateTime<Utc>>,
    position: i32,
}

impl Store {
    /// The parts of an issue that the actor may know of.
    pub(super) async fn parts_of_issue(&self, actor: &Actor, row: &issue::Model, today: NaiveDate) -> Result<Parts> {
        let mut select = lines(actor, row.id, today);
        select
            .union(UnionType::All, related(actor, row.id))
            .union(UnionType::All, lanes(actor, row.case_id))
            .union(UnionType::All, consultants(row.case_id));
        if reads_relays(actor) {
            select.union(UnionType::All, relays(actor, row.id));
        }
        let mut found = all::<Part>(&self.read, &select).await?;
        found.sort_by_key(|part| part.position);
        let state = code(IssueState::parse, &row.state)?;
        let calendars = self.calendars();
        let calendar = calendars.of(code(CenterCode::parse, &row.center)?);
        let mut parts = Parts::default();
        for part in found {
            match part.what.as_str() {
                "line" => {
                    let Some(id) = part.id else { continue };
                    let open = part.due.filter(|_| part.done_at.is_none());
                    parts.lines.push(ChecklistLine {
                        id: ChecklistLineId(id),
                        text: part.text,
                        owner: part.name,
                        due: part.due,
                        mark: due_mark(open, state, today, calendar),
                        done_at: part.done_at,
                        done_by: part.done_by,
                    });
                }
                "related" => parts.related.push(RelatedIssue {
                    key: code(IssueKey::parse, &part.text)?,
                    title: part.name.unwrap_or_default(),
                    state: code(IssueState::parse, part.done_by.as_deref().unwrap_or_default())?,
                }),
                "relay" => {
                    let Some(id) = part.id else { continue };
                    parts.relays.push(RelayRef {
                        id: RelayId(id),
                        kind: code(RelayKind::parse, part.name.as_deref().unwrap_or_default())?,
                        state: code(RelayState::parse, part.done_by.as_deref().unwrap_or_default())?,
                        title: part.text,
                        arrived: part.position == 1,
                    });
                }
                "vendor" => {
                    if actor.side() != Side::Vendor || part.id == Some(actor.org.0) {
                        parts.systems.push(Named { code: part.text, name: part.name.unwrap_or_default() });
                    }
                    parts.parties.extend(part.id.map(|id| Party { what: part.what, id }));
                }
                _ => parts.parties.extend(part.id.map(|id| Party { what: part.what, id })),
            }
        }
        parts.related.sort_by_key(|it| it.key);
        parts.relays.sort_by_key(|it| it.id);
        Ok(parts)
    }
}

fn lines(actor: &Actor, issue: Uuid, today: NaiveDate) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("'line'"), "what")
        .pick("k", &["id", "text"])
        .expr_as(holder(actor, "owner", today), "name")
        .expr_as(doer(actor, "doer", ("k", "done_at")), "done_by")
        .pick("k", &["due", "done_at", "position"])
        .from_as("checklist_line", "k")
        .left("user_account", "owner", ("k", "owner_id"))
        .left("user_account", "doer", ("k", "done_by"))
        .and_where(col("k", "issue_id").eq(issue))
        .take()
}

/// Held once, shown on both sides.
fn related(actor: &Actor, id: Uuid) -> SelectStatement {
    let others = Query::select()
        .column("other_id")
        .from("issue_link")
        .and_where(Expr::col("issue_id").eq(id))
        .union(
            UnionType::All,
            Query::select().column("issue_id").from("issue_link").and_where(Expr::col("other_id").eq(id)).take(),
        )
        .take();
    Query::select()
        .expr(Expr::cust("'related'"))
        .expr(col("issue", "id"))
        .expr(col("issue", "key"))
        .expr(col("issue", "title"))
        .expr(col("issue", "state"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(col("issue", "number"))
        .from("issue")
        .and_where(col("issue", "id").in_subquery(others))
        .cond_where(issues_for(actor))
        .take()
}

/// The traces of 上申, for those inside the center: where it comes from and where it went are kept apart by `position`.
fn relays(actor: &Actor, issue: Uuid) -> SelectStatement {
    let arrived = Expr::case(col("y", "target_issue_id").eq(issue), Expr::cust("1")).finally(Expr::cust("0"));
    Query::select()
        .expr(Expr::cust("'relay'"))
        .expr(col("y", "id"))
        .expr(col("y", "title"))
        .expr(col("y", "kind"))
        .expr(col("y", "state"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(arrived)
        .from_as("relay", "y")
        .cond_where(relays_for(actor, "y"))
        .and_where(col("y", "issue_id").eq(issue).or(col("y", "target_issue_id").eq(issue)))
        .take()
}

fn lanes(actor: &Actor, case: Uuid) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("'vendor'"))
        .expr(col("l", "vendor_org_id"))
        .expr(col("s", "code"))
        .expr(col("s", name_in(actor.language)))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(col("l", "sort"))
        .from_as("lane", "l")
        .inner("system", "s", ("l", "system_id"))
        .and_where(col("l", "case_id").eq(case))
        .take()
}

fn consultants(case: Uuid) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("'consultant'"))
        .expr(col("m", "user_id"))
        .expr(Expr::cust("''"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("0"))
        .from_as("case_member", "m")
        .and_where(col("m", "case_id").eq(case))
        .and_where(col("m", "position").eq(Position::Consultant.as_str()))
        .take()
}
