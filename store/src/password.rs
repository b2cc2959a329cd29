//! Password hashes: argon2id, never on the threads that answer requests.

use crate::{Result, Store, StoreError};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use domain::refusal::{Field, Problem};
use sea_orm::DbErr;
use std::sync::Arc;

/// The least characters of a password.
pub const PASSWORD_MIN: u32 = 12;
/// The most bytes of a password: longer ones would be work without gain.
const PASSWORD_MAX_BYTES: usize = 1_024;

/// How much work a password hash is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PasswordCost {
    /// The defaults of the library (19 MiB, twice).
    #[default]
    Usual,
    /// As little as possible: tests only.
    Least,
}

impl PasswordCost {
    fn params(self) -> Params {
        match self {
            Self::Usual => Params::DEFAULT,
            Self::Least => Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or(Params::DEFAULT),
        }
    }

    /// A well-formed hash of no password, so that an unknown name takes as long as a wrong password.
    fn hash_of_nobody(self) -> String {
        let params = self.params();
        format!(
            "$argon2id$v=19$m={},t={},p={}$a2Fpc2VpLWthaXNlaS0wMQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            params.m_cost(),
            params.t_cost(),
            params.p_cost()
        )
    }
}

impl Store {
    /// Hashes a new password.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String> {
        if password.chars().count() < PASSWORD_MIN as usize {
            return Err(StoreError::field(Field::Password, Problem::TooShort { min: PASSWORD_MIN }));
        }
        if password.len() > PASSWORD_MAX_BYTES {
            let actual = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
            return Err(StoreError::field(Field::Password, Problem::TooLong { max: 256, actual }));
        }
        let (password, params) = (password.to_owned(), self.cost.params());
        let hash = move || {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
        };
        self.hashing_thread(hash).await?.map_err(|error| broken(&error))
    }

    /// Whether the password fits the hash; without a hash the same work is done, and the answer is no.
    pub(crate) async fn verify_password(&self, password: &str, hash: Option<String>) -> Result<bool> {
        let known = hash.is_some() && password.len() <= PASSWORD_MAX_BYTES;
        let hash = hash.unwrap_or_else(|| self.cost.hash_of_nobody());
        let password = password.as_bytes().get(..PASSWORD_MAX_BYTES).unwrap_or(password.as_bytes()).to_vec();
        let fits = move || Argon2::default().verify_password(&password, hash.as_str()).is_ok();
        Ok(self.hashing_thread(fits).await? && known)
    }

    /// No more hashes at a time than cores: a flood of sign-ins must not stop everything else. The turn is the work's,
    /// not the caller's: who hangs up meanwhile gives none away.
    async fn hashing_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let turn = Arc::clone(&self.hashing).acquire_owned().await.map_err(|_| StoreError::Busy)?;
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| broken(&error))
    }
}

fn broken(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Broken(DbErr::Custom(format!("password hash: {error}")))
}
