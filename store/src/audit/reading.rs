//! Reading the log, page by page or as a whole, through the reader's eyes.

use crate::{
    Noun, Result, Store, StoreError,
    cases::read_event,
    scope::{hidden_operator, issues_for, log_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    actor::Actor,
    admin::AccountFilter,
    audit::{LOG_PAGE, LogFilter, LogMark, LogPosition, for_reader, may_read_log},
    event::Event,
    ids::EventId,
    key::{CaseNo, IssueKey},
    role::Role,
    view::{LogPage, LogRow, Person, Seal},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Order, Query, SelectStatement, SimpleExpr},
};
use std::collections::HashSet;
use uuid::Uuid;

/// Rows that are taken at a time for an export.
const CHUNK: u64 = 500;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    actor_org_id: Option<Uuid>,
    actor_role: Option<String>,
    address: Option<String>,
    session: Option<String>,
    data: String,
    person_login: Option<String>,
    person_name: Option<String>,
    org: Option<String>,
    case_no: Option<String>,
    issue_key: Option<String>,
    law: Option<String>,
    account: Option<String>,
    seq: Option<i64>,
    hash: Option<String>,
}

#[derive(FromQueryResult)]
struct Account {
    id: Uuid,
    login: String,
    name: String,
    kana: String,
}

impl Store {
    /// A page of the log, the newest rows first.
    ///
    /// # Errors
    /// The actor reads no log; or the database failed.
    pub async fn log_page(&self, actor: &Actor, filter: &LogFilter) -> Result<LogPage> {
        let limit = LOG_PAGE as u64 + 1;
        let backward = matches!(filter.position, LogPosition::Newer(_));
        let mut rows = self.log_rows(actor, filter, filter.position, limit).await?;
        let more = rows.len() > LOG_PAGE;
        rows.truncate(LOG_PAGE);
        let from_mark = filter.position != LogPosition::Newest;
        let (has_older, has_newer) = if backward { (from_mark, more) } else { (more, from_mark) };
        if backward {
            rows.reverse();
        }
        let rows = self.as_read_by(actor, rows).await?;
        Ok(LogPage { today: self.today(), rows, has_older, has_newer })
    }

    /// The next rows of the log for an export, the oldest first: those after the mark. Nothing is left when there are
    /// none and no mark to go on from.
    ///
    /// # Errors
    /// The actor reads no log; or the database failed.
    pub async fn log_chunk(
        &self,
        actor: &Actor,
        filter: &LogFilter,
        after: Option<LogMark>,
    ) -> Result<(Vec<LogRow>, Option<LogMark>)> {
        let start = LogMark { at: begin_of(filter.period.from), id: EventId(Uuid::nil()) };
        let position = LogPosition::Newer(after.unwrap_or(start));
        let rows = self.log_rows(actor, filter, position, CHUNK).await?;
        let full = rows.len() as u64 == CHUNK;
        let next = rows.last().filter(|_| full).map(|row| LogMark { at: row.at, id: EventId(row.id) });
        Ok((self.as_read_by(actor, rows).await?, next))
    }

    /// Rows in the order in which they are walked from the position.
    async fn log_rows(&self, actor: &Actor, filter: &LogFilter, position: LogPosition, limit: u64) -> Result<Vec<Row>> {
        if !may_read_log(actor) {
            return Err(StoreError::NotFound(Noun::Log));
        }
        let mut select = rows(actor, self.today());
        if !filter.person.is_empty() {
            select.cond_where(by_person(actor, self.accounts_named(&filter.person).await?));
        }
        select
            .and_where(col("event", "at").gte(begin_of(filter.period.from)))
            .and_where(col("event", "at").lt(begin_of(filter.period.to) + TimeDelta::days(1)));
        if let Some(no) = filter.case {
            let mut case = Query::select();
            case.column("id").from("case_file").and_where(Expr::col("no").eq(no.to_string()));
            // What was refused is of no place, so that it stands in no history: it names the case itself.
            let names_it = Condition::all()
                .add(Expr::val(is_told_of(actor, no)))
                .add(col("event", "kind").is_in(Event::NAMING_A_CASE))
                .add(col("event", "data").like(format!("%\"case\":\"{no}\"%")));
            select.cond_where(Condition::any().add(col("event", "case_id").in_subquery(case)).add(names_it));
        }
        if let Some(group) = filter.group {
            select.and_where(col("event", "kind").is_in(group.kinds().iter().copied()));
        }
        let here = Expr::tuple([col("event", "at"), col("event", "id")]);
        let mark = |mark: LogMark| Expr::tuple([Expr::val(mark.at), SimpleExpr::from(mark.id.0)]);
        let order = match position {
            LogPosition::Newest => Order::Desc,
            LogPosition::Older(from) => {
                select.and_where(here.lt(mark(from)));
                Order::Desc
            }
            LogPosition::Newer(from) => {
                select.and_where(here.gt(mark(from)));
                Order::Asc
            }
        };
        select.order_by(("event", "at"), order.clone()).order_by(("event", "id"), order).limit(limit);
        all::<Row>(&self.read, &select).await
    }

