//! Why the case is on hold or over, since when, and who said so.

use crate::{
    viewer::{locale, moment},
    words::Word,
};
use domain::{case::CaseState, view::CasePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing of a case that is planned or under way.
pub fn rests(case: &CasePage) -> Option<impl IntoView + use<>> {
    let l = locale();
    let moved = case.moved.as_ref()?;
    let since = td_string!(l, cases.case.since, state = case.row.state.word(), at = moment(moved.at)).to_string();
    // The center's name stands for whoever is not named.
    let who = if moved.org == moved.by { moved.org.clone() } else { format!("{} {}", moved.org, moved.by) };
    let reason = moved.reason.clone().map(|reason| {
        let text = td_string!(l, events.reason, reason = reason).to_string();
        view! { <p class="as-typed">{text}</p> }
    });
    let class = if case.row.state == CaseState::OnHold { "notice notice-warning" } else { "notice" };
    Some(view! {
        <div class=format!("{class} case-rests") role="note">
            <p><b>{since}</b>" "<span class="support">{who}</span></p>
            {reason}
        </div>
    })
}
