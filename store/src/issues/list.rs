//! 課題一覧, and the form of a new 課題.

use super::{every_column, filtering::matching, keyset::Walk, row};
use crate::{
    Noun, Result, Store, StoreError,
    cases::options::{self, options_for},
    scope::{orgs_for, people_for},
    select::{Reading, all, col, first},
};
use domain::{
    actor::Actor,
    filter::{IssueFilter, Position},
    issue::Draft,
    view::{CaseHead, Choices, Count, IssueList, IssueRow, Named, PersonChoice, RaiseForm},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult, JoinType,
    sea_query::{Condition, Expr, Order, Query, SelectStatement},
};

impl Store {
    /// A page of the 課題一覧.
    ///
    /// # Errors
    /// `filter.case` names a case that the actor may not know of.
    pub async fn issue_list(&self, actor: &Actor, filter: &IssueFilter) -> Result<IssueList> {
        let today = self.today();
        let cases = options_for(&self.read, actor).await?;
        let case = match filter.case {
            Some(no) => {
                let head = cases.iter().find(|it| it.no == no).map(|it| CaseHead { no, title: it.title.clone() });
                Some(head.ok_or(StoreError::NotFound(Noun::Case))?)
            }
            None => None,
        };
        let calendars = self.calendars();
        let found = matching(actor, filter, today, &calendars);
        let walk = Walk::of(filter);
        let mut ids = row::ids().cond_where(found.clone()).take();
        walk.limit(&mut ids);
        // Counted in the same statement, once: each statement is a turn to the database and back.
        let count = Expr::SubQuery(None, Box::new(count_up_to_cap(found).into()));
        let mut rows = row::rows_of(ids, actor, today);
        walk.sort(rows.expr_as(count.clone(), "number"));
        if filter.every_column {
            every_column::join(&mut rows, actor, today);
        }
        let found = self.read.query_all(&rows).await?;
        let number = match found.first() {
            Some(row) => Counted::from_query_result(row, "")?.number,
            None if filter.position == Position::First => 0,
            // Nothing on this page, but perhaps on others.
            None => {
                let counted = first::<Counted>(&self.read, &Query::select().expr_as(count, "number").take()).await?;
                counted.map_or(0, |it| it.number)
            }
        };
        let mut records = Vec::with_capacity(found.len());
        for row in &found {
            let rest = filter.every_column.then(|| every_column::read(row)).transpose()?;
            records.push((row::Record::from_query_result(row, "")?, rest));
        }
        let sort = filter.sort_key();
        let (mut records, previous, next) = walk.page(filter, records, |(record, _)| record.keys().mark(sort));
        if filter.every_column {
            let rests = records.iter_mut().filter_map(|(record, rest)| Some((record.id, rest.as_mut()?)));
            self.add_what_is_beside(actor, rests.collect()).await?;
        }
        let (orgs, people) = self.orgs_and_people(actor).await?;
        let rows = records
            .into_iter()
            .map(|(record, rest)| Ok(IssueRow { rest: rest.map(Box::new), ..record.view(actor, today, &calendars)? }));
        Ok(IssueList {
            today,
            case,
            rows: rows.collect::<Result<_>>()?,
            count: Count::capped(u32::try_from(number).unwrap_or(u32::MAX)),
            previous,
            next,
            choices: Choices { orgs, people, systems: options::systems(&cases) },
            cases: cases.into_iter().map(options::CaseChoice::option).collect(),
            may_raise: !Draft::scopes(actor).is_empty(),
        })
    }

    /// What the form of a new 課題 offers: the live cases with the lanes the actor may know of.
    ///
    /// # Errors
    /// The database failed.
    pub async fn raise_form(&self, actor: &Actor) -> Result<RaiseForm> {
        let scopes = Draft::scopes(actor);
        let cases = if scopes.is_empty() { Vec::new() } else { options_for(&self.read, actor).await? };
        let live = cases.into_iter().filter(|it| it.state.takes_issues());
        let cases = live.map(options::CaseChoice::option).collect();
        Ok(RaiseForm { today: self.today(), cases, scopes, token: self.form_token() })
    }

    /// The organisations and people that the actor may know of, in one statement.
    async fn orgs_and_people(&self, actor: &Actor) -> Result<(Vec<Named>, Vec<PersonChoice>)> {
        #[derive(FromQueryResult)]
        struct Row {
            code: String,
            org_name: String,
            login: Option<String>,
            name: Option<String>,
            title: Option<String>,
        }
        let people = Query::select()
            .pick_as("u", "id", "id")
            .pick("u", &["login", "name", "title", "kana", "org_id"])
            .from_as("user_account", "u")
            .inner("organisation", "o", ("u", "org_id"))
            .join_as(JoinType::InnerJoin, "role_period", "r", crate::people::role_on(self.today()))
            .and_where(col("u", "disabled_at").is_null())
            .cond_where(people_for(actor))
            .take();
        let select = Query::select()
            .pick("o", &["code"])
            .pick_as("o", crate::select::name_in(actor.language), "org_name")
            .pick("p", &["login", "name", "title"])
            .from_as("organisation", "o")
            .join_subquery(JoinType::LeftJoin, people, "p", col("p", "org_id").equals(("o", "id")))
            .cond_where(orgs_for(actor))
            .order_by(("o", "sort"), Order::Asc)
            .order_by(("o", "code"), Order::Asc)
            .order_by(("p", "kana"), Order::Asc)
            .order_by(("p", "login"), Order::Asc)
            .take();
        let rows = all::<Row>(&self.read, &select).await?;
        let mut orgs: Vec<Named> =
            rows.iter().map(|it| Named { code: it.code.clone(), name: it.org_name.clone() }).collect();
        orgs.dedup();
        let mut people: Vec<PersonChoice> = rows
            .into_iter()
            .filter_map(|it| {
                let (login, name, title) = (it.login?, it.name?, it.title?);
                Some(PersonChoice { login, name, title, org: it.code, org_name: it.org_name })
            })
            .collect();
        people.dedup();
        Ok((orgs, people))
    }
}

#[derive(FromQueryResult)]
struct Counted {
    number: i64,
}

/// How many there are; beyond the cap it is not counted on.
fn count_up_to_cap(found: Condition) -> SelectStatement {
    let some =
        Query::select().expr(Expr::cust("1")).from("issue").cond_where(found).limit(u64::from(Count::CAP) + 1).take();
    Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(some, "counted").take()
}
