//! What others did since the person was last here, before today.

use crate::{
    part::byline::org_beside,
    viewer::{locale, moment},
    words::event::sentence,
};
use domain::view::{Change, TodayView};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// So many are seen at once; the others are a click away.
const SHOWN: usize = 6;

/// The newest first.
pub fn changes(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    let since = today.since.map(|at| {
        let text = td_string!(l, today.changes_since, at = moment(at)).to_string();
        view! { <span class="section-count">{text}</span> }
    });
    let more = today.changes_more.then(|| view! { <p class="support">{td_string!(l, today.changes_more)}</p> });
    let content = if today.since.is_none() {
        view! { <p class="today-none">{td_string!(l, today.first_visit)}</p> }.into_any()
    } else if today.changes.is_empty() {
        view! { <p class="today-none">{td_string!(l, today.none_changes)}</p> }.into_any()
    } else {
        let (first, rest) = today.changes.split_at(today.changes.len().min(SHOWN));
        let rest = (!rest.is_empty()).then(|| {
            let summary = td_string!(l, today.changes_rest, n = rest.len()).to_string();
            let list = rest.iter().map(change).collect_view();
            view! { <details class="today-rest"><summary>{summary}</summary><ol class="today-changes">{list}</ol>{more}</details> }
        });
        view! { <ol class="today-changes">{first.iter().map(change).collect_view()}</ol>{rest} }.into_any()
    };
    view! {
        <section id="changes" class="today-section" aria-labelledby="changes-heading">
            <div class="section-head"><h2 id="changes-heading">{td_string!(l, today.changes)}" "{since}</h2></div>
            {content}
        </section>
    }
}

fn change(change: &Change) -> impl IntoView + use<> {
    let l = locale();
    let what = &change.what;
    let who = if what.actor.is_empty() {
        td_string!(l, today.no_one).to_owned()
    } else {
        format!("{} {}", org_beside(&what.actor, &what.org), what.actor).trim_start().to_owned()
    };
    let (href, name) = match &what.issue {
        Some(key) => (format!("/issues/{key}"), format!("{key} {}", what.issue_title.clone().unwrap_or_default())),
        None => (format!("/cases/{}", change.case), format!("{} {}", change.case, change.title)),
    };
    view! {
        <li>
            <a href=href>{name}</a>
            <p class="change-what">
                <time datetime=what.at.to_rfc3339()>{moment(what.at)}</time>" "<span>{who}</span>" "{sentence(&what.event)}
            </p>
        </li>
    }
}
