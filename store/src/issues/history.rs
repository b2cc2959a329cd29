//! The history of one issue: comments and events in the order they happened, in one statement.

use crate::{
    Result, Store,
    cases::read_event,
    scope::{comments_for, events_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    event::Event,
    ids::CommentId,
    view::{CommentView, Entry, EventView, RelatedIssue},
    visibility::Scope,
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    what: String,
    id: Uuid,
    at: DateTime<Utc>,
    author: Option<String>,
    org: Option<String>,
    scope: Option<String>,
    body: String,
}

impl Store {
    /// What the actor may read of the history, the oldest first. That another issue was related is
    /// left out where it is not among those they may know of.
    pub(super) async fn history(&self, actor: &Actor, issue: Uuid, related: &[RelatedIssue]) -> Result<Vec<Entry>> {
        let mut select = comments(actor, issue);
        select.union(UnionType::All, events(actor, issue));
        let mut rows = all::<Row>(&self.read, &select).await?;
        rows.sort_by_key(|row| (row.at, row.id));
        let mut history = Vec::with_capacity(rows.len());
        for row in rows {
            let entry = row.entry()?;
            let hidden = match &entry {
                Entry::Event(EventView { event: Event::Related { other }, .. }) => {
                    related.iter().all(|it| it.key != *other)
                }
                _ => false,
            };
            if !hidden {
                history.push(entry);
            }
        }
        Ok(history)
    }
}

impl Row {
    fn entry(self) -> Result<Entry> {
        let (author, org) = (self.author.unwrap_or_default(), self.org.unwrap_or_default());
        if self.what == "event" {
            let event = read_event(&self.body)?;
            return Ok(Entry::Event(EventView {
                at: self.at,
                actor: author,
                org,
                event,
                issue: None,
                issue_title: None,
            }));
        }
        Ok(Entry::Comment(CommentView {
            id: CommentId(self.id),
            at: self.at,
            author,
            org,
            scope: code(Scope::parse, self.scope.as_deref().unwrap_or_default())?,
            body: self.body,
            html: String::new(),
        }))
    }
}

fn comments(actor: &Actor, issue: Uuid) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("'comment'"), "what")
        .pick("comment", &["id"])
        .pick_as("comment", "created_at", "at")
        .pick_as("u", "name", "author")
        .pick_as("o", name_in(actor.language), "org")
        .pick("comment", &["scope", "body"])
        .from("comment")
        .inner("issue", "issue", ("comment", "issue_id"))
        .left("user_account", "u", ("comment", "author_id"))
        .left("organisation", "o", ("comment", "author_org_id"))
        .and_where(col("comment", "issue_id").eq(issue))
        .cond_where(comments_for(actor))
        .take()
}

/// Comments are told by themselves, so that their events are left out.
fn events(actor: &Actor, issue: Uuid) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("'event'"))
        .expr(col("event", "id"))
        .expr(col("event", "at"))
        .expr(col("u", "name"))
        .expr(col("o", name_in(actor.language)))
        .expr(col("event", "scope"))
        .expr(col("event", "data"))
        .from("event")
        .left("issue", "issue", ("event", "issue_id"))
        .left("user_account", "u", ("event", "actor_id"))
        .left("organisation", "o", ("event", "actor_org_id"))
        .and_where(col("event", "issue_id").eq(issue))
        .and_where(col("event", "kind").ne("commented"))
        .cond_where(events_for(actor))
        .take()
}
