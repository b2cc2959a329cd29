//! 監査ログ: who may read it, in which groups its kinds stand, and which part of it a view shows.

mod filter;
mod group;

pub use filter::{LOG_PAGE, LogFilter, LogMark, LogPosition};
pub use group::{LogGroup, Outcome};

use crate::{
    actor::Actor,
    event::{AccountEvent, Event, TrailEvent},
    organisation::Side,
    policy::{Action, Level, may},
};

/// Whether the actor may look at the log at all (row 32 of the table).
pub fn may_read_log(actor: &Actor) -> bool {
    actor.eyes().all(|it| may(it.role, Action::AuditLog).allows(Level::Read))
}

/// Whether that is a reader who is not told operators' names (specification 9-(5)).
pub fn names_no_operators(reader: &Actor) -> bool {
    reader.eyes().any(|it| it.side() == Side::City)
}

/// The event as this reader may read it, of a row that they may read. `of_own`: it was done by somebody of their own
/// organisation. `about_account`: the row names the account that it is about.
pub fn for_reader(event: Event, reader: &Actor, of_own: bool, about_account: bool) -> Event {
    match event {
        // Whose name it is that was tried is not known here, and it could be an operator's.
        Event::Account(AccountEvent::SignInFailed { way, .. }) if names_no_operators(reader) && !about_account => {
            AccountEvent::SignInFailed { login: String::new(), way }.into()
        }
        // A filter may name a person that the reader may not know of.
        Event::Trail(TrailEvent::LogExported { format, .. }) if !of_own => {
            TrailEvent::LogExported { format, filter: String::new() }.into()
        }
        Event::NumberRefused { form, fields, case } => {
            let own = case.filter(|no| reader.center.is_none_or(|center| center == no.center));
            Event::NumberRefused { form, fields, case: own }
        }
        other => other,
    }
}
