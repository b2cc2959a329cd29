//! The demo world: read from the files of `demo/`, played through the verbs that people use.

mod files;
mod load;
mod progress;
mod scale;

pub use files::FileError;
pub use load::LoadError;

use app::{DemoAccount, DemoAccounts};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use files::World;
use store::{Store, UserRow};

/// The password of every demo account.
pub const PASSWORD: &str = "kaisei-demo-2026";

/// 09:00 in Japan, when the demo starts and its world began.
pub fn morning(day: NaiveDate) -> DateTime<Utc> {
    // Midnight UTC is nine o'clock in Japan.
    day.and_time(NaiveTime::MIN).and_utc()
}

/// What a database holds, as the demo sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Empty,
    /// The demo world.
    Whole,
    /// A part of it: making it was interrupted.
    Half,
    /// Something else.
    Foreign,
}

/// Makes the demo world in an empty database.
///
/// # Errors
/// A line of the files that the rules refuse, with its place; or the database fails.
pub async fn load(store: &Store) -> Result<(), LoadError> {
    load_scaled(store, 0).await
}

/// The same, with that many generated 課題 on top.
///
/// # Errors
/// As [`load`].
pub async fn load_scaled(store: &Store, count: u64) -> Result<(), LoadError> {
    load::play(store, &World::embedded()?, |store| async move { scale::fill(&store, count).await }).await
}

/// Looks what a database holds.
///
/// # Errors
/// The database fails.
pub async fn state(store: &Store) -> Result<State, LoadError> {
    let users = store.list_users().await?;
    let last = World::embedded()?.users.pop().ok_or(LoadError::Nobody)?;
    Ok(if users.is_empty() {
        State::Empty
    } else if users.iter().any(|user| !user.demo) {
        State::Foreign
    } else if users.iter().any(|user| user.login == last.login) {
        State::Whole
    } else {
        State::Half
    })
}

/// The accounts for the buttons of the sign-in page, by organisation.
///
/// # Errors
/// The database fails.
pub async fn accounts(store: &Store) -> Result<DemoAccounts, LoadError> {
    let users = store.list_users().await?.into_iter().filter(|user| user.demo && user.disabled_at.is_none());
    let account = |user: UserRow| DemoAccount { login: user.login, name: user.name, title: user.title, org: user.org };
    Ok(DemoAccounts(users.map(account).collect()))
}
