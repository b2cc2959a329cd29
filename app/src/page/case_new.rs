//! 案件を起こす: what it is about and when; the plan proposed as a picture and a table; then the case.
//!
//! One form with two buttons. 「計画の案を作る」 (`do=propose`) brings the same form back with every day filled in,
//! 「案件を起こす」 (`do=open`) registers what stands in it.

mod about;
mod beside;
mod proposal;

pub(in crate::page) use proposal::{bars, marks};

use crate::{
    api,
    form::{PROPOSED, REDRAW, Typed, typed, written_by},
    part::{loaded::loaded, will_read::case_will_read},
    viewer::locale,
};
use domain::{case::CaseState, view::CaseForm};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The verb that names the inputs, whichever button was pressed.
const VERB: &str = "open";

/// `/cases/new`; `?law=` and `?center=` choose beforehand.
#[component]
pub fn CaseNewPage() -> impl IntoView {
    let query = use_query_map();
    let l = locale();
    let offered = Resource::new(|| (), |()| api::read_case_form());
    view! {
        <Title text=td_string!(l, planning.new_heading)/>
        {loaded(offered, move |form| {
            let asked = |name: &str| query.read_untracked().get(name).unwrap_or_default();
            shown(&form, &asked("law"), &asked("center"))
        })}
    }
}

fn shown(form: &CaseForm, law: &str, center: &str) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    // Kept over a sign-in under the name of its button.
    let back = if back.is_returned() { back } else { typed("propose") };
    let lead = if form.drafts { td_string!(l, planning.draft_lead) } else { "" };
    let proposal = proposal::proposal(form, &back);
    let propose =
        if proposal.is_some() { td_string!(l, planning.propose_again) } else { td_string!(l, planning.propose) };
    // Above the button that registers it; before there is one, above the only one.
    let readers = proposal.is_none().then(|| case_will_read(opens_as(form)));
    let again = proposal.is_some().then(|| view! { <p class="support">{td_string!(l, planning.again_hint)}</p> });
    view! {
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, cases.heading)}</a></li>
                <li aria-current="page">{td_string!(l, planning.new_heading)}</li>
            </ol>
        </nav>
        <h1>{td_string!(l, planning.new_heading)}</h1>
        <p class="raise-lead">{td_string!(l, planning.new_lead)}" "{lead}</p>
        <form method="post" action="/cases/new" class="case-new">
            // Enter in a field presses the first button: this one, which does nothing.
            <button type="submit" disabled=true hidden=true aria-hidden="true"></button>
            {written_by(&[VERB, "propose", REDRAW])}
            {filled_in(&back)}
            {beside::beside(&back)}
            {proposal}
            {about::what(form, &back, law, center)}
            {about::dates(form, &back, law)}
            {about::name(&back)}
            {about::people(form, &back)}
            <div class="raise-end">
                {readers}
                <div class="raise-buttons">
                    <button type="submit" name="do" value="propose" class="button">{propose}</button>
                    <a class="button-quiet" href="/cases">{td_string!(l, shell.cancel)}</a>
                </div>
                {again}
            </div>
        </form>
    }
    .into_any()
}

/// What it will be once it is registered.
const fn opens_as(form: &CaseForm) -> CaseState {
    if form.drafts { CaseState::Draft } else { CaseState::Planned }
}

/// What a proposal filled in: as long as nobody touches it, it follows the days when another is made.
fn filled_in(back: &Typed) -> AnyView {
    let filled = back.fields().iter().filter(|(name, _)| name.starts_with(PROPOSED));
    let filled = filled.map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> });
    filled.collect_view().into_any()
}
