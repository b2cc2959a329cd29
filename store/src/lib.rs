//! Every verb of Kaisei: one transaction, one [`domain::event::Event`].
//!
//! `Store` is the only handle. A verb takes the [`domain::actor::Actor`] first, finds things only
//! through `scope`, asks `domain` whether it may be done, and writes row and event in one
//! transaction. Nothing of sea-orm leaves this crate.

mod admin;
mod audience;
mod audit;
mod calendar;
mod cases;
mod clock;
mod connect;
mod entity;
pub mod error;
mod gates;
mod issues;
mod laws;
mod masters;
mod naming;
mod own_account;
mod password;
mod password_history;
mod people;
mod ranking;
mod readers;
mod refused_numbers;
mod relay;
mod scope;
mod second_factor;
mod select;
mod sessions;
mod sign_in;
mod sign_in_openid;
mod sign_in_places;
mod signals;
mod timeline;
mod today;
mod tx;
mod users;
mod viewing;
mod visits;

pub mod scale;

#[cfg(test)]
mod tests;

pub use admin::HandedOver;
pub use audit::{Break, Head, LogCheck, OutlinedLink, Place as LogPlace};
pub use cases::{NewCase, StagePlan};
pub use clock::Clock;
pub use connect::Reach;
pub use error::{ConnectError, Noun, StoreError};
pub use masters::{NewLaw, NewOrganisation, NewSystem};
pub use own_account::PasswordChange;
pub use password::PasswordCost;
pub use people::Present;
pub use relay::RelaySource;
pub use sessions::SessionOf;
pub use sign_in::Entry;
pub use sign_in_openid::Claimed;
pub use users::{NewRole, NewUser, Standing, UserRow};

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::AccessRules;
use sea_orm::DatabaseConnection;
use std::sync::{Arc, atomic::AtomicU64};
use tokio::sync::Semaphore;

/// The one handle on everything that is kept. Clones are cheap and share the connections.
#[derive(Clone, Debug)]
pub struct Store {
    write: DatabaseConnection,
    read: DatabaseConnection,
    clock: Clock,
    calendar: calendar::Shared,
    hashing: Arc<Semaphore>,
    cost: PasswordCost,
    rules: AccessRules,
    ids: Arc<AtomicU64>,
    statements: Arc<AtomicU64>,
    read_today: audit::ReadToday,
}

/// Result of a verb.
pub type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// What this city asks of passwords, and what wrong ones lead to.
    pub const fn rules(&self) -> &AccessRules {
        &self.rules
    }

    /// The time, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The time that other machines show: in the demo too, whose clock stands on another day.
    pub fn now_elsewhere(&self) -> DateTime<Utc> {
        self.clock.now_elsewhere()
    }

    /// The day in Japan.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }
}
