//! Accounts.

use crate::{
    Noun, Result, Store, StoreError,
    entity::{organisation, role_period, user_account},
    error::OrTaken,
    select::{Reading, all, code},
    tx::Tx,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    date::DateStyle,
    event::AccountEvent,
    ids::UserId,
    language::Language,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, Problem, Problems},
    role::Role,
    text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    sea_query::{Order, Query},
};

/// A role of a new account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRole {
    /// The role.
    pub role: Role,
    /// The center of a role that is bound to one.
    pub center: Option<CenterCode>,
    /// First day; the day of registration when `None`.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
}

/// A new account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// ログインID: ASCII letters, digits, `-`, `_`, `.`, `@`; kept in lower case.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// 読み, for sorting.
    pub kana: String,
    /// Position, e.g. 給与課 係長.
    pub title: String,
    /// Code of the organisation.
    pub org: String,
    /// Roles.
    pub roles: Vec<NewRole>,
    /// The password, 12 characters at least.
    pub password: String,
    /// Made by the demo loader; such accounts exist in demo mode only.
    pub demo: bool,
}

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// ログインID.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// Position.
    pub title: String,
    /// Name of the organisation.
    pub org: String,
    /// The latest role.
    pub role: Option<Role>,
    /// Made by the demo loader.
    pub demo: bool,
    /// When it was disabled.
    pub disabled_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Adds an account. Nobody need be signed in: it is how the first person comes in.
    ///
    /// # Errors
    /// Problems beside the fields, or the ログインID is taken.
    pub async fn add_user(&self, new: &NewUser) -> Result<UserId> {
        let mut problems = Problems::default();
        let login = login_typed(&mut problems, &new.login);
        let name = problems.keep(text::line(Field::Name, &new.name));
        problems.finish()?;
        let password_hash = self.hash_password(&new.password).await?;
        let tx = self.begin().await?;
        let org = organisation::Entity::find().filter(organisation::Column::Code.eq(new.org.as_str())).one(&tx.db);
        let org = org.await?.ok_or_else(|| StoreError::field(Field::Org, Problem::UnknownChoice))?;
        let kind = code(OrgKind::parse, &org.kind)?;
        check_roles(kind, &new.roles, tx.today)?;
        let id = tx.new_id();
        let row = user_account::ActiveModel {
            id: Set(id),
            login: Set(login.clone()),
            name: Set(name.unwrap_or_default()),
            kana: Set(new.kana.clone()),
            title: Set(new.title.clone()),
            org_id: Set(org.id),
            password_hash: Set(password_hash),
            language: Set(Language::default().as_str().to_owned()),
            date_style: Set(DateStyle::default().as_str().to_owned()),
            demo: Set(new.demo),
            failed_sign_ins: Set(0),
            last_failed_at: Set(None),
            disabled_at: Set(None),
            left_on: Set(None),
            version: Set(1),
            created_at: Set(tx.now),
        };
        row.insert(&tx.db).await.or_taken(Field::LoginId)?;
        for role in &new.roles {
            let period = role_period::ActiveModel {
                id: Set(tx.new_id()),
                user_id: Set(id),
                role: Set(role.role.to_string()),
                center: Set(role.center.map(|it| it.to_string())),
                valid_from: Set(role.valid_from.unwrap_or(tx.today)),
                valid_to: Set(role.valid_to),
            };
            period.insert(&tx.db).await?;
        }
        tx.record_of(id, AccountEvent::UserAdded { login }, None).await?;
        tx.commit().await?;
        Ok(UserId(id))
    }

    /// Disables an account and ends its sessions.
    ///
    /// # Errors
    /// There is none with that ログインID.
    pub async fn disable_user(&self, login: &str) -> Result<()> {
        let tx = self.begin().await?;
        let user = user_by_login(&tx, login).await?;
        let row =
            user_account::ActiveModel { id: Unchanged(user.id), disabled_at: Set(Some(tx.now)), ..Default::default() };
        row.update(&tx.db).await?;
        end_sessions(&tx, &user).await?;
        tx.record_of(user.id, AccountEvent::UserDisabled { login: user.login }, None).await?;
        tx.commit().await
    }

    /// Sets a new password, unlocks the account and ends its sessions.
    ///
    /// # Errors
    /// There is none with that ログインID, or the password is too short.
    pub async fn reset_password(&self, login: &str, password: &str) -> Result<()> {
        let password_hash = self.hash_password(password).await?;
        let tx = self.begin().await?;
        let user = user_by_login(&tx, login).await?;
        let row = user_account::ActiveModel {
            id: Unchanged(user.id),
            password_hash: Set(password_hash),
            failed_sign_ins: Set(0),
            last_failed_at: Set(None),
            version: Set(user.version + 1),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        end_sessions(&tx, &user).await?;
        tx.record_of(user.id, AccountEvent::PasswordReset { login: user.login }, None).await?;
        tx.commit().await
    }

    /// All accounts, by organisation and 読み: for the command line and the demo's sign-in page.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_users(&self) -> Result<Vec<UserRow>> {
        #[derive(FromQueryResult)]
        struct Row {
            login: String,
            name: String,
            title: String,
            org: String,
            role: Option<String>,
            demo: bool,
            disabled_at: Option<DateTime<Utc>>,
        }
        let mut select = Query::select();
        select
            .pick("u", &["login", "name", "title", "demo", "disabled_at"])
            .pick_as("o", "name", "org")
            .pick("r", &["role"])
            .from_as("user_account", "u")
            .inner("organisation", "o", ("u", "org_id"))
            .join_as(
                sea_orm::JoinType::LeftJoin,
                "role_period",
                "r",
                sea_orm::ExprTrait::equals(crate::select::col("r", "user_id"), ("u", "id")),
            )
            .order_by(("o", "sort"), Order::Asc)
            .order_by(("u", "kana"), Order::Asc)
            .order_by(("u", "login"), Order::Asc)
            .order_by(("r", "valid_from"), Order::Desc);
        let mut rows = all::<Row>(&self.read, &select).await?;
        rows.dedup_by(|a, b| a.login == b.login);
        let view = |row: Row| UserRow {
            login: row.login,
            name: row.name,
            title: row.title,
            org: row.org,
            role: row.role.as_deref().and_then(Role::parse),
            demo: row.demo,
            disabled_at: row.disabled_at,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Whether accounts of the demo are in this database: outside demo mode it is not opened then.
    ///
    /// # Errors
    /// The database failed.
    pub async fn has_demo_accounts(&self) -> Result<bool> {
        let demo = user_account::Entity::find().filter(user_account::Column::Demo.eq(true));
        Ok(demo.count(&self.read).await? > 0)
    }
}

/// A ログインID as typed; its problems stand beside the others'.
pub(crate) fn login_typed(problems: &mut Problems, input: &str) -> String {
    let login = text::folded(input);
    if login.is_empty() {
        problems.add(Field::LoginId, Problem::Required);
    } else if login.len() > 64 {
        let actual = u32::try_from(login.chars().count()).unwrap_or(u32::MAX);
        problems.add(Field::LoginId, Problem::TooLong { max: 64, actual });
    } else if !login.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.@".contains(&b)) {
        problems.add(Field::LoginId, Problem::UnknownChoice);
    }
    login
}

