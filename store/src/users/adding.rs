//! A new account, which may bring its organisation along.

use super::{fresh, login_typed};
use crate::{
    NewOrganisation, Result, Store, StoreError,
    entity::{organisation, role_period, user_account},
    error::OrTaken,
    masters,
    select::code,
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    event::AccountEvent,
    ids::UserId,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, Problem, Problems},
    role::Role,
    text,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::fmt;

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
#[derive(Clone, PartialEq, Eq)]
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

impl fmt::Debug for NewUser {
    /// Without its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser").field("login", &self.login).field("org", &self.org).finish_non_exhaustive()
    }
}

impl Store {
    /// Adds an account. Nobody need be signed in: it is how the first person comes in.
    ///
    /// # Errors
    /// Problems beside the fields, or the ログインID is taken.
    pub async fn add_user(&self, new: &NewUser) -> Result<UserId> {
        let checked = self.check_user(new).await?;
        let tx = self.begin().await?;
        let id = insert_user(&tx, new, checked).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Adds an account, and its organisation when there is none with that code yet: both or neither.
    ///
    /// # Errors
    /// As [`Store::add_user`] and [`Store::register_organisation`].
    pub async fn add_user_with_organisation(&self, org: &NewOrganisation, new: &NewUser) -> Result<UserId> {
        let checked = self.check_user(new).await?;
        let tx = self.begin().await?;
        let there = organisation::Entity::find().filter(organisation::Column::Code.eq(org.code.as_str())).one(&tx.db);
        if there.await?.is_none() {
            masters::insert_organisation(&tx, org).await?;
        }
        let id = insert_user(&tx, new, checked).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What needs no database; hashing takes its time, so it comes before the transaction.
    async fn check_user(&self, new: &NewUser) -> Result<Checked> {
        let mut problems = Problems::default();
        let login = login_typed(&mut problems, &new.login);
        let name = problems.keep(text::line(Field::Name, &new.name));
        problems.finish()?;
        // Everybody knows the passwords of the demo.
        let password_hash = if new.demo {
            self.hash(&new.password).await?
        } else {
            self.hash_password(&new.password, &[&login, &new.name, &new.kana, &new.org]).await?
        };
        Ok(Checked { login, name: name.unwrap_or_default(), password_hash })
    }
}

/// What was typed, as it is kept.
struct Checked {
    login: String,
    name: String,
    password_hash: String,
}

async fn insert_user(tx: &Tx, new: &NewUser, checked: Checked) -> Result<UserId> {
    let Checked { login, name, password_hash } = checked;
    let org = organisation::Entity::find().filter(organisation::Column::Code.eq(new.org.as_str())).one(&tx.db);
    let org = org.await?.ok_or_else(|| StoreError::field(Field::Org, Problem::UnknownChoice))?;
    let kind = code(OrgKind::parse, &org.kind)?;
    check_roles(kind, &new.roles, tx.today)?;
    let id = tx.new_id();
    let row = user_account::ActiveModel {
        id: Set(id),
        login: Set(login.clone()),
        name: Set(name),
        kana: Set(new.kana.clone()),
        title: Set(new.title.clone()),
        org_id: Set(org.id),
        demo: Set(new.demo),
        must_change: Set(!new.demo),
        ..fresh(tx, password_hash)
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
    Ok(UserId(id))
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
