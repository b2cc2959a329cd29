//! 管理者へ上申: an operator writes what the city should hear; only the center reads it.

use crate::{
    api,
    form::typed,
    part::{
        field::TextField,
        history::to_comment,
        loaded::loaded,
        post::post,
        select::{Choice, SelectField},
        text_area::{TextArea, with_privacy},
        will_read::will_read,
    },
    viewer::{locale, typed_lang},
};
use domain::{refusal::Field, view::RelayForm, visibility::Scope};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

const VERB: &str = "submit_relay";

/// `/relay/new`; `?issue=` and `?comment=` say where it comes from, `?case=` chooses beforehand.
#[component]
pub fn RelayNewPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name: &str| query.read_untracked().get(name).unwrap_or_default();
    let form = Resource::new(|| (), move |()| api::read_relay_form(asked("issue"), asked("comment")));
    view! {
        <Title text=td_string!(locale(), relay.new_heading)/>
        {loaded(form, move |form: RelayForm| shown(&form, &asked("case")))}
    }
}

fn shown(form: &RelayForm, case: &str) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    // The page that comes back must know where it came from, too.
    let query = match (&form.source, form.comment) {
        (Some(issue), Some(comment)) => format!("?issue={}&comment={comment}", issue.key),
        (Some(issue), None) => format!("?issue={}", issue.key),
        (None, _) => String::new(),
    };
    let inputs = view! {
        {source(form)}
        {form.source.is_none().then(|| {
            let choices = std::iter::once(Choice::new("", td_string!(l, relay.pick)))
                .chain(form.cases.iter().map(|it| Choice::new(it.no.to_string(), format!("{} {}", it.no, it.title))))
                .collect();
            view! { <SelectField verb=VERB field=Field::Case typed=back.clone() choices=choices value=case.to_owned() required=true/> }
        })}
        <TextField verb=VERB field=Field::Title typed=back.clone() value=form.title.clone() required=true/>
        <TextArea verb=VERB field=Field::Text typed=back value=form.text.clone() required=true rows=10
            label=td_string!(l, relay.text) support=with_privacy(td_string!(l, relay.text_hint))/>
        {will_read(Scope::Center, None)}
        <div class="raise-buttons">
            <button type="submit" class="button">{td_string!(l, relay.submit)}</button>
            <a class="button-quiet" href="/relay">{td_string!(l, shell.cancel)}</a>
        </div>
    };
    view! {
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/relay">{td_string!(l, relay.heading)}</a></li>
                <li aria-current="page">{td_string!(l, relay.new_heading)}</li>
            </ol>
        </nav>
        <h1>{td_string!(l, relay.new_heading)}</h1>
        <p class="raise-lead">{td_string!(l, relay.new_lead)}</p>
        {post(format!("/relay/new{query}"), "panel relay-form", VERB, None, inputs)}
    }
    .into_any()
}

/// The 課題 or the comment that it comes from.
fn source(form: &RelayForm) -> Option<AnyView> {
    let l = locale();
    let issue = form.source.as_ref()?;
    let key = issue.key.to_string();
    let (label, anchor) = match form.comment {
        Some(id) => (td_string!(l, relay.from_comment), to_comment(id)),
        None => (td_string!(l, relay.from_issue), String::new()),
    };
    let comment = form.comment.map(|id| {
        view! { <input type="hidden" name=Field::Comment.as_str() value=id.to_string()/> }
    });
    Some(
        view! {
            <p class="relay-source">
                <b>{label}</b>" "
                <a href=format!("/issues/{key}{anchor}")>{key.clone()}" "<span lang=typed_lang()>{issue.title.clone()}</span></a>
            </p>
            <input type="hidden" name=Field::Issue.as_str() value=key/>
            {comment}
        }
        .into_any(),
    )
}
