//! 案件を編集: its fields, its state, its systems. Its days are moved on a page of their own.

mod fields;
mod lanes;
mod moves;

use crate::{
    api,
    part::{self, chip, loaded::loaded, standing},
    viewer::locale,
    words::Word,
};
use domain::view;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// `/cases/{no}/edit`.
#[component]
pub fn CaseEditPage() -> impl IntoView {
    let params = use_params_map();
    let no = move || params.read().get("no").unwrap_or_default();
    loaded(Resource::new(no, api::read_case_edit), |page: view::CaseEditPage| shown(&page))
}

fn shown(page: &view::CaseEditPage) -> AnyView {
    let l = locale();
    standing::now(page.state.word());
    let no = page.no.to_string();
    let title = format!("{} {no}", td_string!(l, planning.edit_heading));
    let fields = if page.may_edit {
        fields::fields(page)
    } else {
        view! { <p class="support">{td_string!(l, planning.read_only)}</p> }.into_any()
    };
    view! {
        <Title text=title/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, cases.heading)}</a></li>
                <li><a href=format!("/cases/{no}")>{no.clone()}</a></li>
                <li aria-current="page">{td_string!(l, planning.edit_heading)}</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1><span class="case-no">{no.clone()}</span>" "{page.title.clone()}</h1>
            {chip::case_state(page.state)}
            <a class="button-quiet" href=format!("/cases/{no}")>{td_string!(l, planning.back)}</a>
        </div>
        {lanes::proposal(page)}
        <div class="case-columns">
            <div class="case-main">{fields}</div>
            <div class="case-side">{moves::moves(page)}{lanes::lanes(page)}</div>
        </div>
    }
    .into_any()
}

/// A form of the page: it names its verb and the version that the person has before them.
fn post(page: &view::CaseEditPage, verb: &'static str, inputs: AnyView) -> AnyView {
    part::post::post(format!("/cases/{}/edit", page.no), "issue-form", verb, Some(page.version), inputs)
}
