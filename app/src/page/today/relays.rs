//! 上申 that wait for the reader: for managers what was put before them, for operators what came back.

use crate::{
    part::chip,
    viewer::{locale, typed_lang, viewer},
    words::Word,
};
use domain::{
    date::instant::jst_day,
    relay::may_submit,
    view::{RelayRow, TodayView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The longest waiting first; nothing while there is none.
pub fn relays(today: &TodayView) -> Option<impl IntoView + use<>> {
    let l = locale();
    if today.relays.is_empty() {
        return None;
    }
    let writes = viewer().actor.is_some_and(|actor| may_submit(&actor));
    let (heading, last, href) = if writes {
        (td_string!(l, relay.today_operator), td_string!(l, relay.columns.reason), "/relay?state=returned")
    } else {
        (td_string!(l, relay.today_manager), td_string!(l, relay.columns.by), "/relay")
    };
    let all = td_string!(l, relay.today_all, n = today.relays_count.number).to_string();
    let rows = today.relays.iter().map(|it| row(it, writes)).collect_view();
    Some(view! {
        <section id="relays" class="today-section" aria-labelledby="relays-heading">
            <div class="section-head"><h2 id="relays-heading">{heading}</h2><a href=href>{all}</a></div>
            <table class="grid today-relays">
                <caption class="visually-hidden">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(l, relay.columns.title)}</th>
                        <th scope="col">{last}</th>
                        <th scope="col">{td_string!(l, relay.columns.at)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn row(row: &RelayRow, writes: bool) -> impl IntoView + use<> {
    let last = if writes { row.reason.clone() } else { row.by.clone() };
    let days = td_string!(locale(), relay.days, n = row.days).to_string();
    view! {
        <tr>
            <th scope="row">
                <a class="case-link" href=format!("/relay/{}", row.id) title=row.title.clone()>
                    <span class="case-no">{row.case.to_string()}</span>" "<span lang=typed_lang()>{row.title.clone()}</span>
                </a>
            </th>
            <td><span class="relay-reason">{last}</span></td>
            <td title=row.state.word()>{chip::date(jst_day(row.at))}" "<span class="support">{days}</span></td>
        </tr>
    }
}
