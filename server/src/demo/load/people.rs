//! The people of the play, by ログインID.

use super::LoadError;
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    date::instant::deadline_instant,
    ids::{OrgId, UserId},
    role::Role,
};
use std::collections::HashMap;
use store::{Clock, Store};

/// Everybody, as actors.
pub(super) struct People(HashMap<String, Actor>);

impl People {
    /// Finds them; their accounts were just made.
    pub(super) async fn find(store: &Store, accounts: &[(String, UserId)]) -> Result<Self, LoadError> {
        let mut people = HashMap::new();
        for (login, user) in accounts {
            if let Some(actor) = store.actor(*user).await? {
                people.insert(login.clone(), actor);
            }
        }
        Ok(Self(people))
    }

    /// Everybody signs out on the evening of a day.
    pub(super) async fn were_here(&self, store: &Store, clock: &Clock, day: NaiveDate) -> Result<(), LoadError> {
        clock.set(deadline_instant(day));
        for person in self.0.values() {
            store.visited(person.user).await?;
        }
        Ok(())
    }

    /// Who has that ログインID.
    pub(super) fn get(&self, login: &str, place: impl FnOnce() -> String) -> Result<&Actor, LoadError> {
        self.0
            .get(login)
            .ok_or_else(|| LoadError::Refused { place: place(), why: format!("nobody has the login {login:?}") })
    }

    /// The 決裁者 of a section.
    pub(super) fn approver(&self, section: OrgId) -> Option<&Actor> {
        self.0.values().find(|it| it.role == Role::SectionApprover && it.org == section)
    }

    /// The 責任者.
    pub(super) fn lead(&self) -> Option<&Actor> {
        self.0.values().find(|it| it.role == Role::CenterLead)
    }
}
