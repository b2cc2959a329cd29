//! The demo world: read from the files of `demo/`, played through the verbs that people use.

mod files;
mod load;
mod progress;
mod scale;

pub use files::World;
pub use load::{LoadError, load};
pub use scale::fill;

use app::{DemoAccount, DemoAccounts};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use store::Store;

/// The password of every demo account.
pub const PASSWORD: &str = "kaisei-demo-2026";

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

/// 09:00 in Japan.
pub fn morning(day: NaiveDate) -> DateTime<Utc> {
    // Midnight UTC is nine o'clock in Japan.
    (day.and_time(NaiveTime::MIN) + TimeDelta::zero()).and_utc()
}

/// Looks what a database holds.
///
/// # Errors
/// The database fails.
pub async fn state(store: &Store, world: &World) -> Result<State, LoadError> {
    let users = store.list_users().await?;
    if users.is_empty() {
        return Ok(State::Empty);
    }
    if users.iter().any(|user| !user.demo) {
        return Ok(State::Foreign);
    }
    Ok(if load::is_finished(store, world).await? { State::Whole } else { State::Half })
}

/// The accounts for the buttons of the sign-in page, in the order of the file.
pub fn accounts(world: &World) -> DemoAccounts {
    let org = |code: &str| world.organisations.iter().find(|org| org.code == code).map_or("", |org| &org.name);
    let account = |user: &files::UserEntry| DemoAccount {
        login: user.login.clone(),
        name: user.name.clone(),
        title: user.title.clone(),
        org: org(&user.org).to_owned(),
    };
    DemoAccounts(world.users.iter().map(account).collect())
}
