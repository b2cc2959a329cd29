//! Signing in and out.

use crate::{
    Result, Store, StoreError,
    entity::{organisation, user_account},
    people::actor_of,
    select::comparable,
    sign_in_openid::link,
    sign_in_places::{at_place, is_known, note_good},
    tx::{Place, Tx},
    visits,
};
use domain::{
    access::place,
    actor::Actor,
    event::AccountEvent,
    ids::UserId,
    network::networks,
    origin::Origin,
    refusal::{Field, Problem},
    text::folded,
    way_in::{Proof, WayIn},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// They are in.
    In(UserId),
    /// The first step is done; a code is asked for.
    NeedsCode(UserId),
}

/// No account's id: what is read of it instead takes as long as what is read of one, for the time of an answer tells too.
const NOBODY: Uuid = Uuid::nil();

/// Statements by which a failure is counted.
const COUNTING: usize = 3;

impl Store {
    /// Signs in from nowhere in particular, as [`Self::sign_in_from`].
    ///
    /// # Errors
    /// `Problem::UnknownChoice` beside the password, whatever the reason.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<UserId> {
        match self.sign_in_from(&Origin::default(), login, password).await? {
            Entry::In(user) => Ok(user),
            Entry::NeedsCode(_) => Err(StoreError::field(Field::Password, Problem::UnknownChoice)),
        }
    }

    /// Signs in. The answer and its time are the same for an unknown ログインID, a wrong password, a
    /// disabled account, one without a role today and a locked one. An address with too many failures waits, whoever
    /// is tried; who has signed in from there lately does not.
    ///
    /// # Errors
    /// `Problem::UnknownChoice` beside the password, whatever the reason; `Problem::AddressWaits`.
    pub async fn sign_in_from(&self, origin: &Origin, login: &str, password: &str) -> Result<Entry> {
        let waits = self.minutes_to_wait(origin, Field::Password).await?;
        let login: String = login.chars().take(64).collect();
        let name = comparable(&folded(&login));
        let by_name = || user_account::Entity::find().filter(user_account::Column::Login.eq(name.as_str()));
        let hash = by_name().one(&self.read).await?.map(|user| user.password_hash);
        let fits = self.verify_password(password, hash.clone()).await?;
        // Only who typed the password can have it hashed anew.
        let renewed = if fits { self.renewed_hash(password, hash.as_deref()).await? } else { None };

        let tx = self.begin().await?;
        // Locked, so that guesses made at once are counted each.
        let user = by_name().lock_exclusive().one(&tx.db).await?;
        // A password that was changed while it was checked is the old one.
        let fits = fits && user.as_ref().map(|user| &user.password_hash) == hash.as_ref();
        let actor = match &user {
            Some(user) => actor_of(&tx.db, user.id, tx.today).await?,
            None => actor_of(&tx.db, NOBODY, tx.today).await?,
        };
        let locked = match &user {
            Some(user) => self.is_locked(&tx, user, origin).await?,
            None => at_place(&tx.db, NOBODY, &place(origin.address)).await?.is_some(),
        };
        let stopped = match (&user, waits) {
            (Some(user), Some(_)) => {
                !is_known(at_place(&tx.db, user.id, &place(origin.address)).await?.as_ref(), tx.now)
            }
            (_, waits) => waits.is_some(),
        };
        if let (Some(actor), Some(user), true, false, false) = (&actor, &user, fits, locked, stopped) {
            let tx = from_here(tx, user, origin, Field::Password).await?;
            if let Some(hash) = renewed {
                let row = user_account::ActiveModel {
                    id: Unchanged(user.id),
                    password_hash: Set(hash),
                    ..Default::default()
                };
                row.update(&tx.db).await?;
            }
            if user.totp_since.is_some() {
                // Nothing is done yet: a password alone opens nothing, and resets no count.
                tx.commit().await?;
                return Ok(Entry::NeedsCode(actor.user));
            }
            let_in(&tx, origin, user, actor, &Proof::Password).await?;
            tx.commit().await?;
            return Ok(Entry::In(actor.user));
        }
        if let Some(minutes) = waits {
            // It is counted for the account that it was tried at, and not once more for an address that waits already.
            if let Some(user) = user.filter(|_| !locked && !stopped) {
                self.count_failure(&tx, &user, origin).await?;
                tx.commit().await?;
            }
            return Err(StoreError::field(Field::Password, Problem::AddressWaits { minutes }));
        }
        // People type all sorts of things where a ログインID belongs, their password too: only that of an account is
        // kept.
        let whose = Place { user: user.as_ref().map(|user| user.id), ..Place::default() };
        let login = user.as_ref().map(|user| user.login.clone()).unwrap_or_default();
        let failed = AccountEvent::SignInFailed { login, way: WayIn::Password };
        tx.record_from(origin, &failed.into(), None, whose).await?;
        match user.filter(|_| !locked) {
            Some(user) => self.count_failure(&tx, &user, origin).await?,
            None => {
                for _ in 0..COUNTING {
                    at_place(&tx.db, NOBODY, &place(origin.address)).await?;
                }
            }
        }
        self.count_at_address(&tx, origin).await?;
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

/// Refuses who signs in from elsewhere than the people of their organisation do, and writes it down. Said beside that
/// field, and only to who has proven who they are.
pub(crate) async fn from_here(tx: Tx, user: &user_account::Model, origin: &Origin, beside: Field) -> Result<Tx> {
    let Some(address) = elsewhere(&tx, user, origin).await? else { return Ok(tx) };
    let tried = AccountEvent::SignInElsewhere { login: user.login.clone() };
    let whose = Place { user: Some(user.id), ..Place::default() };
    tx.record_from(origin, &tried.into(), None, whose).await?;
    tx.commit().await?;
    Err(StoreError::field(beside, Problem::NotFromHere { address }))
}

/// The address, when the people of the organisation do not sign in from there.
async fn elsewhere(tx: &Tx, user: &user_account::Model, origin: &Origin) -> Result<Option<String>> {
    let org = organisation::Entity::find_by_id(user.org_id).one(&tx.db).await?;
    let Some(held) = org.and_then(|it| it.sign_in_from) else { return Ok(None) };
    let networks = networks(&held).unwrap_or_default();
    let inside = origin.address.is_some_and(|address| networks.iter().any(|it| it.holds(address)));
    Ok((!inside).then(|| origin.address.map(|it| it.to_string()).unwrap_or_default()))
}

/// The person is in.
pub(crate) async fn let_in(
    tx: &Tx,
    origin: &Origin,
    user: &user_account::Model,
    actor: &Actor,
    by: &Proof,
) -> Result<()> {
    if let Proof::OpenId(name) = by {
        link(tx, origin, user, name).await?;
    }
    let row = user_account::ActiveModel {
        id: Unchanged(user.id),
        failed_sign_ins: Set(0),
        last_failed_at: Set(None),
        signed_in_at: Set(Some(tx.now)),
        ..Default::default()
    };
    row.update(&tx.db).await?;
    note_good(tx, user.id, origin).await?;
    visits::note(tx, user.id).await?;
    tx.record_from(origin, &AccountEvent::SignedIn { way: by.way() }.into(), Some(actor), Place::default()).await
}
