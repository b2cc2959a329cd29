//! 案件: where it stands, why, who does what until when.

mod by_hand;
pub(in crate::page) mod early;
mod events;
mod head;
mod law;
mod law_move;
mod open_issues;
mod people;
mod plan;
mod rests;
mod steps;

use crate::{
    api,
    part::{loaded::loaded, standing},
    viewer::locale,
    words::Word,
};
use domain::view;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page of one case.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || (params.read().get("no").unwrap_or_default(), query.read().get("history").unwrap_or_default());
    let case = Resource::new(asked, api::read_case);
    loaded(case, shown)
}

fn shown(case: view::CasePage) -> impl IntoView {
    let l = locale();
    standing::now(case.row.state.word());
    let no = case.row.no.to_string();
    let title = format!("{no} {}", case.row.title);
    view! {
        <Title text=title/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, cases.heading)}</a></li>
                <li aria-current="page">{no}</li>
            </ol>
        </nav>
        {head::head(&case)}
        {law_move::law_move(&case)}
        {steps::steps(&case)}
        {early::early(&case)}
        <div class="case-columns">
            <div class="case-main">
                {open_issues::open_issues(case.row.no, case.row.open_issues, case.issues, case.may_raise)}
                {plan::plan(&case.row)}
            </div>
            <div class="case-side">
                {law::law(case.law, case.may_see_law)}
                {people::people(case.people, &case.lanes)}
                {events::events(case.row.no, case.events, case.older)}
            </div>
        </div>
    }
}
