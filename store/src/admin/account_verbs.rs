//! Adding, editing, disabling and enabling accounts.

use super::{account::Account, check, edits_some, let_in};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{organisation, role_period, user_account},
    error::OrTaken,
    masters::org_by_code,
    second_factor::{forget_codes, without_second_factor},
    select::code,
    sign_in_openid::without_openid,
    tx::Tx,
    users::{end_sessions, fresh, given_password, login_typed},
};
use domain::{
    actor::Actor,
    admin::{AccountInput, ProfileInput, RoleTerm, edits_all, edits_center},
    event::{AccountEvent, Edit},
    organisation::{CenterCode, OrgKind},
    refusal::{Field, Problem, Problems, Refusal},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use uuid::Uuid;

impl Store {
    /// Adds an account with its first role; answers its ログインID.
    ///
    /// # Errors
    /// Not let in, not the actor's to add, problems beside the fields, or the ログインID is taken.
    pub async fn add_account(&self, actor: &Actor, input: &AccountInput) -> Result<String> {
        let_in(actor, Noun::User)?;
        check(edits_some(actor))?;
        let mut problems = Problems::default();
        let login = login_typed(&mut problems, &input.login);
        let profile = input.profile.read(&mut problems);
        let about = [login.as_str(), &input.profile.name, &input.profile.kana, &input.org];
        let password = match self.hash_password(&input.password, &about).await {
            Err(StoreError::Refused(Refusal::Invalid(found))) => {
                found.into_iter().for_each(|it| problems.add(it.field, it.problem));
                None
            }
            hashed => Some(hashed?),
        };
        let tx = self.begin().await?;
        let org = org_typed(&tx, actor, &input.org, &mut problems).await?;
        let term = match &org {
            Some((_, kind, center)) => role_typed(input, actor, (*kind, *center), &tx, &mut problems)?,
            None => None,
        };
        problems.finish()?;
        let (Some(profile), Some(password_hash), Some((org, ..)), Some(term)) = (profile, password, org, term) else {
            return Err(Refusal::Invalid(Vec::new()).into());
        };
        // What is made in the demo world belongs to it.
        let maker = user_account::Entity::find_by_id(actor.user.0).one(&tx.db).await?;
        let demo = maker.is_some_and(|it| it.demo);
        let id = tx.new_id();
        let row = user_account::ActiveModel {
            id: Set(id),
            login: Set(login.clone()),
            name: Set(profile.name),
            kana: Set(profile.kana),
            title: Set(profile.title),
            org_id: Set(org.id),
            demo: Set(demo),
            ..fresh(&tx, password_hash)
        };
        row.insert(&tx.db).await.or_taken(Field::LoginId)?;
        add_term(&tx, id, term).await?;
        tx.record_of(id, AccountEvent::UserAdded { login: login.clone() }, Some(actor)).await?;
        tx.commit().await?;
        Ok(login)
    }

    /// Edits 氏名, 読み and 職名.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or problems beside the fields.
    pub async fn edit_account(&self, actor: &Actor, login: &str, version: i32, input: &ProfileInput) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::at_version(&tx, actor, login, version).await?;
        let mut problems = Problems::default();
        let profile = input.read(&mut problems);
        problems.finish()?;
        let Some(profile) = profile else { return Err(Refusal::Invalid(Vec::new()).into()) };
        let user = &account.user;
        let fields = edits(&[
            (Field::Name, &user.name, &profile.name),
            (Field::Kana, &user.kana, &profile.kana),
            (Field::JobTitle, &user.title, &profile.title),
        ]);
        if fields.is_empty() {
            return Err(StoreError::field(Field::Name, Problem::Unchanged));
        }
        let row = user_account::ActiveModel {
            name: Set(profile.name),
            kana: Set(profile.kana),
            title: Set(profile.title),
            ..Default::default()
        };
        account.save(&tx, row).await?;
        tx.record_of(account.user.id, AccountEvent::UserEdited { login: user.login.clone(), fields }, Some(actor))
            .await?;
        tx.commit().await
    }

    /// Gives the account a new password, unlocks it and ends its sessions.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or the password breaks the rules.
    pub async fn set_password(&self, actor: &Actor, login: &str, version: i32, password: &str) -> Result<()> {
        let_in(actor, Noun::User)?;
        let named = Account::of(&self.read, actor, login, self.today()).await?;
        let about = [&named.user.login, &named.user.name, &named.user.kana, &named.org.name];
        let password_hash = self.hash_password(password, &about.map(String::as_str)).await;
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        account.save(&tx, given_password(&tx, password_hash?)).await?;
        self.begin_anew(&tx, &account.user).await?;
        tx.record_of(account.user.id, AccountEvent::PasswordReset { login: account.user.login }, Some(actor)).await?;
        tx.commit().await
    }

    /// Ends every session of the account.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, or Stale.
    pub async fn end_sessions_of(&self, actor: &Actor, login: &str, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        let ended = end_sessions(&tx, account.user.id).await?;
        let count = u32::try_from(ended).unwrap_or(u32::MAX);
        let event = AccountEvent::SessionsEnded { login: account.user.login, count };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }

    /// Takes the second factor off an account whose person has lost it.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or there is none.
    pub async fn remove_second_factor_of(&self, actor: &Actor, login: &str, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        if account.user.totp_since.is_none() {
            return Err(StoreError::field(Field::Version, Problem::Unchanged));
        }
        account.save(&tx, without_second_factor()).await?;
        forget_codes(&tx, account.user.id).await?;
        let event = AccountEvent::SecondFactorRemoved { login: account.user.login };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }

    /// Lets go of whose account it is at the provider of OpenID Connect: the next sign-in from there decides anew.
    ///
    /// # Errors
    /// NotFound, not the actor's, the own account, Stale, or it is nobody's there.
    pub async fn unlink_openid_of(&self, actor: &Actor, login: &str, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        if account.user.openid_subject.is_none() {
            return Err(StoreError::field(Field::Version, Problem::Unchanged));
        }
        account.save(&tx, without_openid()).await?;
        let event = AccountEvent::OpenIdUnlinked { login: account.user.login };
        tx.record_of(account.user.id, event, Some(actor)).await?;
        tx.commit().await
    }

    /// Disables the account at once and ends its sessions. Open 課題 stay where they are, as 担当者不在.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or it is disabled already.
    pub async fn disable_account(&self, actor: &Actor, login: &str, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        if account.user.disabled_at.is_some() {
            return Err(StoreError::field(Field::Version, Problem::Unchanged));
        }
        let row = user_account::ActiveModel { disabled_at: Set(Some(tx.now)), ..Default::default() };
        account.save(&tx, row).await?;
        end_sessions(&tx, account.user.id).await?;
        tx.record_of(account.user.id, AccountEvent::UserDisabled { login: account.user.login }, Some(actor)).await?;
        tx.commit().await
    }

    /// Enables a disabled account again; a role that ended is given anew by its own verb.
    ///
    /// # Errors
    /// NotFound, not the actor's, Stale, or it is not disabled.
    pub async fn enable_account(&self, actor: &Actor, login: &str, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let account = Account::of_another(&tx, actor, login, version).await?;
        if account.user.disabled_at.is_none() {
            return Err(StoreError::field(Field::Version, Problem::Unchanged));
        }
        let row = user_account::ActiveModel { disabled_at: Set(None), left_on: Set(None), ..Default::default() };
        account.save(&tx, row).await?;
        tx.record_of(account.user.id, AccountEvent::UserEnabled { login: account.user.login }, Some(actor)).await?;
        tx.commit().await
    }
}

