//! 制度改正 that no 案件 answers yet, for those who look for them.

use crate::{
    part::chip,
    viewer::{locale, viewer},
};
use domain::view::{TodayView, UnansweredLaw, looks_for_laws};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The nearest 施行日 first.
pub fn laws(today: &TodayView) -> Option<impl IntoView + use<>> {
    let l = locale();
    if !viewer().actor.is_some_and(|actor| looks_for_laws(&actor)) || today.laws.is_empty() {
        return None;
    }
    let count = td_string!(l, laws.count, n = today.laws_count).to_string();
    let all = td_string!(l, today.all, count = count.clone()).to_string();
    let rows = today.laws.iter().map(row).collect_view();
    Some(view! {
        <section id="laws" class="today-section" aria-labelledby="laws-heading">
            <div class="section-head">
                <h2 id="laws-heading">{td_string!(l, today.laws)}" "<span class="section-count">{count}</span></h2>
                <a href="/laws">{all}</a>
            </div>
            <table class="grid today-laws">
                <caption class="visually-hidden">{td_string!(l, today.caption_laws)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(l, today.law)}</th>
                        <th scope="col">{td_string!(l, today.in_force)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn row(law: &UnansweredLaw) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/laws/{}", law.code) title=law.name.clone()>
                    <span class="case-no">{law.code.clone()}</span>" "{law.name.clone()}
                </a>
            </th>
            <td>{chip::date_or_dash(law.in_force_on)}</td>
        </tr>
    }
}
