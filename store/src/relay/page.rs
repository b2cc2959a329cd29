//! The page of one 上申, and the traces of 上申 on the page of a 課題.

use super::{
    found::place,
    listing::{Row, let_in, rows},
};
use crate::{
    Noun, Result, Store, StoreError,
    audience::case_audience,
    naming::doer,
    scope::{issues_as, issues_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::{CommentId, RelayId, UserId},
    issue::IssueState,
    key::IssueKey,
    relay::{Relay, RelayMove, RelayStep, SENT_INTO},
    view::{Named, RelatedIssue, RelayPage, RelayTarget, RelayWritten},
    visibility::Scope,
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult, JoinType,
    sea_query::{Condition, Expr, Order, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// 課題 that are offered to comment on: the newest.
const TARGETS: u64 = 100;

#[derive(FromQueryResult)]
struct Detail {
    body: String,
    version: i32,
    case_id: Uuid,
    issue_id: Option<Uuid>,
    center: String,
    comment_id: Option<Uuid>,
    target_comment_id: Option<Uuid>,
    target_scope: Option<String>,
    source_key: Option<String>,
    source_title: Option<String>,
    source_state: Option<String>,
    target_key: Option<String>,
    target_title: Option<String>,
    target_state: Option<String>,
}

#[derive(FromQueryResult)]
struct Step {
    step: String,
    at: DateTime<Utc>,
    author: Option<String>,
    org: Option<String>,
    text: String,
}

/// A 課題 or a system of the case.
#[derive(FromQueryResult)]
struct Choice {
    what: String,
    code: String,
    name: String,
    scope: Option<String>,
    system: Option<String>,
}

impl Store {
    /// The page of one 上申.
    ///
    /// # Errors
    /// There is none, or the actor may not know of it.
    pub async fn relay_page(&self, actor: &Actor, id: RelayId) -> Result<RelayPage> {
        let_in(actor)?;
        let found = self.read.query_one(&one(actor, id)).await?;
        let found = found.ok_or(StoreError::NotFound(Noun::Relay))?;
        let detail = Detail::from_query_result(&found, "")?;
        let by = UserId(found.try_get("", "by_id")?);
        let row = Row::from_query_result(&found, "")?.view(actor, self.today(), &self.calendars())?;
        let place = place(detail.case_id, detail.issue_id, &detail.center)?;
        self.note_relay_read(actor, id, &row.title, place).await?;
        let case = case_audience(&self.read, detail.case_id, &detail.center).await?;
        let moves = Relay { case, by, state: row.state }.moves_for(actor);
        let history = all::<Step>(&self.read, &steps(actor, id)).await?;
        let (targets, systems) = if moves.contains(&RelayMove::Send) {
            self.relay_choices(actor, detail.case_id).await?
        } else {
            Default::default()
        };
        Ok(RelayPage {
            today: self.today(),
            source: detail.source()?,
            target: detail.target(actor)?,
            text: detail.body,
            version: detail.version,
            history: history.into_iter().map(Step::view).collect::<Result<_>>()?,
            moves,
            targets,
            systems,
            row,
        })
    }

    /// Where it can go, in one statement.
    async fn relay_choices(&self, actor: &Actor, case: Uuid) -> Result<(Vec<RelayTarget>, Vec<Named>)> {
        let (mut targets, mut systems) = (Vec::new(), Vec::new());
        for it in all::<Choice>(&self.read, &choices(actor, case)).await? {
            match it.scope {
                Some(scope) if it.what == "issue" => targets.push(RelayTarget {
                    key: code(IssueKey::parse, &it.code)?,
                    title: it.name,
                    scope: code(Scope::parse, &scope)?,
                    system: it.system,
                }),
                _ => systems.push(Named { code: it.code, name: it.name }),
            }
        }
        targets.sort_by_key(|it| std::cmp::Reverse(it.key));
        Ok((targets, systems))
    }
}

fn one(actor: &Actor, id: RelayId) -> SelectStatement {
    let known = |alias: &'static str, column: &'static str| {
        Condition::all().add(col(alias, "id").equals(("y", column))).add(issues_as(actor, alias))
    };
    let mut select = rows(actor);
    select
        .pick(
            "y",
            &["body", "version", "case_id", "issue_id", "center", "comment_id", "target_comment_id", "target_scope"],
        )
        .pick_as("si", "key", "source_key")
        .pick_as("si", "title", "source_title")
        .pick_as("si", "state", "source_state")
        .pick_as("ti", "key", "target_key")
        .pick_as("ti", "title", "target_title")
        .pick_as("ti", "state", "target_state")
        .join_as(JoinType::LeftJoin, "issue", "si", known("si", "issue_id"))
        .join_as(JoinType::LeftJoin, "issue", "ti", known("ti", "target_issue_id"))
        .and_where(col("y", "id").eq(id.0))
        .take()
}

fn steps(actor: &Actor, id: RelayId) -> SelectStatement {
    Query::select()
        .pick("k", &["step", "at", "text"])
        .expr_as(doer(actor, "u", ("k", "at")), "author")
        .pick_as("o", name_in(actor.language), "org")
        .from_as("relay_step", "k")
        .inner("user_account", "u", ("k", "by_id"))
        .inner("organisation", "o", ("k", "by_org_id"))
        .and_where(col("k", "relay_id").eq(id.0))
        .order_by(("k", "at"), Order::Asc)
        .order_by(("k", "id"), Order::Asc)
        .take()
}

fn choices(actor: &Actor, case: Uuid) -> SelectStatement {
    let open = Query::select()
        .expr_as(Expr::cust("'issue'"), "what")
        .expr_as(col("issue", "key"), "code")
        .expr_as(col("issue", "title"), "name")
        .expr_as(col("issue", "scope"), "scope")
        .expr_as(col("s", "code"), "system")
        .from("issue")
        .left("lane", "l", ("issue", "lane_id"))
        .left("system", "s", ("l", "system_id"))
        .cond_where(issues_for(actor))
        .and_where(col("issue", "case_id").eq(case))
        .and_where(col("issue", "is_open").eq(true))
        .and_where(col("issue", "scope").is_in(SENT_INTO.map(Scope::as_str)))
        .order_by(("issue", "number"), Order::Desc)
        .limit(TARGETS)
        .take();
    let lanes = Query::select()
        .expr(Expr::cust("'system'"))
        .expr(col("s", "code"))
        .expr(col("s", name_in(actor.language)))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .from_as("lane", "l")
        .inner("system", "s", ("l", "system_id"))
        .and_where(col("l", "case_id").eq(case))
        .take();
    Query::select()
        .column(sea_orm::sea_query::Asterisk)
        .from_subquery(open, "targets")
        .union(UnionType::All, lanes)
        .take()
}

fn issue(key: Option<&str>, title: Option<&str>, state: Option<&str>) -> Result<Option<RelatedIssue>> {
    let (Some(key), Some(title), Some(state)) = (key, title, state) else { return Ok(None) };
    Ok(Some(RelatedIssue {
        key: code(IssueKey::parse, key)?,
        title: title.to_owned(),
        state: code(IssueState::parse, state)?,
    }))
}

impl Detail {
    fn source(&self) -> Result<Option<(RelatedIssue, Option<CommentId>)>> {
        let found = issue(self.source_key.as_deref(), self.source_title.as_deref(), self.source_state.as_deref())?;
        Ok(found.map(|it| (it, self.comment_id.map(CommentId))))
    }

    /// Operators learn where it went as far as they read the 課題, and of no comment on it.
    fn target(&self, actor: &Actor) -> Result<Option<(RelatedIssue, Option<CommentId>, Scope)>> {
        let found = issue(self.target_key.as_deref(), self.target_title.as_deref(), self.target_state.as_deref())?;
        let comment = self.target_comment_id.map(CommentId).filter(|_| !actor.role.is_operator());
        let scope = self.target_scope.as_deref().map(|it| code(Scope::parse, it)).transpose()?;
        Ok(found.zip(scope).map(|(issue, scope)| (issue, comment, scope)))
    }
}

impl Step {
    fn view(self) -> Result<RelayWritten> {
        Ok(RelayWritten {
            step: code(RelayStep::parse, &self.step)?,
            at: self.at,
            by: self.author.unwrap_or_default(),
            org: self.org.unwrap_or_default(),
            text: self.text,
        })
    }
}