/// A role speaks for the side of its organisation, some belong to one center, and nobody has two on
/// one day.
fn check_roles(kind: OrgKind, roles: &[NewRole], today: NaiveDate) -> Result<()> {
    let mut problems = Problems::default();
    if roles.is_empty() || roles.iter().any(|it| it.role.is_bound_to_one_center() && it.center.is_none()) {
        problems.add(Field::Org, Problem::Required);
    }
    if roles.iter().any(|it| it.role.side() != kind.side()) {
        problems.add(Field::Org, Problem::NotInOrganisation);
    }
    let period = |it: &NewRole| Period::new(it.valid_from.unwrap_or(today), it.valid_to);
    for (n, role) in roles.iter().enumerate() {
        if let Some(other) = roles[..n].iter().map(period).find(|other| other.overlaps(period(role))) {
            problems.add(Field::From, Problem::Overlaps { from: other.from, to: other.to });
        }
    }
    Ok(problems.finish()?)
}

async fn user_by_login(tx: &Tx, login: &str) -> Result<user_account::Model> {
    let name = text::folded(login);
    let found = user_account::Entity::find().filter(user_account::Column::Login.eq(name)).one(&tx.db);
    found.await?.ok_or(StoreError::NotFound(Noun::User))
}

/// Ends the sessions of a person, in the transaction that gives the reason.
pub(crate) async fn end_sessions(tx: &Tx, user: &user_account::Model) -> Result<()> {
    use crate::entity::web_session::{Column, Entity};
    Entity::delete_many().filter(Column::UserId.eq(user.id)).exec(&tx.db).await?;
    Ok(())
}
