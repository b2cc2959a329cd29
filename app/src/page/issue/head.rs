//! Where one is, what it is called, how it stands and who reads it.

use crate::{
    part::{chip, readers_link::readers_link, scope_band::scope_band},
    viewer::{locale, typed_lang},
    words::Word,
};
use domain::{case::CaseState, refusal::Field, view::IssuePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn head(page: &IssuePage) -> AnyView {
    let row = &page.row;
    let blocks = row.blocks_gate.then(|| {
        view! { <span class="blocks-gate"><span class="shape" aria-hidden="true">"◆"</span>{Field::BlocksGate.word()}</span> }
    });
    view! {
        {crumbs(page)}
        <div class="issue-head">
            <h1><span class="issue-key">{row.key.to_string()}</span>" "<span lang=typed_lang()>{row.title.clone()}</span></h1>
            <div class="issue-signs">
                {chip::issue_state(row.state)}
                {chip::due_mark(row.mark)}
                {blocks}
            </div>
            {scope_band(row.scope, page.system.as_ref().map(|system| system.name.as_str()))}
            {readers_link(&format!("/issues/{}", row.key))}
        </div>
        {case_over(page)}
    }
    .into_any()
}

/// That the case is over: nobody waits for what is open here.
fn case_over(page: &IssuePage) -> Option<AnyView> {
    let l = locale();
    let text = match page.case_state {
        CaseState::Cancelled => td_string!(l, issue.case_cancelled),
        CaseState::Completed => td_string!(l, issue.case_completed),
        CaseState::Draft | CaseState::Planned | CaseState::Active | CaseState::OnHold => return None,
    };
    Some(view! { <p class="notice" role="note">{text}</p> }.into_any())
}

fn crumbs(page: &IssuePage) -> impl IntoView + use<> {
    let l = locale();
    let no = page.case.no;
    view! {
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, shell.cases)}</a></li>
                <li><a href=format!("/cases/{no}")>{no.to_string()}" "{page.case.title.clone()}</a></li>
                <li><a href=format!("/cases/{no}/issues")>{td_string!(l, shell.issues)}</a></li>
                <li><span aria-current="page">{page.row.key.to_string()}</span></li>
            </ol>
        </nav>
    }
}
