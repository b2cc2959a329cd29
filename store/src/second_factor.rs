//! A second factor (RFC 6238): codes of an authenticator app, and codes on paper for who has lost it.

use crate::{
    Result, Store, StoreError,
    entity::{recovery_code, user_account},
    people::actor_of,
    sign_in::let_in,
    sign_in_places::{at_place, is_known},
    tx::{Place, Tx},
};
use domain::{
    access::{may_have_second_factor, place},
    actor::Actor,
    event::AccountEvent,
    ids::UserId,
    origin::Origin,
    refusal::{Field, Problem},
    text::folded,
    view::SecondFactor,
    way_in::Proof,
};
use rand::{RngCore, seq::IndexedRandom};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

/// What authenticator apps call us.
const ISSUER: &str = "Kaisei";
/// Codes for the loss of the second factor.
const RECOVERY_CODES: usize = 8;
/// As many bits as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

impl Store {
    /// How the actor's second factor stands; nothing where none is offered and none is there.
    pub(crate) async fn own_second_factor(&self, actor: &Actor) -> Result<Option<SecondFactor>> {
        let user = user_account::Entity::find_by_id(actor.user.0).one(&self.read).await?;
        let Some(user) = user else { return Ok(None) };
        let offered = may_have_second_factor(actor).then_some(SecondFactor::Off);
        Ok(match (user.totp_since, &user.totp_secret) {
            (Some(since), _) => {
                let left = unused(user.id).count(&self.read).await?;
                Some(SecondFactor::On { since, codes_left: u32::try_from(left).unwrap_or(u32::MAX) })
            }
            (None, Some(secret)) if offered.is_some() => {
                let address = totp(&user.login, secret)?.to_url().map_err(|error| broken(&error))?;
                Some(SecondFactor::Begun { secret: in_groups(secret), address })
            }
            _ => offered,
        })
    }

