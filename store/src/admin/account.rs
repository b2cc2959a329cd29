//! An account between rows and rules.

use super::{check, let_in};
use crate::{
    Noun, Result, StoreError,
    entity::{organisation, role_period, user_account},
    select::{Reading, code, col, comparable},
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{AccountFacts, Duties, HeldRole, RoleTerm, edits_account, sees_account},
    ids::UserId,
    organisation::{CenterCode, OrgKind},
    period::Period,
    role::Role,
    text::narrowed,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, IdenStatic, Iterable, QueryFilter,
    sea_query::{JoinType, Order, Query, SelectStatement},
};

/// An account with its organisation and its role periods, the latest first.
pub(super) struct Account {
    pub user: user_account::Model,
    pub org: organisation::Model,
    pub periods: Vec<role_period::Model>,
}

/// A role period as the rules see it.
pub(super) fn term(row: &role_period::Model) -> Result<RoleTerm> {
    Ok(RoleTerm {
        role: code(Role::parse, &row.role)?,
        center: row.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?,
        period: Period::new(row.valid_from, row.valid_to),
    })
}

/// What decides who may see and change an account.
pub(super) fn facts(
    user: UserId,
    org_center: Option<CenterCode>,
    terms: &[RoleTerm],
    today: NaiveDate,
) -> AccountFacts {
    let live = terms.iter().filter(|it| !it.period.is_over(today));
    AccountFacts {
        user,
        org_center,
        held: live.map(|it| HeldRole { role: it.role, center: it.center }).collect(),
        was_operator: terms.iter().any(|it| it.role.is_operator()),
    }
}

/// The account with that ログインID, its organisation and its role periods, in one statement.
fn one(login: String) -> SelectStatement {
    let mut select = Query::select();
    pick_all::<user_account::Entity>(&mut select, "u", "u_");
    pick_all::<organisation::Entity>(&mut select, "o", "o_");
    pick_all::<role_period::Entity>(&mut select, "r", "r_");
    select
        .from_as("user_account", "u")
        .inner("organisation", "o", ("u", "org_id"))
        .join_as(JoinType::LeftJoin, "role_period", "r", col("r", "user_id").equals(("u", "id")))
        .and_where(col("u", "login").eq(login))
        .order_by(("r", "valid_from"), Order::Desc)
        .order_by(("r", "id"), Order::Desc)
        .take()
}

/// Every column of a table under its name with a prefix.
fn pick_all<E: EntityTrait>(select: &mut SelectStatement, alias: &'static str, prefix: &str) {
    for column in E::Column::iter() {
        select.expr_as(col(alias, column.as_str()), format!("{prefix}{}", column.as_str()));
    }
}

/// What is known of an account for its review.
pub(super) fn duties(user: &user_account::Model) -> Duties {
    Duties { pledged_on: user.pledged_on, trained_on: user.trained_on, handles_numbers: user.handles_numbers }
}

impl Account {
    /// The account, or nothing that the actor may know of.
    pub async fn of(db: &impl ConnectionTrait, actor: &Actor, login: &str, today: NaiveDate) -> Result<Self> {
        let_in(actor, Noun::User)?;
        let login = comparable(&narrowed(login));
        let rows = db.query_all(&one(login)).await?;
        let Some(first) = rows.first() else { return Err(StoreError::NotFound(Noun::User)) };
        let user = user_account::Model::from_query_result(first, "u_")?;
        let org = organisation::Model::from_query_result(first, "o_")?;
        let mut periods = Vec::new();
        for row in &rows {
            periods.extend(role_period::Model::from_query_result_optional(row, "r_")?);
        }
        let account = Self { user, org, periods };
        if sees_account(actor, &account.facts(today)?) { Ok(account) } else { Err(StoreError::NotFound(Noun::User)) }
    }

    /// The same to be changed, from the version that the administrator had before them.
    pub async fn at_version(tx: &Tx, actor: &Actor, login: &str, version: i32) -> Result<Self> {
        let account = Self::of(&tx.db, actor, login, tx.today).await?;
        check(edits_account(actor, &account.facts(tx.today)?))?;
        if account.user.version == version { Ok(account) } else { Err(StoreError::Stale) }
    }

    /// The same for what nobody does to the own account: nobody raises or locks out themselves.
    pub async fn of_another(tx: &Tx, actor: &Actor, login: &str, version: i32) -> Result<Self> {
        let account = Self::at_version(tx, actor, login, version).await?;
        check(account.user.id != actor.user.0)?;
        Ok(account)
    }

    /// Its role periods.
    pub fn terms(&self) -> Result<Vec<RoleTerm>> {
        self.periods.iter().map(term).collect()
    }

    /// What decides who may see and change it.
    pub fn facts(&self, today: NaiveDate) -> Result<AccountFacts> {
        Ok(facts(UserId(self.user.id), self.center()?, &self.terms()?, today))
    }

    /// The kind of its organisation.
    pub fn kind(&self) -> Result<OrgKind> {
        code(OrgKind::parse, &self.org.kind)
    }

    /// The center that its organisation is.
    pub fn center(&self) -> Result<Option<CenterCode>> {
        self.org.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()
    }

    /// Changes the row, if nobody else did: every change of an account or its roles goes through here.
    pub async fn save(&self, tx: &Tx, row: user_account::ActiveModel) -> Result<()> {
        let row = user_account::ActiveModel { version: sea_orm::ActiveValue::Set(self.user.version + 1), ..row };
        let update = user_account::Entity::update_many()
            .set(row)
            .filter(user_account::Column::Id.eq(self.user.id))
            .filter(user_account::Column::Version.eq(self.user.version));
        if update.exec(&tx.db).await?.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }
}
