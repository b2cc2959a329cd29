//! What stands behind one account: the places of its organisation's people in cases, and its history.

use super::account::Account;
use crate::{
    Result, Store,
    cases::{is_live, read_event},
    naming::doer,
    select::{Reading, all, col, name_in},
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    view::{Entry, EventView},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// The place of somebody of the organisation in a live case.
pub(super) struct Membership {
    pub case: Uuid,
    pub user: Uuid,
    pub position: String,
}

/// One of both, in one statement.
#[derive(FromQueryResult)]
struct Behind {
    case_id: Option<Uuid>,
    user_id: Option<Uuid>,
    position: Option<String>,
    id: Option<Uuid>,
    at: Option<DateTime<Utc>>,
    data: Option<String>,
    actor: Option<String>,
    org: Option<String>,
}

impl Store {
    /// The places of people of the account's organisation, and what happened to the account, the oldest first. Who may
    /// open its page may read all of its history: it holds no content of any case.
    pub(super) async fn behind(&self, actor: &Actor, account: &Account) -> Result<(Vec<Membership>, Vec<Entry>)> {
        let mut select = memberships(account.org.id);
        select.union(UnionType::All, events(actor, account.user.id));
        let (mut places, mut happened) = (Vec::new(), Vec::new());
        for row in all::<Behind>(&self.read, &select).await? {
            match (row.case_id, row.user_id, row.id, row.at) {
                (Some(case), Some(user), ..) => {
                    places.push(Membership { case, user, position: row.position.unwrap_or_default() });
                }
                (.., Some(id), Some(at)) => happened.push((at, id, row.data, row.actor, row.org)),
                _ => {}
            }
        }
        happened.sort_by_key(|(at, id, ..)| (*at, *id));
        let entry = |(at, _, data, actor, org): (_, _, Option<String>, Option<String>, Option<String>)| {
            Ok(Entry::Event(EventView {
                at,
                actor: actor.unwrap_or_default(),
                org: org.unwrap_or_default(),
                event: read_event(&data.unwrap_or_default())?,
                issue: None,
                issue_title: None,
            }))
        };
        Ok((places, happened.into_iter().map(entry).collect::<Result<_>>()?))
    }
}

fn nothing(select: &mut SelectStatement, columns: &[&'static str]) {
    for column in columns {
        select.expr_as(Expr::cust("NULL"), *column);
    }
}

/// The places of an organisation's people in live cases.
fn memberships(org: Uuid) -> SelectStatement {
    let people = Query::select().column("id").from("user_account").and_where(Expr::col("org_id").eq(org)).take();
    let mut select = Query::select();
    select.pick("m", &["case_id", "user_id", "position"]);
    nothing(&mut select, &["id", "at", "data", "actor", "org"]);
    select
        .from_as("case_member", "m")
        .inner("case_file", "c", ("m", "case_id"))
        .and_where(col("m", "user_id").in_subquery(people))
        .and_where(is_live("c"))
        .take()
}

fn events(actor: &Actor, user: Uuid) -> SelectStatement {
    let mut select = Query::select();
    nothing(&mut select, &["case_id", "user_id", "position"]);
    select
        .pick("event", &["id", "at", "data"])
        .expr_as(doer(actor, "u", ("event", "at")), "actor")
        .pick_as("o", name_in(actor.language), "org")
        .from("event")
        .left("user_account", "u", ("event", "actor_id"))
        .left("organisation", "o", ("event", "actor_org_id"))
        .and_where(col("event", "user_id").eq(user))
        // Whoever knows the ログインID can make any number of these: the log tells them.
        .and_where(col("event", "kind").ne("sign_in_failed"))
        .take()
}
