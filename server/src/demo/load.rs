//! Plays the files through the store's verbs: the right person, at the right time.
//!
//! The clock stands still at the time of each line, so that the history reads as if people had worked in Kaisei all
//! along, and every rule that holds for people holds for the files.

mod case;
mod gate;
mod issue;
mod masters;
mod people;
mod relay;

#[cfg(test)]
pub(super) use masters::begin;

use super::{files::World, progress};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{key::IssueKey, refusal::Refusal};
use people::People;
use std::collections::HashMap;
use store::{Clock, Store, StoreError};

/// The masters, the accounts and their roles are there from this day on, before the first case.
const BEGINNING: NaiveDate = match NaiveDate::from_ymd_opt(2022, 4, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Why the world could not be made.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A line of a file is refused.
    #[error("{place}: {why}")]
    Refused {
        /// File, 案件, 課題 and step.
        place: String,
        /// What the rules say.
        why: String,
    },
    /// The file of accounts is empty.
    #[error("demo/users.toml names nobody")]
    Nobody,
    /// A file is not as it should be.
    #[error(transparent)]
    File(#[from] super::files::FileError),
    /// The database failed.
    #[error("the database failed")]
    Store(#[from] StoreError),
}

/// The morning on which the demo starts: nothing in the files lies after it.
pub(super) const LATEST: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 24) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// From this day on the 信号 of the demo's cases are written down.
const WATCHED_FROM: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 4) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The 開庁日 before, on which everybody was here for the last time.
const LAST_EVENING: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 20) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Makes the world in an empty database, and then whatever `more` adds to it.
///
/// The first row comes with the first account of the file: from then on the database is known to hold a demo world.
/// The last account takes no part in the play and is made last of all: where it is, the world is whole.
///
/// # Errors
/// A line that the rules refuse, with its place; or the database fails.
pub(super) async fn play<F>(store: &Store, world: &World, more: impl FnOnce(Store) -> F) -> Result<(), LoadError>
where
    F: Future<Output = Result<(), LoadError>>,
{
    let clock = Clock::fixed(super::morning(BEGINNING));
    let store = store.with_clock(clock.clone());
    let issues: usize = world.cases.iter().map(|(_, case)| case.issue.len()).sum();
    let steps = world.users.len() + world.cases.len() + issues;
    let bar = progress::bar(steps.try_into().unwrap_or_default(), "demo world");
    let (last, players) = world.users.split_last().ok_or(LoadError::Nobody)?;
    let (first, others) = players.split_first().ok_or(LoadError::Nobody)?;
    let mut accounts = vec![masters::begin(&store, world, first).await?];
    masters::register(&store, world, first).await?;
    accounts.extend(masters::accounts(&store, others, &bar).await?);
    let people = People::find(&store, &accounts).await?;
    let latest = super::morning(LATEST);
    let mut stage = Stage { people, store: store.clone(), clock, latest, raised: HashMap::new() };
    for (file, case) in &world.cases {
        stage.case(file, case, &bar).await?;
    }
    stage.clock.set(latest);
    store.note_signals_since(WATCHED_FROM).await?;
    stage.people.were_here(&store, &stage.clock, LAST_EVENING).await?;
    stage.clock.set(latest);
    bar.finish_and_clear();
    more(store.clone()).await?;
    stage.clock.set(super::morning(BEGINNING));
    masters::accounts(&store, std::slice::from_ref(last), &bar).await?;
    Ok(())
}

/// Where the play is.
struct Stage {
    store: Store,
    clock: Clock,
    latest: DateTime<Utc>,
    people: People,
    /// `K-01/3` and the key it got.
    raised: HashMap<String, IssueKey>,
}

/// Names the place of what the rules refuse; a failure of the database keeps its own words.
fn at(place: impl FnOnce() -> String) -> impl FnOnce(StoreError) -> LoadError {
    move |error| match error {
        StoreError::Refused(refusal) => LoadError::Refused { place: place(), why: words(&refusal) },
        StoreError::Broken(_) | StoreError::Busy | StoreError::Unwritable => LoadError::Store(error),
        other => LoadError::Refused { place: place(), why: other.to_string() },
    }
}

fn words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid(problems) => {
            let one = |p: &domain::refusal::FieldProblem| format!("{}: {:?}", p.field, p.problem);
            problems.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
