//! What hangs on a system whose validity loses days, besides its lanes, before that is saved. Nothing of it is moved by
//! itself. What the administrator may not know of is counted, not named.

use super::org_ending::{NAMED, known};
use crate::{
    Result, Store,
    naming::holder,
    scope::issues_for,
    select::{Reading, all, code, col},
};
use domain::{
    actor::Actor,
    key::IssueKey,
    period::Period,
    view::admin::{SystemEnding, TouchedIssue},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Order, Query},
};

/// An open 課題 of one of its lanes.
#[derive(FromQueryResult)]
struct Row {
    key: String,
    title: String,
    known: i32,
    name: Option<String>,
}

impl Store {
    /// The open 課題 of the lanes of a system, the nearest 期限 first.
    pub(super) async fn system_ending(&self, actor: &Actor, system: &str, valid: Period) -> Result<SystemEnding> {
        let select = Query::select()
            .pick("issue", &["key", "title"])
            .expr_as(known(Condition::all().add(issues_for(actor))), "known")
            .expr_as(holder(actor, "a", self.today()), "name")
            .from("issue")
            .inner("lane", "l", ("issue", "lane_id"))
            .inner("system", "s", ("l", "system_id"))
            .left("user_account", "a", ("issue", "assignee_id"))
            .and_where(col("s", "code").eq(system))
            .and_where(col("issue", "is_open").eq(true))
            .order_by(("issue", "due_key"), Order::Asc)
            .order_by(("issue", "key"), Order::Asc)
            .take();
        let mut ending = SystemEnding { valid, issues: Vec::new(), hidden_issues: 0 };
        for row in all::<Row>(&self.read, &select).await? {
            if row.known == 0 || ending.issues.len() >= NAMED {
                ending.hidden_issues += 1;
                continue;
            }
            let key = code(IssueKey::parse, &row.key)?;
            ending.issues.push(TouchedIssue { key, title: row.title, assignee: row.name });
        }
        Ok(ending)
    }
}
