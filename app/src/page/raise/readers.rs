//! 公開範囲, and in words who will read the 課題.

use super::{VERB, whereabouts::Chosen};
use crate::{
    form::Typed,
    part::field::Hints,
    viewer::locale,
    words::{Word, scope_readers},
};
use domain::{refusal::Field, visibility::Scope};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// One radio button per scope, each with its readers.
#[component]
pub(super) fn ScopeChoice(
    /// What the person may choose, the usual one first.
    scopes: Vec<Scope>,
    /// What came back.
    typed: Typed,
    /// What is chosen now.
    chosen: Chosen,
) -> impl IntoView {
    let hints = Hints::new(VERB, Field::Scope, &typed);
    let now = chosen.scope.get_untracked();
    let radios = scopes.into_iter().map(|scope| {
        let id = format!("{}-{scope}", hints.id());
        view! {
            <div class="scope-choice">
                <input type="radio" id=id.clone() name=Field::Scope.as_str() value=scope.as_str() checked=scope.as_str() == now
                    on:change=move |_| chosen.scope.set(scope.as_str().to_owned())/>
                <label for=id>
                    <span class=format!("chip scope-{scope}")>{scope.word()}</span>
                    <span>{scope_readers(scope)}</span>
                </label>
            </div>
        }
    });
    let radios = radios.collect_view();
    view! {
        <fieldset class="field" id=hints.id() tabindex="-1" aria-describedby=hints.described_by(true)>
            <legend>{Field::Scope.word()}</legend>
            <p class="support" id=hints.support_id()>{td_string!(locale(), raise.scope_hint)}</p>
            {radios}
            {hints.error()}
        </fieldset>
    }
}

/// A band above the button that says who will read it; it follows the choice while the bundle
/// runs, and is left out where it could not.
#[component]
pub(super) fn Readers(
    /// What is chosen now.
    chosen: Chosen,
) -> impl IntoView {
    let l = locale();
    let scope = move || Scope::parse(&chosen.scope.read());
    let no_vendor = move || {
        let alone = scope() == Some(Scope::Shared) && chosen.system.read().is_empty();
        alone.then(|| view! { <span class="readers-note">{td_string!(l, raise.no_vendor)}</span> })
    };
    view! {
        <p class=move || format!("readers needs-script readers-{}", chosen.scope.get()) role="status">
            <strong>{td_string!(l, raise.will_read)}</strong>" "
            <span>{move || scope().map(scope_readers)}</span>
            {no_vendor}
        </p>
    }
}