/// What changed, as the history keeps it.
pub(super) fn edits(fields: &[(Field, &str, &str)]) -> Vec<Edit> {
    let changed = fields.iter().filter(|(_, before, after)| before != after);
    changed
        .map(|(field, before, after)| Edit { field: *field, before: (*before).to_owned(), after: (*after).to_owned() })
        .collect()
}

/// Writes a role period.
pub(super) async fn add_term(tx: &Tx, user: Uuid, term: RoleTerm) -> Result<()> {
    let row = role_period::ActiveModel {
        id: Set(tx.new_id()),
        user_id: Set(user),
        role: Set(term.role.to_string()),
        center: Set(term.center.map(|it| it.to_string())),
        valid_from: Set(term.period.from),
        valid_to: Set(term.period.to),
    };
    row.insert(&tx.db).await?;
    Ok(())
}

type OrgTyped = (organisation::Model, OrgKind, Option<CenterCode>);

/// The organisation that was typed: one in which the actor may add people, and that is not retired.
pub(super) async fn org_typed(
    tx: &Tx,
    actor: &Actor,
    typed: &str,
    problems: &mut Problems,
) -> Result<Option<OrgTyped>> {
    if typed.trim().is_empty() {
        problems.add(Field::Affiliation, Problem::Required);
        return Ok(None);
    }
    let org = match org_by_code(tx, typed.trim(), Field::Affiliation).await {
        Err(StoreError::Refused(Refusal::Invalid(found))) => {
            found.into_iter().for_each(|it| problems.add(it.field, it.problem));
            return Ok(None);
        }
        org => org?,
    };
    let center = org.center.as_deref().map(|it| code(CenterCode::parse, it)).transpose()?;
    if !edits_all(actor) && !center.is_some_and(|it| edits_center(actor, it)) {
        problems.add(Field::Affiliation, Problem::NotYours);
    } else if org.valid_to.is_some_and(|to| to < tx.today) {
        problems.add(Field::Affiliation, Problem::UnknownChoice);
    }
    let kind = code(OrgKind::parse, &org.kind)?;
    Ok(Some((org, kind, center)))
}

/// The first role; its problems stand beside the others'.
fn role_typed(
    input: &AccountInput,
    actor: &Actor,
    org: (OrgKind, Option<CenterCode>),
    tx: &Tx,
    problems: &mut Problems,
) -> Result<Option<RoleTerm>> {
    match input.role.read(actor, org, &[], tx.today) {
        Ok(term) => Ok(Some(term)),
        Err(Refusal::Invalid(found)) => {
            found.into_iter().for_each(|it| problems.add(it.field, it.problem));
            Ok(None)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
