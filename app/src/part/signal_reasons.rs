//! Why a 信号 is not blue.

use crate::{
    part::chip,
    viewer::locale,
    words::{Word, signal},
};
use domain::signal::{Signal, SignalReason};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Where there is little room: the worst reason in one line, the others behind it.
pub fn brief(reasons: &[SignalReason]) -> Option<impl IntoView + use<>> {
    let l = locale();
    let (first, rest) = reasons.split_first()?;
    let more = (!rest.is_empty()).then(|| {
        let text = td_string!(l, cases.reason.more, n = rest.len()).to_string();
        view! { <span class="reasons-more">{text}</span> }
    });
    let rest = (!rest.is_empty()).then(|| {
        let rest = rest.iter().map(|reason| view! { <li>{signal::sentence(reason)}</li> }).collect_view();
        view! { <ul>{rest}</ul> }
    });
    let first = signal::sentence(first);
    Some(view! {
        <details class="reasons">
            <summary><span class="reasons-first">{first}</span>{more}</summary>
            {rest}
        </details>
    })
}

/// All reasons, each with the 信号 it alone would give; a calm sentence when there are none.
pub fn full(signal_now: Option<Signal>, reasons: &[SignalReason]) -> impl IntoView + use<> {
    let l = locale();
    if reasons.is_empty() {
        let why =
            if signal_now.is_some() { td_string!(l, cases.reason.none) } else { td_string!(l, cases.reason.over) };
        return view! { <p class="support">{why}</p> }.into_any();
    }
    let lines = reasons.iter().map(|reason| {
        view! { <li>{chip::signal(Some(reason.signal()))}" "{signal::sentence(reason)}</li> }
    });
    let lines = lines.collect_view();
    view! { <ul class="reasons-full">{lines}</ul> }.into_any()
}

/// The word of a 信号 for a select.
pub fn choice(signal: Signal) -> String {
    let shape = match signal {
        Signal::Blue => "●",
        Signal::Yellow => "▲",
        Signal::Red => "■",
    };
    format!("{shape} {}", signal.word())
}