    /// The accounts that a reader means by a ログインID or a part of a name. Whom they may not know of is found here and
    /// in no row.
    async fn accounts_named(&self, words: &str) -> Result<Vec<Uuid>> {
        let select = Query::select().pick("u", &["id", "login", "name", "kana"]).from_as("user_account", "u").take();
        let named = AccountFilter { q: words.to_owned(), ..AccountFilter::default() };
        let accounts = all::<Account>(&self.read, &select).await?;
        let found = accounts.into_iter().filter(|it| named.finds(&[&it.login, &it.name, &it.kana]));
        Ok(found.map(|it| it.id).collect())
    }

    /// As the reader may read them. That two 課題 are related is left out where they may not know of both.
    async fn as_read_by(&self, actor: &Actor, rows: Vec<Row>) -> Result<Vec<LogRow>> {
        let rows = rows.into_iter().map(|row| row.view(actor)).collect::<Result<Vec<_>>>()?;
        let related: HashSet<String> = rows.iter().filter_map(|row| Some(other_of(&row.event)?.to_string())).collect();
        if related.is_empty() {
            return Ok(rows);
        }
        #[derive(FromQueryResult)]
        struct Known {
            key: String,
        }
        let select = Query::select()
            .pick("issue", &["key"])
            .from("issue")
            .and_where(col("issue", "key").is_in(related))
            .cond_where(issues_for(actor))
            .take();
        let known: HashSet<String> = all::<Known>(&self.read, &select).await?.into_iter().map(|it| it.key).collect();
        let is_known = |row: &LogRow| other_of(&row.event).is_none_or(|other| known.contains(&other.to_string()));
        Ok(rows.into_iter().filter(is_known).collect())
    }
}

const fn other_of(event: &Event) -> Option<IssueKey> {
    match event {
        Event::Related { other } => Some(*other),
        _ => None,
    }
}

/// The first moment of a day in Japan.
fn begin_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9)
}

/// Done by one of these, as far as the reader is told who did it, or about the account of one of these.
fn by_person(actor: &Actor, accounts: Vec<Uuid>) -> Condition {
    let named = hidden_operator(actor).not().and(col("event", "actor_id").is_in(accounts.clone()));
    Condition::any().add(named).add(col("event", "user_id").is_in(accounts))
}

fn rows(actor: &Actor, today: NaiveDate) -> SelectStatement {
    let told = |column: Expr| Expr::case(hidden_operator(actor), Expr::cust("NULL")).finally(column);
    Query::select()
        .pick("event", &["id", "at", "actor_org_id", "actor_role", "address", "data"])
        .expr_as(told(col("event", "session")), "session")
        .expr_as(told(col("p", "login")), "person_login")
        .expr_as(told(col("p", "name")), "person_name")
        .pick_as("o", name_in(actor.language), "org")
        .pick_as("c", "no", "case_no")
        .pick_as("issue", "key", "issue_key")
        .pick_as("law", "code", "law")
        .pick_as("t", "login", "account")
        .pick("seal", &["seq", "hash"])
        .from("event")
        .left("issue", "issue", ("event", "issue_id"))
        .left("case_file", "c", ("event", "case_id"))
        .left("law_change", "law", ("event", "law_id"))
        .left("user_account", "p", ("event", "actor_id"))
        .left("organisation", "o", ("event", "actor_org_id"))
        .left("user_account", "t", ("event", "user_id"))
        .join_as(
            sea_orm::sea_query::JoinType::LeftJoin,
            "event_seal",
            "seal",
            col("seal", "event_id").equals(("event", "id")),
        )
        .cond_where(log_for(actor, today))
        .take()
}

/// Whether a refusal that names this case tells the reader so: a 業務管理者 of another center and the administrator may
/// not know of it, if there is one at all.
fn is_told_of(reader: &Actor, no: CaseNo) -> bool {
    reader.role != Role::SystemAdmin && reader.center.is_none_or(|center| center == no.center)
}

impl Row {
    fn view(self, reader: &Actor) -> Result<LogRow> {
        let event = read_event(&self.data)?;
        let of_own = self.actor_org_id == Some(reader.org.0);
        let person = self.person_login.map(|login| Person { login, name: self.person_name.unwrap_or_default() });
        Ok(LogRow {
            id: EventId(self.id),
            seal: self.seq.map(|seq| Seal { seq, hash: self.hash.unwrap_or_default() }),
            at: self.at,
            person,
            org: self.org.unwrap_or_default(),
            role: self.actor_role.as_deref().map(|it| code(Role::parse, it)).transpose()?,
            address: self.address.unwrap_or_default(),
            session: self.session.unwrap_or_default(),
            case: match self.case_no.as_deref() {
                Some(no) => Some(code(CaseNo::parse, no)?),
                None => event.named_case().filter(|no| is_told_of(reader, *no)),
            },
            issue: self.issue_key.as_deref().map(|it| code(IssueKey::parse, it)).transpose()?,
            law: self.law,
            event: for_reader(event, reader, of_own, self.account.is_some()),
            account: self.account,
        })
    }
}
