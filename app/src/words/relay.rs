//! The words of 上申 and 開示.

use super::Word;
use crate::{texts::Locale, viewer::locale};
use domain::{
    event::Event,
    relay::{RelayKind, RelayMove, RelayState, RelayStep},
};
use leptos_i18n::td_string;

macro_rules! words {
    ($type:ty, $group:ident, { $($variant:ident => $key:ident),+ $(,)? }) => {
        impl Word for $type {
            fn word_in(&self, l: Locale) -> &'static str {
                match self { $( Self::$variant => td_string!(l, relay.$group.$key), )+ }
            }
        }
    };
}

words!(RelayKind, kind, {
    Raised => raised,
    Disclosed => disclosed,
});

words!(RelayState, state, {
    Waiting => waiting,
    Returned => returned,
    Sent => sent,
    Withdrawn => withdrawn,
});

words!(RelayMove, movement, {
    Send => send,
    Return => send_back,
    Resubmit => resubmit,
    Withdraw => withdraw,
});

words!(RelayStep, step, {
    Submitted => submitted,
    Sent => sent,
    Returned => returned,
    Resubmitted => resubmitted,
    Withdrawn => withdrawn,
    Disclosed => disclosed,
});

/// What happened, as a sentence.
pub fn sentence(event: &Event) -> String {
    let l = locale();
    match event {
        Event::Relayed { title, step, .. } => {
            let title = title.as_str();
            match step {
                RelayStep::Submitted => td_string!(l, relay.event.submitted, title = title).to_string(),
                RelayStep::Sent => td_string!(l, relay.event.sent, title = title).to_string(),
                RelayStep::Returned => td_string!(l, relay.event.returned, title = title).to_string(),
                RelayStep::Resubmitted => td_string!(l, relay.event.resubmitted, title = title).to_string(),
                RelayStep::Withdrawn => td_string!(l, relay.event.withdrawn, title = title).to_string(),
                RelayStep::Disclosed => td_string!(l, relay.event.disclosed, title = title).to_string(),
            }
        }
        Event::ContactRefused { fields, .. } => {
            let fields: Vec<_> = fields.iter().map(Word::word).collect();
            let fields = fields.join(if l == Locale::ja { "・" } else { ", " });
            td_string!(l, relay.event.contact_refused, fields = fields).to_string()
        }
        _ => String::new(),
    }
}

/// What was done, by the verb of the form; `None` for verbs of others.
pub fn done(verb: &str) -> Option<&'static str> {
    let l = locale();
    Some(match verb {
        "submit_relay" => td_string!(l, relay.done.submit),
        "resubmit_relay" => td_string!(l, relay.done.resubmit),
        "withdraw_relay" => td_string!(l, relay.done.withdraw),
        "return_relay" => td_string!(l, relay.done.send_back),
        "send_relay" => td_string!(l, relay.done.send),
        "disclose" => td_string!(l, relay.done.disclose),
        _ => return None,
    })
}

/// What a form is called; `None` for forms of others.
pub fn form(verb: &str) -> Option<&'static str> {
    let l = locale();
    Some(match verb {
        "submit_relay" => td_string!(l, relay.submit),
        "send_relay" => RelayMove::Send.word(),
        "return_relay" => RelayMove::Return.word(),
        "resubmit_relay" => RelayMove::Resubmit.word(),
        _ => return None,
    })
}
