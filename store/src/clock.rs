//! The only place that asks what time it is.

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use domain::date::instant::jst_day;
use std::sync::{Arc, Mutex, PoisonError};

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A time that stands still until it is set: tests and the demo loader.
    Fixed(Arc<Mutex<DateTime<Utc>>>),
    /// The machine's clock with an offset: the demo, which starts at a chosen day and runs.
    Shifted(TimeDelta),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// A clock that shows `at` now and runs on.
    pub fn starting_at(at: DateTime<Utc>) -> Self {
        Self::Shifted(at - machine_time())
    }

    /// Sets a fixed clock, for every [`crate::Store`] that shares it; others are left alone.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Self::Fixed(time) = self {
            *time.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// The time, in whole milliseconds, as both databases keep it.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::System => machine_time(),
            Self::Fixed(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
            Self::Shifted(offset) => machine_time() + *offset,
        };
        now.trunc_subsecs(3)
    }

    /// The time that other devices show: in the demo too, whose clock stands on another day.
    pub(crate) fn now_elsewhere(&self) -> DateTime<Utc> {
        match self {
            Self::Shifted(_) => machine_time(),
            Self::System | Self::Fixed(_) => self.now(),
        }
    }

    /// The day in Japan.
    pub fn today(&self) -> NaiveDate {
        jst_day(self.now())
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}
