//! Accounts.

mod adding;

pub use adding::{NewRole, NewUser};

use crate::{
    Noun, Result, Store, StoreError,
    entity::{event, organisation, user_account},
    people::actor_of,
    select::{Reading, all},
    sign_in_places::unlock,
    tx::Tx,
};
use chrono::{DateTime, Utc};
use domain::{
    date::DateStyle,
    event::AccountEvent,
    language::Language,
    my_number,
    refusal::{Field, Problem, Problems},
    role::Role,
    text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Order, Query},
};
use uuid::Uuid;

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

/// Whether an account can be signed in to, whatever its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can.
    MaySignIn,
    /// It is disabled.
    Disabled,
    /// It has no role on this day.
    WithoutRole,
}

impl Store {
    /// Disables an account and ends its sessions.
    ///
    /// # Errors
    /// There is none with that ログインID.
    pub async fn disable_user(&self, login: &str) -> Result<()> {
        let tx = self.begin().await?;
        let user = user_by_login(&tx.db, login).await?;
        let row =
            user_account::ActiveModel { id: Unchanged(user.id), disabled_at: Set(Some(tx.now)), ..Default::default() };
        row.update(&tx.db).await?;
        end_sessions(&tx, user.id).await?;
        tx.record_of(user.id, AccountEvent::UserDisabled { login: user.login }, None).await?;
        tx.commit().await
    }

    /// Sets a new password, unlocks the account and ends its sessions. Says whether the person can sign in by it.
    ///
    /// # Errors
    /// There is none with that ログインID, or the password is too short.
    pub async fn reset_password(&self, login: &str, password: &str) -> Result<Standing> {
        let named = user_by_login(&self.read, login).await?;
        let password_hash = self.hash_password(password, &[&named.login, &named.name, &named.kana]).await?;
        let tx = self.begin().await?;
        let user = user_by_login(&tx.db, login).await?;
        let row = user_account::ActiveModel {
            id: Unchanged(user.id),
            version: Set(user.version + 1),
            ..given_password(&tx, password_hash)
        };
        row.update(&tx.db).await?;
        self.begin_anew(&tx, &user).await?;
        let standing = if user.disabled_at.is_some() {
            Standing::Disabled
        } else if actor_of(&tx.db, user.id, tx.today).await?.is_none() {
            Standing::WithoutRole
        } else {
            Standing::MaySignIn
        };
        tx.record_of(user.id, AccountEvent::PasswordReset { login: user.login }, None).await?;
        tx.commit().await?;
        Ok(standing)
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

    /// Whether nothing was ever registered in this database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn is_empty(&self) -> Result<bool> {
        Ok(organisation::Entity::find().count(&self.read).await? == 0)
    }

    /// When the last thing happened in this database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn last_event_at(&self) -> Result<Option<DateTime<Utc>>> {
        let last = event::Entity::find().order_by_desc(event::Column::At).one(&self.read).await?;
        Ok(last.map(|event| event.at))
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
    let login = text::narrowed(input);
    if login.is_empty() {
        problems.add(Field::LoginId, Problem::Required);
    } else if login.contains(char::is_whitespace) {
        problems.add(Field::LoginId, Problem::Blanks);
    } else if login.len() > 64 {
        let actual = u32::try_from(login.chars().count()).unwrap_or(u32::MAX);
        problems.add(Field::LoginId, Problem::TooLong { max: 64, actual });
    } else if !login.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.@".contains(&b)) {
        problems.add(Field::LoginId, Problem::UnknownChoice);
    }
    problems.keep(my_number::refuse(Field::LoginId, &login));
    login
}

async fn user_by_login(db: &impl ConnectionTrait, login: &str) -> Result<user_account::Model> {
    let name = text::narrowed(login);
    let found = user_account::Entity::find().filter(user_account::Column::Login.eq(name)).one(db);
    found.await?.ok_or(StoreError::NotFound(Noun::User))
}

/// A new account, apart from whose it is.
pub(crate) fn fresh(tx: &Tx, password_hash: String) -> user_account::ActiveModel {
    user_account::ActiveModel {
        language: Set(Language::default().as_str().to_owned()),
        date_style: Set(DateStyle::default().as_str().to_owned()),
        disabled_at: Set(None),
        left_on: Set(None),
        version: Set(1),
        created_at: Set(tx.now),
        handles_numbers: Set(false),
        ..given_password(tx, password_hash)
    }
}

/// A new password that its person chose.
pub(crate) fn own_password(tx: &Tx, password_hash: String) -> user_account::ActiveModel {
    user_account::ActiveModel { must_change: Set(false), ..given_password(tx, password_hash) }
}

/// A new password that somebody else set and knows: its person changes it before anything else.
pub(crate) fn given_password(tx: &Tx, password_hash: String) -> user_account::ActiveModel {
    user_account::ActiveModel {
        password_hash: Set(password_hash),
        must_change: Set(true),
        password_at: Set(Some(tx.now)),
        failed_sign_ins: Set(0),
        last_failed_at: Set(None),
        ..Default::default()
    }
}

impl Store {
    /// After a new password: every session of the person ends, no lock is left, and the old password is remembered as
    /// far as the rules ask for it.
    pub(crate) async fn begin_anew(&self, tx: &Tx, user: &user_account::Model) -> Result<()> {
        end_sessions(tx, user.id).await?;
        unlock(tx, user.id).await?;
        self.remember_password(tx, user).await
    }
}

/// Ends the sessions of a person, in the transaction that gives the reason; says how many there were.
pub(crate) async fn end_sessions(tx: &Tx, user: Uuid) -> Result<u64> {
    use crate::entity::web_session::{Column, Entity};
    Ok(Entity::delete_many().filter(Column::UserId.eq(user)).exec(&tx.db).await?.rows_affected)
}
