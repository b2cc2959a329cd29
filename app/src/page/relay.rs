//! One 上申: what was written, what can be done with it, what happened.

mod sending;

use crate::{
    api,
    form::typed,
    markdown,
    part::{
        banner::{Notice, NoticeKind},
        chip,
        field::TextField,
        fold::fold_as,
        history::to_comment,
        loaded::loaded,
        post::post,
        relay::state_chip,
        scope_band::scope_band,
        standing,
        text_area::{TextArea, with_privacy},
        will_read::will_read,
    },
    viewer::{RecordCenter, locale, moment, typed_lang},
    words::Word,
};
use domain::{
    refusal::Field,
    relay::{RelayMove, RelayState},
    view::{RelatedIssue, RelayPage as View, RelayWritten},
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// `/relay/{id}`
#[component]
pub fn RelayPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    loaded(Resource::new(id, api::read_relay), |page: View| shown(&page))
}

fn shown(page: &View) -> AnyView {
    let l = locale();
    provide_context(RecordCenter(page.row.case.center));
    let row = &page.row;
    standing::now(row.state.word());
    let returned = (row.state == RelayState::Returned).then(|| {
        let sentence = td_string!(l, relay.returned_notice, reason = row.reason.clone()).to_string();
        view! { <Notice kind=NoticeKind::Warning><p>{sentence}</p></Notice> }
    });
    view! {
        <Title text=row.title.clone()/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/relay">{td_string!(l, relay.heading)}</a></li>
                <li aria-current="page">{row.title.clone()}</li>
            </ol>
        </nav>
        <div class="issue-head">
            <h1><span lang=typed_lang()>{row.title.clone()}</span></h1>
            <div class="issue-signs">{state_chip(row.kind, row.state)}</div>
            {scope_band(Scope::Center, None)}
        </div>
        {returned}
        <div class="relay">
            <div class="relay-main">
                <section class="panel" aria-labelledby="relay-content">
                    <h2 id="relay-content">{td_string!(l, relay.content)}</h2>
                    <div class="prose" lang=typed_lang() inner_html=markdown::render(&page.text)></div>
                </section>
                {actions(page)}
            </div>
            <div class="relay-side">{facts(page)}{history(page)}</div>
        </div>
    }
    .into_any()
}

/// A form of the page.
fn form(page: &View, verb: &'static str, inputs: impl IntoView) -> AnyView {
    post(format!("/relay/{}", page.row.id), "issue-form", verb, Some(page.version), inputs)
}

fn actions(page: &View) -> Vec<AnyView> {
    let of = |mv: &RelayMove| match mv {
        RelayMove::Send => sending::send(page),
        RelayMove::Return => send_back(page),
        RelayMove::Resubmit => resubmit(page),
        RelayMove::Withdraw => withdraw(page),
    };
    page.moves.iter().map(of).collect()
}

fn send_back(page: &View) -> AnyView {
    const VERB: &str = "return_relay";
    let l = locale();
    let back = typed(VERB);
    let inputs = view! {
        <TextArea verb=VERB field=Field::Reason typed=back.clone() required=true rows=3
            label=td_string!(l, relay.return_reason) support=td_string!(l, relay.return_hint)/>
        {will_read(Scope::Center, None)}
        <button type="submit" class="button-danger">{RelayMove::Return.word()}</button>
    };
    fold_as("panel", RelayMove::Return.word(), back.is_returned(), form(page, VERB, inputs))
}

fn resubmit(page: &View) -> AnyView {
    const VERB: &str = "resubmit_relay";
    let l = locale();
    let back = typed(VERB);
    let inputs = view! {
        <TextField verb=VERB field=Field::Title typed=back.clone() value=page.row.title.clone() required=true/>
        <TextArea verb=VERB field=Field::Text typed=back value=page.text.clone() required=true rows=10
            label=td_string!(l, relay.text) support=with_privacy(td_string!(l, relay.text_hint))/>
        {will_read(Scope::Center, None)}
        <button type="submit" class="button">{RelayMove::Resubmit.word()}</button>
    };
    view! {
        <section class="panel" aria-labelledby="relay-again">
            <h2 id="relay-again">{td_string!(l, relay.resubmit_heading)}</h2>
            {form(page, VERB, inputs)}
        </section>
    }
    .into_any()
}

fn withdraw(page: &View) -> AnyView {
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, relay.withdraw_hint)}</p>
        <button type="submit" class="button-danger">{RelayMove::Withdraw.word()}</button>
    };
    fold_as("panel", RelayMove::Withdraw.word(), false, form(page, "withdraw_relay", inputs))
}

fn facts(page: &View) -> AnyView {
    let l = locale();
    let row = &page.row;
    let source = page.source.as_ref().map(|(issue, comment)| {
        let label = if comment.is_some() { td_string!(l, relay.from_comment) } else { td_string!(l, relay.from_issue) };
        let anchor = comment.map(to_comment).unwrap_or_default();
        view! { <dt>{label}</dt><dd>{link(issue, &anchor)}</dd> }
    });
    let target = (row.state == RelayState::Sent).then(|| {
        let told = match &page.target {
            Some((issue, comment, scope)) => {
                let anchor = comment.map(to_comment).unwrap_or_default();
                view! { {link(issue, &anchor)}" "{chip::scope(*scope)} }.into_any()
            }
            None => td_string!(l, relay.target_hidden).into_any(),
        };
        view! { <dt>{td_string!(l, relay.target)}</dt><dd>{told}</dd> }
    });
    view! {
        <section class="panel" aria-labelledby="relay-facts">
            <h2 id="relay-facts">{td_string!(l, relay.facts)}</h2>
            <dl class="facts">
                <dt>{Field::Case.word()}</dt>
                <dd><a href=format!("/cases/{}", row.case)>{row.case.to_string()}" "{row.case_title.clone()}</a></dd>
                {source}
                <dt>{td_string!(l, relay.columns.by)}</dt><dd>{row.by.clone()}</dd>
                <dt>{td_string!(l, relay.columns.at)}</dt>
                <dd><time datetime=row.at.to_rfc3339()>{moment(row.at)}</time></dd>
                {target}
            </dl>
        </section>
    }
    .into_any()
}

fn link(issue: &RelatedIssue, anchor: &str) -> AnyView {
    let href = format!("/issues/{}{anchor}", issue.key);
    view! { <a href=href>{issue.key.to_string()}" "<span lang=typed_lang()>{issue.title.clone()}</span></a> }.into_any()
}

fn history(page: &View) -> AnyView {
    let l = locale();
    let rows = page.history.iter().map(written).collect_view();
    view! {
        <section class="panel" aria-labelledby="relay-history">
            <h2 id="relay-history">{td_string!(l, relay.history)}</h2>
            <ol class="gate-history">{rows}</ol>
        </section>
    }
    .into_any()
}

fn written(step: &RelayWritten) -> AnyView {
    let text = (!step.text.is_empty()).then(|| view! { <p class="as-typed" lang=typed_lang()>{step.text.clone()}</p> });
    view! {
        <li>
            <p>
                <span class="chip">{step.step.word()}</span>" "
                <time datetime=step.at.to_rfc3339()>{moment(step.at)}</time>
            </p>
            <p>{step.by.clone()}" "<span class="history-org">{step.org.clone()}</span></p>
            {text}
        </li>
    }
    .into_any()
}
