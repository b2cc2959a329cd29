//! Password hashes: argon2id, never on the threads that answer requests.

use crate::{Result, Store, StoreError};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::{
    access::PASSWORD_MAX_BYTES,
    refusal::{Field, Problems},
};
use rand::seq::IndexedRandom;
use sea_orm::DbErr;
use std::sync::Arc;

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

    /// Whether a hash was made with less work than this.
    fn is_more_than(self, hash: &str) -> bool {
        let work = |params: &Params| u64::from(params.m_cost()) * u64::from(params.t_cost());
        let held = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        held.is_some_and(|held| work(&held) < work(&self.params()))
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
    /// A password made by chance that keeps the rules, in groups that can be read to somebody: no letter in it looks
    /// like another.
    pub fn random_password(&self) -> String {
        const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        // Four letters and a line each, but for the last.
        let groups = (self.rules.password.min_length + 1).div_ceil(5).max(4);
        let make = || {
            let mut chance = rand::rng();
            let mut group = || -> String {
                (0..4).filter_map(|_| LETTERS.choose(&mut chance)).map(|letter| char::from(*letter)).collect()
            };
            (0..groups).map(|_| group()).collect::<Vec<_>>().join("-")
        };
        // One without a digit, say, is thrown again.
        let keeps = |made: &String| self.rules.password.problems(made, &[]).is_empty();
        (0..100).map(|_| make()).find(keeps).unwrap_or_else(make)
    }

    /// Hashes a new password that keeps the rules. `about`: the names of its person and their organisation.
    pub(crate) async fn hash_password(&self, password: &str, about: &[&str]) -> Result<String> {
        let mut problems = Problems::default();
        for problem in self.rules.password.problems(password, about) {
            problems.add(Field::Password, problem);
        }
        problems.finish()?;
        self.hash(password).await
    }

    /// Hashes a password, whatever it is: those of the demo are known to everybody.
    pub(crate) async fn hash(&self, password: &str) -> Result<String> {
        let (password, params) = (password.to_owned(), self.cost.params());
        let hash = move || {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
        };
        self.hashing_thread(hash).await?.map_err(|error| broken(&error))
    }

    /// The hash by which this one is replaced, when a password that fits was hashed with less work than is usual now.
    pub(crate) async fn renewed_hash(&self, password: &str, hash: Option<&str>) -> Result<Option<String>> {
        match hash.filter(|hash| self.cost.is_more_than(hash)) {
            Some(_) => self.hash(password).await.map(Some),
            None => Ok(None),
        }
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
