//! 上申 and 開示 on the page of a 課題: the way in for operators, the copy for managers, and the traces that only the
//! center sees.

use super::posting::post;
use crate::{
    form::{sent_by, typed},
    part::{field::Hints, fold::fold_as, relay::state_chip, scope_band::scope_band},
    viewer::{locale, typed_lang},
};
use domain::{
    refusal::Field,
    view::{CommentView, IssuePage, RelayRef},
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "disclose";

/// Everything beside the facts; nothing for those outside the center.
pub(super) fn relays(page: &IssuePage) -> Option<AnyView> {
    let l = locale();
    let submit = page.may_submit.then(|| {
        let href = format!("/relay/new?issue={}", page.row.key);
        view! { <p><a class="button" href=href>{td_string!(l, relay.submit)}</a></p> }
    });
    let disclose = (page.may_disclose && page.row.scope == Scope::Center).then(|| disclosing(page, None));
    if submit.is_none() && disclose.is_none() && page.relays.is_empty() {
        return None;
    }
    let traces = page.relays.iter().map(trace).collect::<Vec<_>>();
    Some(
        view! {
            <section class="panel issue-relays" aria-labelledby="relays-heading">
                <h2 id="relays-heading">{td_string!(l, relay.traces)}</h2>
                <p class="support">{td_string!(l, relay.traces_hint)}</p>
                <ul class="issue-related">{traces}</ul>
                {submit}
                {disclose}
            </section>
        }
        .into_any(),
    )
}

fn trace(it: &RelayRef) -> AnyView {
    let l = locale();
    let way = if it.arrived { td_string!(l, relay.arrived) } else { td_string!(l, relay.came) };
    view! {
        <li>
            {state_chip(it.kind, it.state)}" "{way}" "
            <a href=format!("/relay/{}", it.id) lang=typed_lang()>{it.title.clone()}</a>
        </li>
    }
    .into_any()
}

/// What can be done with one comment: only what is said inside the center goes this way.
pub(super) fn beside_comment(page: &IssuePage, comment: &CommentView) -> Option<AnyView> {
    let l = locale();
    if comment.scope != Scope::Center {
        return None;
    }
    if page.may_submit {
        let href = format!("/relay/new?issue={}&comment={}", page.row.key, comment.id);
        return Some(view! { <p><a class="button-quiet" href=href>{td_string!(l, relay.submit)}</a></p> }.into_any());
    }
    page.may_disclose.then(|| disclosing(page, Some(comment)))
}

/// Two clicks: the fold says who will read the copy, the button makes it.
fn disclosing(page: &IssuePage, comment: Option<&CommentView>) -> AnyView {
    let l = locale();
    let stays = comment.is_some() && page.row.scope != Scope::Center;
    let becomes = if stays { td_string!(l, relay.disclose_comment) } else { td_string!(l, relay.disclose_new) };
    let (field, value) = match comment {
        Some(comment) => (Field::Comment, comment.id.to_string()),
        None => (Field::Issue, page.row.key.to_string()),
    };
    let back = typed(VERB);
    let is_this = sent_by(&[VERB], field.as_str()).is_some_and(|sent| sent == value);
    let error = is_this.then(|| Hints::new(VERB, field, &back).error());
    let inputs = view! {
        <input type="hidden" name=field.as_str() value=value/>
        <p class="support">{td_string!(l, relay.disclose_lead)}" "{becomes}</p>
        {scope_band(Scope::CityManager, None)}
        {error}
        <button type="submit" class="button">{td_string!(l, relay.disclose_button)}</button>
    };
    fold_as("issue-disclose", td_string!(l, relay.disclose), is_this, post(page, VERB, inputs))
}
