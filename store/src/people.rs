//! People in the role they have today.

use crate::{
    Result, Store, calendar,
    scope::people_for,
    select::{Reading, all, code, col, comparable, first, offered_on},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::PasswordDue,
    actor::Actor,
    date::DateStyle,
    ids::{OrgId, UserId},
    language::Language,
    organisation::{CenterCode, OrgKind},
    origin::Origin,
    role::Role,
    text::folded,
    view::PersonChoice,
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, JoinType, Order, Query, SelectStatement},
};
use uuid::Uuid;

/// A person, their role and organisation, as one row.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Person {
    pub user_id: Uuid,
    pub login: String,
    pub name: String,
    pub title: String,
    pub language: String,
    pub date_style: String,
    pub org_id: Uuid,
    pub org_code: String,
    pub org_kind: String,
    pub org_name: String,
    pub org_name_en: String,
    pub role: String,
    pub center: Option<String>,
}

impl Person {
    /// The same, leaving the row.
    pub fn as_actor(&self) -> Result<Actor> {
        self.clone().actor()
    }

    /// The person as an actor.
    pub fn actor(self) -> Result<Actor> {
        Ok(Actor {
            user: UserId(self.user_id),
            login: self.login,
            name: self.name,
            org: OrgId(self.org_id),
            org_name: self.org_name,
            org_name_en: self.org_name_en,
            org_kind: code(OrgKind::parse, &self.org_kind)?,
            role: code(Role::parse, &self.role)?,
            center: self.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?,
            language: Language::parse(&self.language).unwrap_or_default(),
            date_style: DateStyle::parse(&self.date_style).unwrap_or_default(),
            origin: Origin::default(),
            watcher: None,
        })
    }

    /// The person as a choice, for a reader of `language`.
    pub fn choice(&self, language: Language) -> PersonChoice {
        PersonChoice {
            login: self.login.clone(),
            name: self.name.clone(),
            title: self.title.clone(),
            org: self.org_code.clone(),
            org_name: self.org_name_in(language).to_owned(),
        }
    }

    /// The name of their organisation.
    pub fn org_name_in(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.org_name,
            Language::En => &self.org_name_en,
        }
    }
}

/// People with a role today: `u` the account, `r` the role period, `o` the organisation.
pub(crate) fn people(today: NaiveDate) -> SelectStatement {
    let mut select = Query::select();
    select
        .pick_as("u", "id", "user_id")
        .pick("u", &["login", "name", "title", "language", "date_style"])
        .pick_as("o", "id", "org_id")
        .pick_as("o", "code", "org_code")
        .pick_as("o", "kind", "org_kind")
        .pick_as("o", "name", "org_name")
        .pick_as("o", "name_en", "org_name_en")
        .pick("r", &["role", "center"])
        .from_as("user_account", "u")
        .inner("organisation", "o", ("u", "org_id"))
        .join_as(JoinType::InnerJoin, "role_period", "r", role_on(today))
        .and_where(col("u", "disabled_at").is_null())
        .order_by(("o", "sort"), Order::Asc)
        .order_by(("u", "kana"), Order::Asc)
        .order_by(("u", "login"), Order::Asc)
        .order_by(("r", "valid_from"), Order::Desc)
        .order_by(("r", "id"), Order::Desc);
    select
}

/// The role period `r` of the account `u` that is valid on a day.
pub(crate) fn role_on(day: NaiveDate) -> Condition {
    Condition::all()
        .add(col("r", "user_id").equals(("u", "id")))
        .add(col("r", "valid_from").lte(day))
        .add(col("r", "valid_to").is_null().or(col("r", "valid_to").gte(day)))
}

/// The accounts of no use today: disabled, or without a role. What they hold is 担当者不在.
pub(crate) fn gone(today: NaiveDate) -> SelectStatement {
    let role = Query::select().expr(Expr::cust("1")).from_as("role_period", "r").cond_where(role_on(today)).take();
    Query::select()
        .expr(col("u", "id"))
        .from_as("user_account", "u")
        .cond_where(Condition::any().add(col("u", "disabled_at").is_not_null()).add(Expr::not_exists(role)))
        .take()
}

/// The account in its role today.
pub(crate) async fn actor_of(db: &impl ConnectionTrait, user: Uuid, today: NaiveDate) -> Result<Option<Actor>> {
    first::<Person>(db, &one(user, today)).await?.map(Person::actor).transpose()
}

fn one(user: Uuid, today: NaiveDate) -> SelectStatement {
    people(today).and_where(col("u", "id").eq(user)).limit(1).take()
}

/// The person with that ログインID, as far as the actor may know of them.
pub(crate) async fn person_known_to(
    db: &impl ConnectionTrait,
    actor: &Actor,
    login: &str,
    today: NaiveDate,
) -> Result<Option<Actor>> {
    let select =
        people(today).cond_where(people_for(actor)).and_where(col("u", "login").eq(comparable(login))).limit(1).take();
    first::<Person>(db, &select).await?.map(Person::actor).transpose()
}

/// Everybody the actor may know of, sorted by organisation and 読み, each once.
pub(crate) async fn people_known_to(db: &impl ConnectionTrait, actor: &Actor, today: NaiveDate) -> Result<Vec<Person>> {
    let mut found =
        all::<Person>(db, people(today).cond_where(people_for(actor)).cond_where(offered_on("o", today))).await?;
    found.dedup_by_key(|person| person.user_id);
    Ok(found)
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// In the role they have today.
    pub actor: Actor,
    /// Why they change their password before anything else, if they must.
    pub due: Option<PasswordDue>,
}

/// What decides whether a password is to be changed.
#[derive(FromQueryResult)]
struct PasswordSet {
    must_change: bool,
    password_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    demo: bool,
}

impl Store {
    /// The actor of a session: `None` when disabled or without a role period valid today. Brings the
    /// calendar up to date on the way.
    ///
    /// # Errors
    /// The database failed.
    pub async fn actor(&self, user: UserId) -> Result<Option<Actor>> {
        Ok(self.present(user).await?.map(|it| it.actor))
    }

    /// The same, and whether they must change their password first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn present(&self, user: UserId) -> Result<Option<Present>> {
        let select = one(user.0, self.today())
            .pick("u", &["must_change", "password_at", "created_at", "demo"])
            .expr_as(calendar::version(), "calendar_version")
            .take();
        let Some(row) = self.read.query_one(&select).await? else { return Ok(None) };
        self.follow_calendar(row.try_get("", "calendar_version")?).await?;
        let set = PasswordSet::from_query_result(&row, "")?;
        let due = self.rules.password.due(set.must_change, set.password_at.unwrap_or(set.created_at), self.now());
        // The passwords of the demo do not grow old: everybody knows them anyway.
        let due = due.filter(|due| *due == PasswordDue::Given || !set.demo);
        Ok(Some(Present { actor: Person::from_query_result(&row, "")?.actor()?, due }))
    }

    /// The same by ログインID, without a password: for imports, the demo loader and the command line.
    ///
    /// # Errors
    /// The database failed.
    pub async fn actor_named(&self, login: &str) -> Result<Option<Actor>> {
        let today = self.today();
        let select = people(today).and_where(col("u", "login").eq(folded(login))).limit(1).take();
        first::<Person>(&self.read, &select).await?.map(Person::actor).transpose()
    }
}
