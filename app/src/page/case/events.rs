//! What happened lately, as sentences.

use crate::{
    part::{byline::org_beside, history::HISTORY_ALL},
    viewer::{locale, moment},
    words::event::sentence,
};
use domain::{key::CaseNo, view::EventView};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The newest first.
pub fn events(no: CaseNo, events: Vec<EventView>, older: bool) -> impl IntoView {
    let l = locale();
    let older = older.then(|| {
        let href = format!("/cases/{no}?{HISTORY_ALL}#case-recent");
        view! { <p><a href=href>{td_string!(l, cases.case.recent_all)}</a></p> }
    });
    let list = if events.is_empty() {
        view! { <p class="support">{td_string!(l, cases.case.no_events)}</p> }.into_any()
    } else {
        let events = events.into_iter().map(event).collect_view();
        view! { <ol class="case-events">{events}</ol> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="case-recent">
            <h2 id="case-recent">{td_string!(l, cases.case.recent)}</h2>
            {list}
            {older}
        </section>
    }
}

fn event(event: EventView) -> impl IntoView {
    let issue = event.issue.map(|key| {
        let title = event.issue_title.unwrap_or_default();
        view! { <a href=format!("/issues/{key}")>{key.to_string()}" "{title}</a> }
    });
    view! {
        <li>
            <p class="event-when">
                <time datetime=event.at.to_rfc3339()>{moment(event.at)}</time>
                " "{event.actor.clone()}" "<span class="support">{org_beside(&event.actor, &event.org)}</span>
            </p>
            <p>{sentence(&event.event)}</p>
            {issue.map(|link| view! { <p>{link}</p> })}
        </li>
    }
}
