//! The figures, each a way to exactly its rows: four, and for managers the 上申 that wait for them.

use crate::{
    texts::Locale,
    viewer::{locale, viewer},
};
use domain::{
    relay::may_relay,
    view::{Count, TodayView, Watch},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A figure counts, so it is written out: `12件`, `1000件以上`.
pub fn count_text(count: Count) -> String {
    let l = locale();
    if count.more {
        td_string!(l, shell.count_more, n = count.number).to_string()
    } else {
        td_string!(l, shell.count, n = count.number).to_string()
    }
}

/// `/issues` with a filter; narrowed to the own organisation where the figures are.
pub fn due_href(due: &str, today: &TodayView) -> String {
    match today.watch {
        Watch::Everything => format!("/issues?due={due}"),
        Watch::OwnOrg => format!("/issues?due={due}&org={}", today.org),
    }
}

/// 自分のボール, 3開庁日以内, 期限超過, 他の組織待ち; 上申.
pub fn figures(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    let number: u32 = today.waiting.iter().map(|it| it.count.number).sum();
    let waiting = Count { number: number.min(Count::CAP), more: today.waiting_more };
    let scope = match today.watch {
        Watch::Everything => td_string!(l, today.watch_all).to_owned(),
        Watch::OwnOrg => td_string!(l, today.watch_own, org = own_org()).to_string(),
    };
    let mine = td_string!(l, today.mine_hint).to_owned();
    let relays = viewer().actor.filter(may_relay).map(|_| {
        let hint = td_string!(l, relay.figure_hint).to_owned();
        figure("relays", "/relay".to_owned(), today.relays_count, td_string!(l, relay.figure), hint)
    });
    let class = if relays.is_some() { "figures figures-five" } else { "figures" };
    let by_org = td_string!(l, today.waiting_hint).to_owned();
    view! {
        <ul class=class aria-label=td_string!(l, today.figures)>
            {figure("mine", "/issues?ball=me".to_owned(), today.mine_count, td_string!(l, today.mine), mine)}
            {figure("soon", due_href("soon", today), today.soon_count, td_string!(l, today.soon), scope.clone())}
            {figure("overdue", due_href("overdue", today), today.overdue_count, td_string!(l, today.overdue), scope)}
            {figure("waiting", "#waiting".to_owned(), waiting, td_string!(l, today.waiting), by_org)}
            {relays}
        </ul>
    }
}

fn figure(name: &'static str, href: String, count: Count, label: &'static str, hint: String) -> impl IntoView {
    let shape = match name {
        "soon" if count.number > 0 => "▲",
        "overdue" if count.number > 0 => "■",
        _ => "",
    };
    let class = format!("figure figure-{name}{}", if count.number == 0 { " is-zero" } else { "" });
    view! {
        <li class=class>
            <a href=href>
                <span class="figure-label">{label}</span>" "
                <span class="figure-number"><span class="shape" aria-hidden="true">{shape}</span>{count_text(count)}</span>
                " "<span class="figure-hint">{hint}</span>
            </a>
        </li>
    }
}

/// The viewer's organisation, in their language.
fn own_org() -> String {
    let actor = viewer().actor;
    actor.map(|actor| if locale() == Locale::en { actor.org_name_en } else { actor.org_name }).unwrap_or_default()
}
