//! 内容, 影響, 対応方針.

use crate::{
    viewer::{locale, typed_lang},
    words::Word,
};
use domain::{refusal::Field, view::IssuePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn texts(page: &IssuePage) -> AnyView {
    let l = locale();
    let body = if page.body_html.is_empty() {
        view! { <p class="support">{td_string!(l, issue.no_body)}</p> }.into_any()
    } else {
        view! { <div class="prose" lang=typed_lang() inner_html=page.body_html.clone()></div> }.into_any()
    };
    view! {
        <section aria-labelledby="body-heading">
            <h2 id="body-heading">{Field::Body.word()}</h2>
            {body}
        </section>
        <div class="issue-pair">
            {note(Field::Impact, "impact-heading", &page.impact)}
            {note(Field::Policy, "policy-heading", &page.policy)}
        </div>
    }
    .into_any()
}

/// A short text, as typed.
fn note(field: Field, id: &'static str, text: &str) -> impl IntoView + use<> {
    let text = if text.is_empty() {
        view! { <p class="support">{td_string!(locale(), issue.not_written)}</p> }.into_any()
    } else {
        view! { <p class="as-typed" lang=typed_lang()>{text.to_owned()}</p> }.into_any()
    };
    view! { <section aria-labelledby=id><h2 id=id>{field.word()}</h2>{text}</section> }
}
