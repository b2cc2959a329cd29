//! The accounts, a page at a time, and the form of a new one.

use super::{account::facts, counted, edits_some, let_in, organisations::organisations};
use crate::{
    Noun, Result, Store,
    people::gone,
    scope::issues_for,
    select::{Reading, all, code, col, first, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    admin::{ACCOUNTS_PER_PAGE, AccountFilter, Duties, RoleTerm, account_state, may_grant, sees_account},
    ids::UserId,
    organisation::{CenterCode, Side},
    period::Period,
    role::Role,
    view::{
        Named,
        admin::{AccountForm, AccountList, AccountRow},
    },
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, JoinType, Order, Query},
};
use uuid::Uuid;

/// An account and one of its role periods.
#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    login: String,
    name: String,
    kana: String,
    title: String,
    disabled_at: Option<DateTime<Utc>>,
    trained_on: Option<NaiveDate>,
    org_code: String,
    org_name: String,
    org_center: Option<String>,
    role: Option<String>,
    center: Option<String>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

impl Store {
    /// A page of the accounts that the actor may know of.
    ///
    /// # Errors
    /// Not let in.
    pub async fn account_list(&self, actor: &Actor, filter: &AccountFilter) -> Result<AccountList> {
        let_in(actor, Noun::User)?;
        let rows = self.accounts(actor).await?;
        let mut orgs: Vec<Named> = rows.iter().map(|row| row.org.clone()).collect();
        orgs.dedup();
        let fits = |row: &AccountRow| {
            filter.org.as_ref().is_none_or(|code| *code == row.org.code)
                && filter.role.is_none_or(|role| row.term.is_some_and(|it| it.role == role))
                && filter.state.is_none_or(|state| state == row.state)
                && filter.finds(&[&row.login, &row.name, &row.kana, &row.title])
        };
        let found: Vec<_> = rows.into_iter().filter(fits).collect();
        let pages = found.len().div_ceil(ACCOUNTS_PER_PAGE).max(1);
        let page = usize::try_from(filter.page).unwrap_or(1).clamp(1, pages);
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let (absent, absent_hidden) = self.absent(actor).await?;
        Ok(AccountList {
            rows: found.into_iter().skip((page - 1) * ACCOUNTS_PER_PAGE).take(ACCOUNTS_PER_PAGE).collect(),
            count,
            page: u32::try_from(page).unwrap_or(1),
            pages: u32::try_from(pages).unwrap_or(1),
            orgs,
            absent,
            absent_hidden,
            may_add: edits_some(actor),
            without_operators: actor.side() == Side::City,
        })
    }

    /// What the form of a new account offers.
    ///
    /// # Errors
    /// Not let in.
    pub async fn account_form(&self, actor: &Actor) -> Result<AccountForm> {
        let_in(actor, Noun::User)?;
        let today = self.today();
        let orgs = organisations(&self.read, actor).await?;
        Ok(AccountForm {
            today,
            orgs: orgs.into_iter().filter(|it| it.may_edit && it.valid.covers(today)).collect(),
            roles: Role::ALL.iter().copied().filter(|role| may_grant(actor, *role, actor.center)).collect(),
        })
    }

    /// All accounts that the actor may know of, in the order of organisation and 読み: a city and its
    /// contractors have some hundred, so that they are judged and filtered here and not in SQL.
    async fn accounts(&self, actor: &Actor) -> Result<Vec<AccountRow>> {
        let today = self.today();
        let select = Query::select()
            .pick("u", &["id", "login", "name", "kana", "title", "disabled_at", "trained_on"])
            .pick_as("o", "code", "org_code")
            .pick_as("o", name_in(actor.language), "org_name")
            .pick_as("o", "center", "org_center")
            .pick("r", &["role", "center", "valid_from", "valid_to"])
            .from_as("user_account", "u")
            .inner("organisation", "o", ("u", "org_id"))
            .join_as(JoinType::LeftJoin, "role_period", "r", col("r", "user_id").equals(("u", "id")))
            .order_by(("o", "sort"), Order::Asc)
            .order_by(("o", "code"), Order::Asc)
            .order_by(("u", "kana"), Order::Asc)
            .order_by(("u", "login"), Order::Asc)
            .order_by(("r", "valid_from"), Order::Desc)
            .take();
        let rows = all::<Row>(&self.read, &select).await?;
        let mut accounts = Vec::new();
        for rows in rows.chunk_by(|a, b| a.id == b.id) {
            let Some(row) = rows.first() else { continue };
            let terms = rows.iter().filter_map(|it| it.term().transpose()).collect::<Result<Vec<_>>>()?;
            let org_center = row.org_center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?;
            if !sees_account(actor, &facts(UserId(row.id), org_center, &terms, today)) {
                continue;
            }
            let periods: Vec<_> = terms.iter().map(|it| it.period).collect();
            // The role of today, else the next one, else the last one.
            let now = terms.iter().find(|it| it.period.covers(today));
            let next = terms.iter().rev().find(|it| it.period.from > today);
            accounts.push(AccountRow {
                login: row.login.clone(),
                name: row.name.clone(),
                kana: row.kana.clone(),
                title: row.title.clone(),
                org: Named { code: row.org_code.clone(), name: row.org_name.clone() },
                term: now.or(next).or(terms.first()).copied(),
                state: account_state(row.disabled_at.is_some(), &periods, today),
                retrain: Duties { trained_on: row.trained_on, ..Duties::default() }.is_training_old(today),
            });
        }
        Ok(accounts)
    }

    /// 担当者不在: how many open 課題 the actor may know of, and how many not.
    async fn absent(&self, actor: &Actor) -> Result<(u32, u32)> {
        #[derive(FromQueryResult)]
        struct Counted {
            known: Option<i64>,
            all_of_them: i64,
        }
        let known = Condition::all().add(issues_for(actor));
        let select = Query::select()
            .expr_as(Expr::case(known, Expr::cust("1")).finally(Expr::cust("0")).sum(), "known")
            .expr_as(Expr::cust("COUNT(*)"), "all_of_them")
            .from("issue")
            .and_where(col("issue", "is_open").eq(true))
            .and_where(col("issue", "assignee_id").in_subquery(gone(self.today())))
            .take();
        let found = first::<Counted>(&self.read, &select).await?;
        let (known, total) = found.map_or((0, 0), |it| (it.known.unwrap_or(0), it.all_of_them));
        // A 業務管理者 is not told of the other center.
        let hidden = if actor.center.is_some() { 0 } else { total - known };
        Ok((counted(known), counted(hidden)))
    }
}

impl Row {
    fn term(&self) -> Result<Option<RoleTerm>> {
        let (Some(role), Some(from)) = (self.role.as_deref(), self.valid_from) else { return Ok(None) };
        Ok(Some(RoleTerm {
            role: code(Role::parse, role)?,
            center: self.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?,
            period: Period::new(from, self.valid_to),
        }))
    }
}
