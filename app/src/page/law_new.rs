//! Registering a 制度改正.

use super::not_found::NotFound;
use crate::{
    form::{beginning, typed},
    part::{kept::with_kept, law_fields::law_fields},
    viewer::{locale, viewer},
};
use domain::law::{LawInput, LawState, law_states};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

const VERB: &str = "add_law";

/// `/laws/new`; for everybody else there is no such page.
#[component]
pub fn LawNewPage() -> impl IntoView {
    let l = locale();
    let states = viewer().actor.as_ref().map_or(&[][..], law_states);
    if states.is_empty() {
        return with_kept(|| view! { <NotFound/> });
    }
    let back = typed(VERB);
    let held = LawInput { state: LawState::Gathering.to_string(), ..LawInput::default() };
    view! {
        <Title text=td_string!(l, laws.register)/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/laws">{td_string!(l, laws.heading)}</a></li>
                <li aria-current="page">{td_string!(l, laws.register)}</li>
            </ol>
        </nav>
        <h1>{td_string!(l, laws.register)}</h1>
        <p class="support">{td_string!(l, laws.register_lead)}</p>
        <form method="post" action="/laws/new" class="law-form panel">
            {beginning(VERB)}
            {law_fields(VERB, &back, &held, states)}
            <div class="raise-buttons">
                {crate::part::will_read::law_will_read()}
                <button type="submit" class="button">{td_string!(l, laws.register)}</button>
                <a class="button-quiet" href="/laws">{td_string!(l, shell.cancel)}</a>
            </div>
        </form>
    }
    .into_any()
}
