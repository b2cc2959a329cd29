//! That the days of the 制度改正 moved and nobody has looked at the plan since.

use crate::{viewer::locale, words::law_move::moved};
use domain::view::CasePage;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing while nothing waits.
pub fn law_move(case: &CasePage) -> Option<impl IntoView + use<>> {
    let l = locale();
    let what = moved(case.row.law_move.as_ref()?);
    let next = if case.may_settle {
        let href = format!("/cases/{}/plan", case.row.no);
        view! { <p><a href=href>{td_string!(l, planning.law_move.look)}</a></p> }.into_any()
    } else {
        view! { <p class="support">{td_string!(l, planning.law_move.waits)}</p> }.into_any()
    };
    Some(view! {
        <section class="notice notice-warning law-moved" aria-labelledby="law-moved">
            <h2 id="law-moved"><span aria-hidden="true">"▲ "</span>{td_string!(l, planning.law_move.heading)}</h2>
            <p>{what}</p>
            {next}
        </section>
    })
}
