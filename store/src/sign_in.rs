//! Signing in and out.

use crate::{
    Result, Store, StoreError,
    entity::user_account,
    people::actor_of,
    select::comparable,
    tx::{Place, Tx},
    visits,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    actor::Actor,
    event::AccountEvent,
    ids::UserId,
    origin::Origin,
    refusal::{Field, Problem},
    text::folded,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

/// Failures in a row after which an account is locked.
const FAILURES: i32 = 5;
/// How long.
const LOCKED: TimeDelta = TimeDelta::minutes(15);

impl user_account::Model {
    /// After too many failures in a row, for a while.
    pub(crate) fn is_locked(&self, now: DateTime<Utc>) -> bool {
        self.failed_sign_ins >= FAILURES && self.last_failed_at.is_some_and(|at| now - at < LOCKED)
    }

    /// The failures that still count: a lock that is over starts anew.
    fn failures(&self, now: DateTime<Utc>) -> i32 {
        if self.last_failed_at.is_some_and(|at| now - at < LOCKED) { self.failed_sign_ins } else { 0 }
    }
}

/// Counts a wrong password, here or where the person changes it.
pub(crate) async fn count_failure(tx: &Tx, user: &user_account::Model, origin: &Origin) -> Result<()> {
    let failures = user.failures(tx.now) + 1;
    let row = user_account::ActiveModel {
        id: Unchanged(user.id),
        failed_sign_ins: Set(failures),
        last_failed_at: Set(Some(tx.now)),
        ..Default::default()
    };
    row.update(&tx.db).await?;
    if failures == FAILURES {
        let locked = AccountEvent::AccountLocked { login: user.login.clone() };
        let place = Place { user: Some(user.id), ..Place::default() };
        tx.record_from(origin, &locked.into(), None, place).await?;
    }
    Ok(())
}

impl Store {
    /// Signs in from nowhere in particular, as [`Self::sign_in_from`].
    ///
    /// # Errors
    /// `Problem::UnknownChoice` beside the password, whatever the reason.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<UserId> {
        self.sign_in_from(&Origin::default(), login, password).await
    }

    /// Signs in. The answer and its time are the same for an unknown ログインID, a wrong password, a
    /// disabled account, one without a role today and a locked one.
    ///
    /// # Errors
    /// `Problem::UnknownChoice` beside the password, whatever the reason.
    pub async fn sign_in_from(&self, origin: &Origin, login: &str, password: &str) -> Result<UserId> {
        let login: String = login.chars().take(64).collect();
        let name = comparable(&folded(&login));
        let by_name = || user_account::Entity::find().filter(user_account::Column::Login.eq(name.as_str()));
        let hash = by_name().one(&self.read).await?.map(|user| user.password_hash);
        let fits = self.verify_password(password, hash.clone()).await?;

        let tx = self.begin().await?;
        // Locked, so that guesses made at once are counted each.
        let user = by_name().lock_exclusive().one(&tx.db).await?;
        // A password that was changed while it was checked is the old one.
        let fits = fits && user.as_ref().map(|user| &user.password_hash) == hash.as_ref();
        let actor = match &user {
            Some(user) => actor_of(&tx.db, user.id, tx.today).await?,
            None => None,
        };
        let locked = user.as_ref().is_some_and(|user| user.is_locked(tx.now));
        if let (Some(actor), Some(user), true, false) = (&actor, &user, fits, locked) {
            let row = user_account::ActiveModel {
                id: Unchanged(user.id),
                failed_sign_ins: Set(0),
                last_failed_at: Set(None),
                ..Default::default()
            };
            row.update(&tx.db).await?;
            visits::note(&tx, user.id).await?;
            tx.record_from(origin, &AccountEvent::SignedIn.into(), Some(actor), Place::default()).await?;
            tx.commit().await?;
            return Ok(actor.user);
        }
        // People type all sorts of things where a ログインID belongs, their password too: only that of an account is
        // kept.
        let place = Place { user: user.as_ref().map(|user| user.id), ..Place::default() };
        let login = user.as_ref().map(|user| user.login.clone()).unwrap_or_default();
        tx.record_from(origin, &AccountEvent::SignInFailed { login }.into(), None, place).await?;
        if let Some(user) = user.filter(|_| !locked) {
            count_failure(&tx, &user, origin).await?;
        }
        tx.commit().await?;
        Err(StoreError::field(Field::Password, Problem::UnknownChoice))
    }

    /// Writes down that somebody signed out; the session itself is deleted by its own verb.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sign_out(&self, actor: &Actor) -> Result<()> {
        let actor = actor.doer();
        let tx = self.begin().await?;
        visits::note(&tx, actor.user.0).await?;
        tx.record(&AccountEvent::SignedOut.into(), Some(actor), Place::default()).await?;
        tx.commit().await
    }
}
