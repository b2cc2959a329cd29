//! What people do with their own account.

use crate::{
    Result, Store, StoreError,
    entity::user_account,
    tx::{Place, Tx},
    users::own_password,
};
use domain::{
    actor::Actor,
    admin::Duties,
    date::DateStyle,
    event::AccountEvent,
    language::Language,
    refusal::{Field, Problem, Problems, Refusal},
    view::OwnAccount,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, QuerySelect,
};

/// A change of one's own password, as typed.
#[derive(Clone, Copy)]
pub struct PasswordChange<'a> {
    /// The password until now.
    pub current: &'a str,
    /// The new one.
    pub new: &'a str,
    /// The new one, typed once more.
    pub again: &'a str,
}

impl Store {
    /// The page of one's own account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn own_account(&self, actor: &Actor) -> Result<OwnAccount> {
        let (sessions, second_factor) = (self.own_sessions(actor).await?, self.own_second_factor(actor).await?);
        let user = user_account::Entity::find_by_id(actor.user.0).one(&self.read).await?;
        let trained_on = user.and_then(|it| it.trained_on);
        let duties = Duties { trained_on, ..Duties::default() };
        let old_training = trained_on.filter(|_| duties.is_training_old(self.today()));
        Ok(OwnAccount { sessions, old_training, second_factor })
    }

    /// Sets the language and the date style of the actor's own account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_preferences(&self, actor: &Actor, language: Language, style: DateStyle) -> Result<()> {
        let tx = self.begin().await?;
        let row = user_account::ActiveModel {
            id: Unchanged(actor.user.0),
            language: Set(language.as_str().to_owned()),
            date_style: Set(style.as_str().to_owned()),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        tx.record(&AccountEvent::AccountChanged { user: actor.user }.into(), Some(actor), Place::default()).await?;
        tx.commit().await
    }

    /// Begins a change for which the present password is asked: the account, locked. A wrong one counts like a failed
    /// sign-in.
    pub(crate) async fn with_current_password(
        &self,
        actor: &Actor,
        current: &str,
    ) -> Result<(Tx, user_account::Model)> {
        let held = user_account::Entity::find_by_id(actor.user.0).one(&self.read).await?.map(|it| it.password_hash);
        let fits = self.verify_password(current, held.clone()).await?;
        let tx = self.begin().await?;
        let user = user_account::Entity::find_by_id(actor.user.0).lock_exclusive().one(&tx.db).await?;
        let user = user.ok_or(StoreError::NotFound(crate::Noun::User))?;
        let fits = fits && held.as_deref() == Some(user.password_hash.as_str());
        let locked = self.is_locked(&tx, &user, &actor.origin).await?;
        if fits && !locked {
            return Ok((tx, user));
        }
        if !locked {
            let mistyped = AccountEvent::PasswordMistyped { login: user.login.clone() };
            tx.record_of(user.id, mistyped, Some(actor)).await?;
            self.count_failure(&tx, &user, &actor.origin).await?;
            tx.commit().await?;
        }
        Err(StoreError::field(Field::CurrentPassword, Problem::WrongPassword))
    }

    /// Changes the actor's own password and ends **every** session of theirs: the browser that asked for it gets a new
    /// one from the server. A wrong current password counts like a failed sign-in, and a locked account stays locked.
    ///
    /// # Errors
    /// The current password is wrong, the new one breaks the rules of passwords, is the old one, or was typed
    /// otherwise the second time.
    pub async fn change_password(&self, actor: &Actor, change: PasswordChange<'_>) -> Result<()> {
        let mut problems = Problems::default();
        let held = user_account::Entity::find_by_id(actor.user.0).one(&self.read).await?.map(|it| it.password_hash);
        let fits = self.verify_password(change.current, held.clone()).await?;
        if change.again != change.new {
            problems.add(Field::PasswordAgain, Problem::TypedOtherwise);
        }
        let new = if change.new == change.current && !change.new.is_empty() {
            problems.add(Field::Password, Problem::Unchanged);
            None
        } else {
            match self.hash_password(change.new, &[&actor.login, &actor.name, &actor.org_name]).await {
                Err(StoreError::Refused(Refusal::Invalid(found))) => {
                    found.into_iter().for_each(|it| problems.add(it.field, it.problem));
                    None
                }
                hash => Some(hash?),
            }
        };
        if new.is_some() && self.was_used(actor.user.0, change.new).await? {
            problems.add(Field::Password, Problem::UsedBefore { last: self.rules.password.history });
        }

        let tx = self.begin().await?;
        let user = user_account::Entity::find_by_id(actor.user.0).lock_exclusive().one(&tx.db).await?;
        let user = user.ok_or(StoreError::NotFound(crate::Noun::User))?;
        // A password that was reset meanwhile is no longer the one that was checked.
        let fits = fits && held.as_deref() == Some(user.password_hash.as_str());
        let locked = self.is_locked(&tx, &user, &actor.origin).await?;
        if !fits || locked {
            problems.add(Field::CurrentPassword, Problem::WrongPassword);
            if !locked {
                let mistyped = AccountEvent::PasswordMistyped { login: user.login.clone() };
                tx.record_of(user.id, mistyped, Some(actor)).await?;
                self.count_failure(&tx, &user, &actor.origin).await?;
                tx.commit().await?;
            }
            return Ok(problems.finish()?);
        }
        problems.finish()?;
        let row = user_account::ActiveModel {
            id: Unchanged(user.id),
            version: Set(user.version + 1),
            // Where there is no new one, a problem was noted above.
            ..new.map(|hash| own_password(&tx, hash)).unwrap_or_default()
        };
        row.update(&tx.db).await?;
        self.begin_anew(&tx, &user).await?;
        tx.record_of(user.id, AccountEvent::PasswordChanged { login: user.login }, Some(actor)).await?;
        tx.commit().await
    }
}
