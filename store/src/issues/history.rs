//! The history of one issue: comments and events in the order they happened, in one statement.

use crate::{
    Result, Store,
    cases::read_event,
    naming::doer,
    scope::{comments_for, events_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    event::{Edit, Event},
    ids::CommentId,
    refusal::Field,
    view::{CommentView, Entry, EventView, HISTORY_MAX, HistoryPart, Named, RelatedIssue},
    visibility::Scope,
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Order, Query, SelectStatement, UnionType},
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
    /// What the actor may read of that part of the history, the oldest first, and whether there is more before it. That
    /// another issue was related is left out where it is not among those they may know of.
    pub(super) async fn history(
        &self,
        actor: &Actor,
        issue: Uuid,
        related: &[RelatedIssue],
        part: HistoryPart,
    ) -> Result<(Vec<Entry>, bool)> {
        let (comments, events) = (comments(actor, issue), events(actor, issue));
        let mut select = match part {
            HistoryPart::Newest => newest(comments, ("comment", "created_at"), ("comment", "id")),
            HistoryPart::All => comments,
        };
        let events = match part {
            HistoryPart::Newest => newest(events, ("event", "at"), ("event", "id")),
            HistoryPart::All => events,
        };
        select.union(UnionType::All, events);
        let mut rows = all::<Row>(&self.read, &select).await?;
        rows.sort_by_key(|row| (row.at, row.id));
        let surplus = rows.len().saturating_sub(HISTORY_MAX);
        let older = part == HistoryPart::Newest && surplus > 0;
        if older {
            rows.drain(..surplus);
        }
        let mut history = Vec::with_capacity(rows.len());
        let mut systems = None;
        for row in rows {
            let mut entry = row.entry()?;
            if let Some(edit) = edit_of_system(&mut entry) {
                let names = match systems.take() {
                    Some(known) => known,
                    None => self.system_names(actor).await?,
                };
                edit.before = named(&names, &edit.before);
                edit.after = named(&names, &edit.after);
                systems = Some(names);
            }
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
        Ok((history, older))
    }

    /// What the systems are called, by their codes: also of those that are retired.
    async fn system_names(&self, actor: &Actor) -> Result<Vec<Named>> {
        let select = Query::select()
            .pick("s", &["code"])
            .pick_as("s", name_in(actor.language), "name")
            .from_as("system", "s")
            .take();
        let names = all::<SystemName>(&self.read, &select).await?;
        Ok(names.into_iter().map(|it| Named { code: it.code, name: it.name }).collect())
    }
}

#[derive(FromQueryResult)]
struct SystemName {
    code: String,
    name: String,
}

/// The move to another system, of which events keep the codes.
fn edit_of_system(entry: &mut Entry) -> Option<&mut Edit> {
    match entry {
        Entry::Event(EventView { event: Event::IssueEdited { fields }, .. }) => {
            fields.iter_mut().find(|it| it.field == Field::System)
        }
        _ => None,
    }
}

fn named(systems: &[Named], code: &str) -> String {
    systems.iter().find(|it| it.code == code).map_or_else(|| code.to_owned(), |it| it.name.clone())
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

/// The newest rows, one more than are shown: it tells that there are others.
fn newest(
    mut rows: SelectStatement,
    at: (&'static str, &'static str),
    id: (&'static str, &'static str),
) -> SelectStatement {
    let most = u64::try_from(HISTORY_MAX).unwrap_or(u64::MAX).saturating_add(1);
    rows.order_by(at, Order::Desc).order_by(id, Order::Desc).limit(most);
    Query::select().expr(Expr::cust("*")).from_subquery(rows, "newest").take()
}

fn comments(actor: &Actor, issue: Uuid) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("'comment'"), "what")
        .pick("comment", &["id"])
        .pick_as("comment", "created_at", "at")
        .expr_as(doer(actor, "u", ("comment", "created_at")), "author")
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
        .expr(doer(actor, "u", ("event", "at")))
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