    /// Makes a secret, which waits for its first code.
    ///
    /// # Errors
    /// None is offered to the actor, there is one already, or the present password is wrong.
    pub async fn begin_second_factor(&self, actor: &Actor, current: &str) -> Result<()> {
        if !may_have_second_factor(actor) {
            return Err(StoreError::NotFound(crate::Noun::User));
        }
        let (tx, user) = self.with_current_password(actor, current).await?;
        if user.totp_since.is_some() {
            return Err(StoreError::Stale);
        }
        let mut bytes = [0_u8; SECRET_BYTES];
        rand::rng().fill_bytes(&mut bytes);
        let secret = Secret::new(Box::new(bytes)).to_base32();
        let row = user_account::ActiveModel {
            id: Unchanged(user.id),
            totp_secret: Set(Some(secret)),
            totp_step: Set(None),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        tx.commit().await
    }

    /// Asks for codes from now on, once one was right; answers the codes for the loss of the app, which are told once.
    ///
    /// # Errors
    /// None was begun, or the code is wrong.
    pub async fn confirm_second_factor(&self, actor: &Actor, code: &str) -> Result<Vec<String>> {
        let tx = self.begin().await?;
        let user = user_account::Entity::find_by_id(actor.user.0).lock_exclusive().one(&tx.db).await?;
        let user = user.filter(|it| it.totp_since.is_none()).ok_or(StoreError::Stale)?;
        let Some(step) = self.fitting_step(&user, code)? else {
            return Err(StoreError::field(Field::OneTimeCode, Problem::WrongCode));
        };
        let row = user_account::ActiveModel {
            id: Unchanged(user.id),
            totp_since: Set(Some(tx.now)),
            totp_step: Set(Some(step)),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        forget_codes(&tx, user.id).await?;
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| made_code()).collect();
        for code in &codes {
            let row = recovery_code::ActiveModel {
                id: Set(tx.new_id()),
                user_id: Set(user.id),
                code_hash: Set(hash(code)),
                used_at: Set(None),
            };
            recovery_code::Entity::insert(row).exec_without_returning(&tx.db).await?;
        }
        tx.record_of(user.id, AccountEvent::SecondFactorSet { login: user.login }, Some(actor)).await?;
        tx.commit().await?;
        Ok(codes)
    }

    /// Asks for no codes any more, or drops what was begun.
    ///
    /// # Errors
    /// There is none, or the present password is wrong.
    pub async fn remove_second_factor(&self, actor: &Actor, current: &str) -> Result<()> {
        let (tx, user) = self.with_current_password(actor, current).await?;
        if user.totp_secret.is_none() {
            return Err(StoreError::Stale);
        }
        let row = user_account::ActiveModel { id: Unchanged(user.id), ..without_second_factor() };
        row.update(&tx.db).await?;
        forget_codes(&tx, user.id).await?;
        if user.totp_since.is_some() {
            tx.record_of(user.id, AccountEvent::SecondFactorRemoved { login: user.login }, Some(actor)).await?;
        }
        tx.commit().await
    }

    /// The second step of signing in, for whom the first one let come so far. Wrong codes count like wrong passwords.
    ///
    /// # Errors
    /// `Problem::WrongCode`, whatever the reason; `Problem::AddressWaits`.
    pub async fn sign_in_by_code(&self, origin: &Origin, user: UserId, code: &str, by: &Proof) -> Result<UserId> {
        let tx = self.begin().await?;
        let user = user_account::Entity::find_by_id(user.0).lock_exclusive().one(&tx.db).await?;
        let user = user.filter(|it| it.totp_since.is_some()).ok_or(StoreError::NotFound(crate::Noun::User))?;
        let here = at_place(&tx.db, user.id, &place(origin.address)).await?;
        if let Some(minutes) = self.address_waits(&tx.db, origin).await?
            && !is_known(here.as_ref(), tx.now)
        {
            return Err(StoreError::field(Field::OneTimeCode, Problem::AddressWaits { minutes }));
        }
        let actor = actor_of(&tx.db, user.id, tx.today).await?;
        let locked = self.is_locked(&tx, &user, origin).await?;
        if let (Some(actor), false) = (&actor, locked)
            && self.takes(&tx, origin, &user, code).await?
        {
            let_in(&tx, origin, &user, actor, by).await?;
            tx.commit().await?;
            return Ok(actor.user);
        }
        let whose = Place { user: Some(user.id), ..Place::default() };
        let failed = AccountEvent::SignInFailed { login: user.login.clone(), way: by.way() };
        tx.record_from(origin, &failed.into(), None, whose).await?;
        if !locked {
            self.count_failure(&tx, &user, origin).await?;
        }
        self.count_at_address(&tx, origin).await?;
        tx.commit().await?;
        Err(StoreError::field(Field::OneTimeCode, Problem::WrongCode))
    }

    /// Whether it is the code of this moment, or one on paper that was not used; it is used by that.
    async fn takes(&self, tx: &Tx, origin: &Origin, user: &user_account::Model, code: &str) -> Result<bool> {
        if let Some(step) = self.fitting_step(user, code)? {
            let row =
                user_account::ActiveModel { id: Unchanged(user.id), totp_step: Set(Some(step)), ..Default::default() };
            row.update(&tx.db).await?;
            return Ok(true);
        }
        let fitting = unused(user.id).filter(recovery_code::Column::CodeHash.eq(hash(code))).one(&tx.db).await?;
        let Some(fitting) = fitting else { return Ok(false) };
        let row =
            recovery_code::ActiveModel { id: Unchanged(fitting.id), used_at: Set(Some(tx.now)), ..Default::default() };
        row.update(&tx.db).await?;
        let left = u32::try_from(unused(user.id).count(&tx.db).await?).unwrap_or(u32::MAX);
        let used = AccountEvent::RecoveryCodeUsed { login: user.login.clone(), left };
        let whose = Place { user: Some(user.id), ..Place::default() };
        tx.record_from(origin, &used.into(), None, whose).await?;
        Ok(true)
    }

    /// The step of a code, when it is that of this moment or its neighbour and none after it was used.
    fn fitting_step(&self, user: &user_account::Model, code: &str) -> Result<Option<i64>> {
        let Some(secret) = &user.totp_secret else { return Ok(None) };
        let time = u64::try_from(self.clock.now_elsewhere().timestamp()).unwrap_or_default();
        let step = totp(&user.login, secret)?.check(&folded(code), time);
        let step = step.and_then(|it| i64::try_from(it).ok());
        Ok(step.filter(|step| user.totp_step.is_none_or(|used| used < *step)))
    }
}

/// No second factor.
pub(crate) fn without_second_factor() -> user_account::ActiveModel {
    user_account::ActiveModel {
        totp_secret: Set(None),
        totp_since: Set(None),
        totp_step: Set(None),
        ..Default::default()
    }
}

/// The codes on paper are worth nothing any more.
pub(crate) async fn forget_codes(tx: &Tx, user: Uuid) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(user)).exec(&tx.db).await?;
    Ok(())
}

fn unused(user: Uuid) -> sea_orm::Select<recovery_code::Entity> {
    recovery_code::Entity::find()
        .filter(recovery_code::Column::UserId.eq(user))
        .filter(recovery_code::Column::UsedAt.is_null())
}

/// Six digits, thirty seconds, SHA-1: what every app can.
fn totp(login: &str, secret: &str) -> Result<Totp> {
    let secret = Secret::try_from_base32(secret).map_err(|error| broken(&error))?;
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some(ISSUER))
        .with_account_name(login)
        .build()
        .map_err(|error| broken(&error))
}

/// A secret as people type it.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A code on paper: fifty bits by chance.
fn made_code() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut chance = rand::rng();
    let mut group =
        || -> String { (0..5).filter_map(|_| LETTERS.choose(&mut chance)).map(|letter| char::from(*letter)).collect() };
    format!("{}-{}", group(), group())
}

/// What is kept of a code on paper: made by chance, it needs no slow hash.
fn hash(code: &str) -> String {
    let letters: String = folded(code).chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::digest(letters.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn broken(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Broken(DbErr::Custom(format!("second factor: {error}")))
}
