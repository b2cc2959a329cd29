//! A group of boxes to tick, under one label.

use crate::{
    form::Typed,
    part::{field::Hints, select::Choice},
    viewer::locale,
    words::Word,
};
use domain::refusal::Field;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The boxes of one field; choices of one group stand in one row under its heading.
#[component]
pub fn CheckGroup(
    /// The verb of the form.
    verb: &'static str,
    /// Which field.
    field: Field,
    /// What came back.
    typed: Typed,
    /// The choices; those of one group must follow one another.
    choices: Vec<Choice>,
    /// What the record holds.
    #[prop(optional)]
    chosen: Vec<String>,
    /// What to tick, in smaller letters.
    #[prop(optional, into)]
    support: Option<String>,
    /// One at least must be ticked.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let hints = Hints::new(verb, field, &typed);
    let chosen = typed.values(field.as_str()).unwrap_or(chosen);
    let supported = support.is_some();
    let mark = required.then(|| view! { <span class="required">{td_string!(locale(), shell.required)}</span> });
    let mut rows: Vec<(Option<String>, Vec<AnyView>)> = Vec::new();
    for choice in choices {
        let id = format!("{}-{}", hints.id(), choice.value);
        let checked = chosen.contains(&choice.value);
        let tick = view! {
            <span class="check">
                <input type="checkbox" id=id.clone() name=field.as_str() value=choice.value checked=checked/>
                <label for=id>{choice.text}</label>
            </span>
        };
        match rows.last_mut() {
            Some((group, ticks)) if *group == choice.group => ticks.push(tick.into_any()),
            _ => rows.push((choice.group, vec![tick.into_any()])),
        }
    }
    let rows = rows.into_iter().map(|(group, ticks)| {
        let head = group.map(|it| view! { <span class="check-head">{it}</span> });
        view! { <div class="check-row">{head}{ticks}</div> }
    });
    let rows = rows.collect_view();
    view! {
        <fieldset class="field check-group" id=hints.id() tabindex="-1" aria-describedby=hints.described_by(supported)>
            <legend>{field.word()}" "{mark}</legend>
            {support.map(|text| view! { <p class="support" id=hints.support_id()>{text}</p> })}
            {rows}
            {hints.error()}
        </fieldset>
    }
}
