//! What the 課題管理表 holds beyond the usual columns of the list (notes/domain §7).

use super::row::with_raiser;
use crate::{
    Result, Store,
    naming::doer,
    scope::{comments_for, issues_for},
    select::{Reading, all, code, col},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    key::IssueKey,
    view::{IssueRest, LatestComment},
};
use sea_orm::{
    ExprTrait, FromQueryResult, Order, QueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType, WindowStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Letters of a long text that are read: a cell shows fewer, after the marks of Markdown are gone.
const READ: usize = 400;

#[derive(FromQueryResult)]
struct Columns {
    body: String,
    impact: String,
    policy: String,
    closed_on: Option<NaiveDate>,
    raiser_name: Option<String>,
    raiser_org_name: String,
    approver_name: Option<String>,
}

/// A comment or a related 課題 of a row.
#[derive(FromQueryResult)]
struct Beside {
    issue_id: Uuid,
    at: Option<DateTime<Utc>>,
    author: Option<String>,
    text: String,
    number: i64,
}

/// Joins the columns to the rows of a list.
pub(super) fn join(select: &mut SelectStatement, actor: &Actor, today: NaiveDate) {
    select.pick("issue", &["body", "impact", "policy", "closed_on"]);
    with_raiser(select, actor, today);
}

/// Reads them from such a row.
pub(super) fn read(row: &QueryResult) -> Result<IssueRest> {
    let it = Columns::from_query_result(row, "")?;
    Ok(IssueRest {
        body: cut(&it.body),
        impact: cut(&it.impact),
        policy: cut(&it.policy),
        raised_by: it.raiser_name.unwrap_or_default(),
        raised_org: it.raiser_org_name,
        closed_on: it.closed_on,
        approved_by: it.approver_name,
        ..IssueRest::default()
    })
}

fn cut(text: &str) -> String {
    text.chars().take(READ).collect()
}

impl Store {
    /// Adds 対応経過 and 関連, as far as the actor may know of them, in one statement.
    pub(super) async fn add_what_is_beside(&self, actor: &Actor, rows: Vec<(Uuid, &mut IssueRest)>) -> Result<()> {
        let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
        let mut rows: HashMap<Uuid, &mut IssueRest> = rows.into_iter().collect();
        let mut select = latest(actor, &ids);
        select
            .union(UnionType::All, related(actor, &ids, "issue_id", "other_id"))
            .union(UnionType::All, related(actor, &ids, "other_id", "issue_id"));
        for it in all::<Beside>(&self.read, &select).await? {
            let Some(rest) = rows.get_mut(&it.issue_id) else { continue };
            match it.at {
                Some(at) => {
                    let (author, text) = (it.author.unwrap_or_default(), cut(&it.text));
                    let of = u32::try_from(it.number).unwrap_or(u32::MAX);
                    rest.latest = Some(LatestComment { at, author, text, of });
                }
                None => rest.related.push(code(IssueKey::parse, &it.text)?),
            }
        }
        rows.into_values().for_each(|rest| rest.related.sort());
        Ok(())
    }
}

/// The newest comment of each, and how many there are.
fn latest(actor: &Actor, ids: &[Uuid]) -> SelectStatement {
    let by_issue = || WindowStatement::partition_by(("comment", "issue_id"));
    let newest_first =
        by_issue().order_by(("comment", "created_at"), Order::Desc).order_by(("comment", "id"), Order::Desc).take();
    let comments = Query::select()
        .pick("comment", &["issue_id"])
        .pick_as("comment", "created_at", "at")
        .expr_as(doer(actor, "u", ("comment", "created_at")), "author")
        .pick_as("comment", "body", "text")
        .expr_window_as(Expr::cust("COUNT(*)"), by_issue(), "number")
        .expr_window_as(Expr::cust("ROW_NUMBER()"), newest_first, "place")
        .from("comment")
        .inner("issue", "issue", ("comment", "issue_id"))
        .left("user_account", "u", ("comment", "author_id"))
        .and_where(col("comment", "issue_id").is_in(ids.iter().copied()))
        .cond_where(comments_for(actor))
        .take();
    Query::select()
        .pick("said", &["issue_id", "at", "author", "text", "number"])
        .from_subquery(comments, "said")
        .and_where(col("said", "place").eq(1))
        .take()
}

/// A link is held once and shown on both sides.
fn related(actor: &Actor, ids: &[Uuid], here: &'static str, there: &'static str) -> SelectStatement {
    Query::select()
        .expr(col("k", here))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(col("issue", "key"))
        .expr(Expr::cust("0"))
        .from_as("issue_link", "k")
        .inner("issue", "issue", ("k", there))
        .and_where(col("k", here).is_in(ids.iter().copied()))
        .cond_where(issues_for(actor))
        .take()
}
