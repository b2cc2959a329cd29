//! The demo world: read from the files of `demo/`, played through the verbs that people use.

mod files;
mod load;
mod progress;
mod scale;

pub use files::FileError;
pub use load::LoadError;

use app::{DemoAccount, DemoAccounts};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use files::World;
use std::ops::RangeInclusive;
use store::{Store, UserRow};

/// The password of every demo account.
pub const PASSWORD: &str = "kaisei-demo-2026";

/// 09:00 in Japan, when the demo starts and its world began.
pub fn morning(day: NaiveDate) -> DateTime<Utc> {
    // Midnight UTC is nine o'clock in Japan.
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The days on which the demo can start: all that the files tell has happened by then, and the last 案件 is not over.
///
/// # Errors
/// A file is not as demo/README.md says.
pub fn days() -> Result<RangeInclusive<NaiveDate>, FileError> {
    let last = World::embedded()?.cases.iter().map(|(_, case)| case.period[1].last_day()).max();
    Ok(load::LATEST..=last.unwrap_or(load::LATEST))
}

/// When the demo's clock starts: on the morning of `today`, but never before what has happened in the world already.
///
/// # Errors
/// The database fails.
pub async fn start(store: &Store, today: NaiveDate) -> Result<DateTime<Utc>, LoadError> {
    let after = store.last_event_at().await?.map(|last| last + TimeDelta::seconds(1));
    Ok(after.map_or_else(|| morning(today), |after| after.max(morning(today))))
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
        // The first row of a demo world comes with its first account.
        if store.is_empty().await? { State::Empty } else { State::Foreign }
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::organisation::OrgKind;
    use store::{Clock, NewOrganisation, PasswordCost};

    async fn empty() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
        let store = Store::connect(&url).await.unwrap().with_password_cost(PasswordCost::Least);
        store.migrate().await.unwrap();
        (folder, store)
    }

    async fn register(store: &Store) {
        let section = NewOrganisation {
            code: "ZAISEI".into(),
            kind: OrgKind::Business,
            name: "財政課".into(),
            name_en: String::new(),
            bureau: None,
            center: None,
            sort: 1,
            valid_from: None,
        };
        store.register_organisation(&section).await.unwrap();
    }

    #[tokio::test]
    async fn a_world_is_known_for_one_from_its_first_row_on() {
        let (_folder, store) = empty().await;
        assert_eq!(state(&store).await.unwrap(), State::Empty);
        let world = World::embedded().unwrap();
        load::begin(&store, &world, &world.users[0]).await.unwrap();
        assert_eq!(state(&store).await.unwrap(), State::Half);
    }

    #[tokio::test]
    async fn organisations_without_accounts_are_somebody_elses() {
        let (_folder, store) = empty().await;
        register(&store).await;
        assert_eq!(state(&store).await.unwrap(), State::Foreign);
    }

    #[tokio::test]
    async fn the_clock_never_starts_before_what_has_happened() {
        let (_folder, store) = empty().await;
        let today = *days().unwrap().start();
        assert_eq!(start(&store, today).await.unwrap(), morning(today));
        let later = morning(today) + TimeDelta::days(2);
        register(&store.with_clock(Clock::fixed(later))).await;
        assert!(start(&store, today).await.unwrap() > later);
        let in_a_week = *days().unwrap().start() + TimeDelta::days(7);
        assert_eq!(start(&store, in_a_week).await.unwrap(), morning(in_a_week));
    }

    #[test]
    fn the_demo_can_start_from_the_last_line_of_the_files_to_the_end_of_the_last_case() {
        let days = days().unwrap();
        let world = World::embedded().unwrap();
        let told = world.cases.iter().flat_map(|(_, case)| &case.issue).map(|it| it.raised_at.0).max();
        assert!(told.is_some_and(|told| told <= morning(*days.start())), "{told:?}");
        assert!(world.cases.iter().all(|(_, case)| case.go_live <= *days.end()));
        assert!(world.cases.iter().any(|(_, case)| case.period[1].last_day() == *days.end()));
    }
}
