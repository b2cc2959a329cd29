//! 公開範囲 to choose from: each in its colour, with who reads it in words. The chosen one stands out as the band of the
//! audience does, with and without JavaScript.

use crate::{
    form::Typed,
    part::field::Hints,
    words::{Word, scope_readers},
};
use domain::{refusal::Field, visibility::Scope};
use leptos::prelude::*;

/// One radio button per scope.
#[component]
pub fn ScopeChoice(
    /// The verb of the form.
    verb: &'static str,
    /// What the person may choose.
    scopes: Vec<Scope>,
    /// What came back.
    typed: Typed,
    /// What is chosen beforehand.
    #[prop(into)]
    value: String,
    /// What is asked.
    legend: &'static str,
    /// How to choose, in smaller letters.
    #[prop(optional)]
    support: Option<&'static str>,
    /// Which vendor reads what is 案件共有.
    #[prop(optional_no_strip)]
    vendor: Option<String>,
    /// Is told what was chosen.
    #[prop(optional)]
    on_choice: Option<Callback<Scope>>,
) -> impl IntoView {
    let hints = Hints::new(verb, Field::Scope, &typed);
    let chosen = typed.or(Field::Scope, &value);
    let radio = |scope: Scope| {
        let id = format!("{}-{scope}", hints.id());
        let vendor = vendor.clone().filter(|_| scope == Scope::Shared);
        view! {
            <div class=format!("scope-choice scope-band-{scope}")>
                <input type="radio" id=id.clone() name=Field::Scope.as_str() value=scope.as_str() checked=scope.as_str() == chosen
                    on:change=move |_| if let Some(told) = on_choice { told.run(scope) }/>
                <label for=id>
                    <span class=format!("chip scope-{scope}")>{scope.word()}</span>
                    <span>{scope_readers(scope)}</span>
                    {vendor.map(|vendor| view! { <span class="scope-band-vendor">{vendor}</span> })}
                </label>
            </div>
        }
    };
    let radios = scopes.into_iter().map(radio).collect_view();
    view! {
        <fieldset class="field" id=hints.id() tabindex="-1" aria-describedby=hints.described_by(support.is_some())>
            <legend>{legend}</legend>
            {support.map(|support| view! { <p class="support" id=hints.support_id()>{support}</p> })}
            {radios}
            {hints.error()}
        </fieldset>
    }
}
