//! 上申箱, and the form of a new 上申.

use crate::{
    Noun, Result, Store, StoreError,
    cases::options::options_for,
    entity::{comment, issue},
    naming::doer,
    scope::{comments_for, issue_for, relays_for},
    select::{Reading, all, code, col},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    calendar::Calendars,
    date::instant::jst_day,
    ids::{CommentId, RelayId},
    issue::IssueState,
    key::{CaseNo, IssueKey},
    relay::{RelayFilter, RelayKind, RelayState, may_submit, reads_relays},
    view::{CaseOption, Count, RelatedIssue, RelayForm, RelayList, RelayRow},
    visibility::Scope,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order, QueryFilter, QuerySelect,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;

/// Rows on a page.
const ROWS: u64 = 50;

/// A 上申 with the names that belong to it; its alias is `y`.
#[derive(FromQueryResult)]
pub(crate) struct Row {
    pub id: Uuid,
    kind: String,
    state: String,
    case_no: String,
    case_title: String,
    title: String,
    author: Option<String>,
    by_id: Uuid,
    submitted_at: DateTime<Utc>,
    reason: String,
}

/// 上申 with the columns of [`Row`], as far as the actor may know of them.
pub(super) fn rows(actor: &Actor) -> SelectStatement {
    Query::select()
        .pick("y", &["id", "kind", "state", "title", "by_id", "submitted_at", "reason"])
        .pick_as("c", "no", "case_no")
        .pick_as("c", "title", "case_title")
        .expr_as(doer(actor, "u", ("y", "submitted_at")), "author")
        .from_as("relay", "y")
        .inner("case_file", "c", ("y", "case_id"))
        .inner("user_account", "u", ("y", "by_id"))
        .cond_where(relays_for(actor, "y"))
        .take()
}

/// How many 上申 of a state there are.
fn number(actor: &Actor, state: RelayState) -> Expr {
    let some = Query::select()
        .expr(Expr::cust("1"))
        .from_as("relay", "y")
        .cond_where(relays_for(actor, "y"))
        .and_where(col("y", "state").eq(state.as_str()))
        .limit(u64::from(Count::CAP) + 1)
        .take();
    let counted = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(some, "counted").take();
    Expr::SubQuery(None, Box::new(counted.into()))
}

impl Row {
    /// As the screens take it.
    pub(super) fn view(self, actor: &Actor, today: NaiveDate, calendars: &Calendars) -> Result<RelayRow> {
        let case = code(CaseNo::parse, &self.case_no)?;
        Ok(RelayRow {
            id: RelayId(self.id),
            kind: code(RelayKind::parse, &self.kind)?,
            state: code(RelayState::parse, &self.state)?,
            case,
            case_title: self.case_title,
            title: self.title,
            by: self.author.unwrap_or_default(),
            mine: self.by_id == actor.user.0,
            at: self.submitted_at,
            days: Ord::max(calendars.of(case.center).between(jst_day(self.submitted_at), today), 0),
            reason: self.reason,
        })
    }
}

impl Store {
    /// A page of 上申箱.
    ///
    /// # Errors
    /// For those outside the centers there is none.
    pub async fn relay_list(&self, actor: &Actor, filter: RelayFilter) -> Result<RelayList> {
        #[derive(FromQueryResult)]
        struct Numbers {
            waiting: i64,
            returned: i64,
        }
        let_in(actor)?;
        let states = filter.states(actor);
        // What waits is read from its longest on, what is over from its newest.
        let order = if states.iter().any(|it| it.is_over()) { Order::Desc } else { Order::Asc };
        let mut select = rows(actor);
        select
            .and_where(col("y", "state").is_in(states.iter().map(|it| it.as_str())))
            .order_by(("y", "submitted_at"), order.clone())
            .order_by(("y", "id"), order)
            .limit(ROWS + 1)
            .offset(u64::from(filter.page.saturating_sub(1)) * ROWS);
        let mut found = all::<Row>(&self.read, &select).await?;
        let more = found.len() as u64 > ROWS;
        found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
        let numbers = Query::select()
            .expr_as(number(actor, RelayState::Waiting), "waiting")
            .expr_as(number(actor, RelayState::Returned), "returned")
            .take();
        let numbers = all::<Numbers>(&self.read, &numbers).await?.pop();
        let capped = |n: i64| Count::capped(u32::try_from(n).unwrap_or(u32::MAX));
        let (today, calendars) = (self.today(), self.calendars());
        Ok(RelayList {
            rows: found.into_iter().map(|it| it.view(actor, today, &calendars)).collect::<Result<_>>()?,
            waiting: capped(numbers.as_ref().map_or(0, |it| it.waiting)),
            returned: capped(numbers.as_ref().map_or(0, |it| it.returned)),
            page: filter.page,
            more,
            may_submit: may_submit(actor),
        })
    }

    /// The form of a new 上申: empty, or with what a 課題 or a comment says.
    ///
    /// # Errors
    /// Not for operators only; or there is no such 課題 or comment.
    pub async fn relay_form(
        &self,
        actor: &Actor,
        key: Option<IssueKey>,
        comment: Option<CommentId>,
    ) -> Result<RelayForm> {
        if !may_submit(actor) {
            return Err(StoreError::NotFound(Noun::Relay));
        }
        let mut form =
            RelayForm { cases: Vec::new(), source: None, comment: None, title: String::new(), text: String::new() };
        let Some(key) = key else {
            let cases = options_for(&self.read, actor).await?.into_iter().filter(|it| it.state.takes_issues());
            form.cases = cases.map(|it| CaseOption { systems: Vec::new(), ..it.option() }).collect();
            return Ok(form);
        };
        let row = issue_for(&self.read, actor, key).await?;
        let mut said_in = Vec::new();
        form.source = Some(RelatedIssue { key, title: row.title.clone(), state: code(IssueState::parse, &row.state)? });
        form.text = row.body.clone();
        form.title = row.title.clone();
        if let Some(id) = comment {
            let of_issue =
                comment::Entity::belongs_to(issue::Entity).from(comment::Column::IssueId).to(issue::Column::Id).into();
            let said = comment::Entity::find_by_id(id.0)
                .join(JoinType::InnerJoin, of_issue)
                .filter(comment::Column::IssueId.eq(row.id))
                .filter(comments_for(actor))
                .one(&self.read);
            let said = said.await?.ok_or(StoreError::NotFound(Noun::Comment))?;
            said_in.push(code(Scope::parse, &said.scope)?);
            form.text = said.body;
            form.comment = Some(id);
        }
        self.note_issue_read(actor, &row, &said_in).await?;
        Ok(form)
    }
}

/// Lets in those inside the centers; for others there is no such thing.
pub(super) fn let_in(actor: &Actor) -> Result<()> {
    if reads_relays(actor) { Ok(()) } else { Err(StoreError::NotFound(Noun::Relay)) }
}
