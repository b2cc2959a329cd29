//! 関連課題.

use super::posting::post;
use crate::{
    form::typed,
    part::{chip, empty::Empty, field::TextField, fold::fold},
    viewer::locale,
};
use domain::{refusal::Field, view::IssuePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn related(page: &IssuePage) -> AnyView {
    let l = locale();
    let body = if page.related.is_empty() {
        let why =
            if page.may_edit { td_string!(l, issue.related_empty_edit) } else { td_string!(l, issue.related_empty) };
        view! { <Empty why=why/> }.into_any()
    } else {
        let links = page.related.iter().map(|it| {
            let text = format!("{} {}", it.key, it.title);
            view! { <li><a href=format!("/issues/{}", it.key)>{text}</a>" "{chip::issue_state(it.state)}</li> }
        });
        view! { <ul class="issue-related">{links.collect::<Vec<_>>()}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="related-heading">
            <h2 id="related-heading">{td_string!(l, issue.related)}</h2>
            {body}
            {page.may_edit.then(|| relate(page))}
        </section>
    }
    .into_any()
}

fn relate(page: &IssuePage) -> AnyView {
    const VERB: &str = "relate";
    let l = locale();
    let back = typed(VERB);
    // Its own number: any other might be that of a 課題 which the reader may not know of.
    let example = page.row.key.to_string();
    let hint = td_string!(l, issue.relate_hint, example = example).to_string();
    let inputs = view! {
        <TextField verb=VERB field=Field::Related typed=back.clone() support=hint required=true/>
        <button type="submit" class="button">{td_string!(l, issue.add)}</button>
    };
    fold(td_string!(l, issue.relate), back.is_returned(), post(page, VERB, inputs))
}
