//! Whom the work waits for: by organisation, the longest first.

use super::figures::count_text;
use crate::{
    viewer::{locale, viewer},
    words::Word,
};
use domain::{
    issue::Holder,
    policy::may_rank,
    view::{TodayView, Waiting, Watch},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 他の組織待ち.
pub fn waiting(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    let ranks = viewer().actor.is_some_and(|actor| may_rank(&actor));
    let ranking = ranks.then(|| view! { <a href="/ranking">{td_string!(l, today.ranking)}</a> });
    let content = if today.waiting.is_empty() {
        view! { <p class="today-none">{td_string!(l, today.none_waiting)}</p> }.into_any()
    } else {
        let rows = today.waiting.iter().map(|it| row(it, today)).collect_view();
        view! {
            <table class="grid today-waiting">
                <caption class="visually-hidden">{td_string!(l, today.caption_waiting)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(l, today.org)}</th>
                        <th scope="col" class="number">{td_string!(l, today.count)}</th>
                        <th scope="col" class="number">{td_string!(l, today.longest)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section id="waiting" class="today-section" aria-labelledby="waiting-heading">
            <div class="section-head"><h2 id="waiting-heading">{td_string!(l, today.waiting)}</h2>{ranking}</div>
            {content}
        </section>
    }
}

fn row(waiting: &Waiting, today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    let (ball, name) = match &waiting.org {
        Some(org) => (org.code.clone(), org.name.clone()),
        None => (Holder::Nation.as_str().to_owned(), Holder::Nation.word().to_owned()),
    };
    let href = match today.watch {
        Watch::Everything => format!("/issues?ball={ball}"),
        Watch::OwnOrg => format!("/issues?ball={ball}&party={}", today.org),
    };
    let count = count_text(waiting.count);
    let longest = td_string!(l, shell.days, n = waiting.longest_days).to_string();
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a></th>
            <td class="number">{count}</td>
            <td class="number">{longest}</td>
        </tr>
    }
}
