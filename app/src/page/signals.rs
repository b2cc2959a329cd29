//! The 信号 of a case: now, and how it came to be.

use crate::{
    api,
    part::{
        chip,
        grid::{Name, grid, heads},
        loaded::loaded,
        signal_reasons,
    },
    viewer::{day_text, locale, moment},
    words::signal,
};
use domain::{
    key::CaseNo,
    signal::SignalReason,
    view::{SignalChange, SignalsPage as Page},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn SignalsPage() -> impl IntoView {
    let params = use_params_map();
    let no = move || params.read().get("no").unwrap_or_default();
    let signals = Resource::new(no, api::read_signals);
    loaded(signals, shown)
}

fn shown(page: Page) -> impl IntoView {
    let l = locale();
    let no = page.no;
    let heading = td_string!(l, signals.heading, no = no.to_string()).to_string();
    view! {
        <Title text=heading.clone()/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, cases.heading)}</a></li>
                <li><a href=format!("/cases/{no}")>{no.to_string()}" "{page.title.clone()}</a></li>
                <li aria-current="page">{td_string!(l, signals.crumb)}</li>
            </ol>
        </nav>
        <div class="page-head"><h1>{heading}</h1></div>
        <section class="panel" aria-labelledby="signal-now">
            <h2 id="signal-now">{td_string!(l, signals.now)}" "{chip::signal(page.signal)}</h2>
            {signal_reasons::full(no, page.signal, &page.reasons)}
        </section>
        {page.changes.map(|changes| history(no, changes))}
    }
}

fn history(no: CaseNo, changes: Vec<SignalChange>) -> impl IntoView {
    let l = locale();
    let content = if changes.is_empty() {
        view! { <p class="support">{td_string!(l, signals.no_changes)}</p> }.into_any()
    } else {
        let rows = changes.iter().map(|change| row(no, change)).collect_view();
        let columns = heads(&[
            td_string!(l, signals.day),
            td_string!(l, signals.signal),
            td_string!(l, signals.judged),
            td_string!(l, signals.why),
        ]);
        grid(Name::Heard(td_string!(l, signals.caption).into()), "signal-history", columns, rows)
    };
    view! {
        <section aria-labelledby="signal-history">
            <h2 id="signal-history">{td_string!(l, signals.history)}</h2>
            <p class="support">{td_string!(l, signals.history_note)}</p>
            {content}
        </section>
    }
}

/// What was so then; its causes are not linked, for they may be long gone.
fn row(no: CaseNo, change: &SignalChange) -> impl IntoView + use<> {
    let l = locale();
    let by_hand = change.reasons.iter().any(|it| matches!(it, SignalReason::ByHand { .. }));
    let hand = by_hand.then(|| view! { <span class="chip">{td_string!(l, signals.by_hand)}</span> });
    let shown = match change.signal {
        Some(_) => chip::signal(change.signal).into_any(),
        None => view! { <span>{td_string!(l, signals.over)}</span> }.into_any(),
    };
    let reasons = change.reasons.iter().map(|reason| view! { <li>{signal::sentence(reason)}</li> }).collect_view();
    let reasons = if change.reasons.is_empty() && change.signal.is_some() {
        signal_reasons::full(no, change.signal, &[]).into_any()
    } else {
        view! { <ul>{reasons}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row"><time datetime=change.day.to_string() title=moment(change.at)>{day_text(change.day)}</time></th>
            <td>{shown}" "{hand}</td>
            <td>{chip::signal(change.judged)}</td>
            <td>{reasons}</td>
        </tr>
    }
}
