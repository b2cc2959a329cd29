//! The words of 監査ログ.

use crate::{viewer::locale, words::Word};
use domain::event::TrailEvent;
use leptos_i18n::td_string;

#[cfg(feature = "ssr")]
pub use reading::{seconds, who};

/// What happened, without actor and time.
pub fn sentence(event: &TrailEvent) -> String {
    let l = locale();
    match event {
        TrailEvent::IssueRead { comments: None } => td_string!(l, events.audit.issue_read).to_owned(),
        TrailEvent::IssueRead { comments: Some(scope) } => {
            td_string!(l, events.audit.comments_read, scope = scope.word()).to_string()
        }
        TrailEvent::RelayRead { title, .. } => {
            td_string!(l, events.audit.relay_read, title = title.clone()).to_string()
        }
        TrailEvent::Denied { form, action } => {
            let form = verb(form).to_owned();
            match action {
                Some(_) => td_string!(l, events.audit.not_allowed, form = form).to_string(),
                None => td_string!(l, events.audit.not_known, form = form).to_string(),
            }
        }
        TrailEvent::LogExported { format, filter } if filter.is_empty() => {
            td_string!(l, events.audit.exported, format = format.to_string()).to_string()
        }
        TrailEvent::LogExported { format, filter } => {
            td_string!(l, events.audit.exported_part, format = format.to_string(), filter = filter.clone()).to_string()
        }
    }
}

/// What was asked for, by the verb of its form.
fn verb(verb: &str) -> &'static str {
    let l = locale();
    match verb {
        "disclose" => td_string!(l, relay.disclose),
        "view_as" => td_string!(l, viewing.begin),
        "request_gate" => td_string!(l, stages.verb.request),
        "override" | "release" => td_string!(l, signals.by_hand),
        "move_account" => td_string!(l, admin.user.moving),
        // Whatever was forged, or stands on its page many times.
        verb => super::form::name(verb).unwrap_or_else(|| td_string!(l, events.audit.other_form)),
    }
}

#[cfg(feature = "ssr")]
mod reading {
    use super::{locale, td_string};
    use crate::{texts::Locale, words::Word};
    use chrono::{DateTime, Timelike, Utc};
    use domain::{
        audit::{LogGroup, Outcome},
        view::LogRow,
    };

    macro_rules! words {
        ($type:ty, $group:ident, { $($variant:ident => $key:ident),+ $(,)? }) => {
            impl Word for $type {
                fn word_in(&self, l: Locale) -> &'static str {
                    match self { $( Self::$variant => td_string!(l, audit.$group.$key), )+ }
                }
            }
        };
    }

    words!(LogGroup, group, {
        SignIn => sign_in,
        Account => account,
        Master => master,
        Law => law,
        Case => case,
        Stage => stage,
        Issue => issue,
        Read => read,
        Export => export,
        Refusal => refusal,
    });

    words!(Outcome, outcome, {
        Done => done,
        Refused => refused,
    });

    /// The seconds of an instant, after its minute.
    pub fn seconds(at: DateTime<Utc>) -> String {
        format!(":{:02}", at.second())
    }

    /// Name and ログインID of who did it. What came by the command line or by itself has no person behind it, and an
    /// operator's name may not be told.
    pub fn who(row: &LogRow) -> (String, Option<String>) {
        let l = locale();
        match &row.person {
            Some(person) => (person.name.clone(), Some(person.login.clone())),
            None if !row.org.is_empty() => (td_string!(l, audit.unnamed).to_owned(), None),
            None if row.address.is_empty() => (td_string!(l, audit.by_itself).to_owned(), None),
            None => (td_string!(l, audit.nobody).to_owned(), None),
        }
    }
}
