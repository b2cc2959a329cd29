//! Signing in by 組織のアカウント: a provider of OpenID Connect says who it is, and Kaisei whether they may
//! (docs/decisions/0036).

use crate::{
    Entry, Result, Store, StoreError,
    entity::user_account,
    people::actor_of,
    select::comparable,
    sign_in::{from_here, let_in},
    sign_in_places::{at_place, is_known},
    tx::{Place, Tx},
};
use domain::{
    access::place,
    event::AccountEvent,
    origin::Origin,
    refusal::{Field, OpenIdProblem, Problem},
    text::folded,
    way_in::{OpenIdName, Proof, WayIn},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

/// What a provider has proven of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Who it is there.
    pub name: OpenIdName,
    /// What stands in the claim that carries the ログインID; it counts until the account is linked.
    pub login: String,
}

/// A problem of the way, beside the field where people say who they are.
fn refused(problem: Problem) -> StoreError {
    StoreError::field(Field::LoginId, problem)
}

impl Store {
    /// Signs in whom a provider answers for. An account is found by its name there; before it is linked, by its
    /// ログインID. Nobody is made. Failures count at the address and lock no account: nobody guesses a password here.
    ///
    /// # Errors
    /// `OpenIdProblem::NotLetIn`, whatever the reason; `Problem::NotFromHere`; `Problem::AddressWaits`.
    pub async fn sign_in_by_openid(&self, origin: &Origin, claimed: &Claimed) -> Result<Entry> {
        use user_account::{Column, Entity};
        let waits = self.openid_waits(origin).await?;
        let tx = self.begin().await?;
        let OpenIdName { issuer, subject } = &claimed.name;
        let linked = Entity::find()
            .filter(Column::OpenidIssuer.eq(issuer.as_str()))
            .filter(Column::OpenidSubject.eq(subject.as_str()))
            .lock_exclusive()
            .one(&tx.db)
            .await?;
        let user = match linked {
            Some(user) => Some(user),
            None => {
                let login: String = claimed.login.chars().take(64).collect();
                let name = comparable(&folded(&login));
                Entity::find().filter(Column::Login.eq(name)).lock_exclusive().one(&tx.db).await?
            }
        };
        let Some(user) = user else {
            // What stands in the claim is written nowhere: it names somebody who has no account here.
            let failed = AccountEvent::SignInFailed { login: String::new(), way: WayIn::OpenId };
            return self.refuse_openid(tx, origin, failed, Place::default()).await;
        };
        let whose = Place { user: Some(user.id), ..Place::default() };
        let login = user.login.clone();
        if is_somebody_elses(&user, &claimed.name) {
            return self.refuse_openid(tx, origin, AccountEvent::OpenIdMismatch { login }, whose).await;
        }
        let Some(actor) = actor_of(&tx.db, user.id, tx.today).await? else {
            let failed = AccountEvent::SignInFailed { login, way: WayIn::OpenId };
            return self.refuse_openid(tx, origin, failed, whose).await;
        };
        if let Some(minutes) = waits
            && !is_known(at_place(&tx.db, user.id, &place(origin.address)).await?.as_ref(), tx.now)
        {
            return Err(refused(Problem::AddressWaits { minutes }));
        }
        let tx = from_here(tx, &user, origin, Field::LoginId).await?;
        if user.totp_since.is_some() {
            // Nothing is done yet, the link neither: the word of a provider alone opens nothing here.
            return Ok(Entry::NeedsCode(actor.user));
        }
        let_in(&tx, origin, &user, &actor, &Proof::OpenId(claimed.name.clone())).await?;
        tx.commit().await?;
        Ok(Entry::In(actor.user))
    }

    /// Counts an answer of a provider that did not hold, for the address that brought it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn openid_failed(&self, origin: &Origin) -> Result<()> {
        let tx = self.begin().await?;
        let failed = AccountEvent::SignInFailed { login: String::new(), way: WayIn::OpenId };
        tx.record_from(origin, &failed.into(), None, Place::default()).await?;
        self.count_at_address(&tx, origin).await?;
        tx.commit().await
    }

    /// Minutes that the address has still to wait, when only people may come who have signed in from there lately.
    ///
    /// # Errors
    /// `Problem::AddressWaits` when nobody has.
    pub async fn openid_waits(&self, origin: &Origin) -> Result<Option<u32>> {
        self.minutes_to_wait(origin, Field::LoginId).await
    }

    async fn refuse_openid(&self, tx: Tx, origin: &Origin, event: AccountEvent, whose: Place) -> Result<Entry> {
        tx.record_from(origin, &event.into(), None, whose).await?;
        self.count_at_address(&tx, origin).await?;
        tx.commit().await?;
        Err(refused(Problem::OpenId(OpenIdProblem::NotLetIn)))
    }
}

/// Whether the account is linked, and not to this name: then the provider has given its ログインID to somebody else.
fn is_somebody_elses(user: &user_account::Model, name: &OpenIdName) -> bool {
    match (&user.openid_issuer, &user.openid_subject) {
        (Some(issuer), Some(subject)) => (issuer, subject) != (&name.issuer, &name.subject),
        _ => false,
    }
}

/// Links the account to that name, when it is to none.
pub(crate) async fn link(tx: &Tx, origin: &Origin, user: &user_account::Model, name: &OpenIdName) -> Result<()> {
    if is_somebody_elses(user, name) {
        // Somebody else was quicker, between the two steps.
        return Err(StoreError::NotFound(crate::Noun::User));
    }
    if user.openid_subject.is_some() {
        return Ok(());
    }
    let row = user_account::ActiveModel {
        id: Unchanged(user.id),
        openid_issuer: Set(Some(name.issuer.clone())),
        openid_subject: Set(Some(name.subject.clone())),
        ..Default::default()
    };
    row.update(&tx.db).await?;
    let whose = Place { user: Some(user.id), ..Place::default() };
    tx.record_from(origin, &AccountEvent::OpenIdLinked { login: user.login.clone() }.into(), None, whose).await
}

/// Nobody's account at any provider.
pub(crate) fn without_openid() -> user_account::ActiveModel {
    user_account::ActiveModel { openid_issuer: Set(None), openid_subject: Set(None), ..Default::default() }
}
