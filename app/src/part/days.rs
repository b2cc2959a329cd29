//! 施行日 and how far it is, in words.

use crate::{part::chip, viewer::locale};
use domain::view::CaseRow;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Calendar days that make a 施行日 stand out. One that has passed does not: a law that steps up year
/// by year is long in force, and a late 本番 is the business of the 信号.
const NEAR: i64 = 14;

/// The day and, while the case lives, the days to it: `R8.12.1 あと7日`.
pub fn in_force(row: &CaseRow) -> impl IntoView + use<> {
    let Some(date) = row.in_force_on else {
        return view! { <span class="dash">{td_string!(locale(), cases.days.unset)}</span> }.into_any();
    };
    let distance = row.days_to_force.filter(|_| !row.state.is_over()).map(|days| {
        let (class, shape) = match days {
            0..=NEAR => ("due due-soon", Some("▲")),
            _ => ("due", None),
        };
        let shape = shape.map(|shape| view! { <span class="shape" aria-hidden="true">{shape}</span> });
        view! { <span class=class>{shape}{in_words(days)}</span> }
    });
    view! { {chip::date(date)}" "{distance} }.into_any()
}

/// あと9日, 本日, 12日経過.
pub fn in_words(days: i64) -> String {
    let l = locale();
    match days {
        0 => td_string!(l, cases.days.today).to_owned(),
        1 => td_string!(l, cases.days.ahead_one).to_owned(),
        2.. => td_string!(l, cases.days.ahead, n = days).to_string(),
        -1 => td_string!(l, cases.days.past_one).to_owned(),
        _ => td_string!(l, cases.days.past, n = -days).to_string(),
    }
}
