//! A date as people write it, with its meaning beside it while they type.

use crate::{
    form::Typed,
    part::field::{Hints, describe},
    viewer::{day_text, locale},
    words::{Word, problem},
};
use domain::{date::parse_day, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What was typed as a full date with its weekday, with a warning on a 閉庁日 unless any day is as good; nothing where it
/// is no date.
pub fn meaning(field: Field, typed: &str, any_day: bool) -> AnyView {
    let Ok(day) = parse_day(typed) else { return ().into_any() };
    // A law that begins on a closed day is no mistake: what matters is the day before it.
    let warning = match field {
        _ if any_day => None,
        Field::InForceOn => problem::closed_in_force(day),
        _ => problem::closed_day(day),
    };
    let class = if warning.is_some() { "meaning meaning-closed" } else { "meaning" };
    view! { <span class=class>{day_text(day)}{warning.map(|w| format!(" {w}"))}</span> }.into_any()
}

/// One text input for every notation of notes/domain §5. What is typed is read back as a full date
/// with its weekday, with a warning on a 閉庁日; nothing is moved by itself.
#[component]
pub fn DateField(
    /// The verb of the form.
    verb: &'static str,
    /// Which field.
    field: Field,
    /// What came back.
    typed: Typed,
    /// What the record holds.
    #[prop(optional, into)]
    value: String,
    /// Label other than the field's own word.
    #[prop(optional, into)]
    label: Option<String>,
    /// What to write, after the examples.
    #[prop(optional, into)]
    support: Option<String>,
    /// It must be given.
    #[prop(optional)]
    required: bool,
    /// 閉庁日 are as good as others: a period may begin and end on them.
    #[prop(optional)]
    any_day: bool,
) -> impl IntoView {
    let l = locale();
    let hints = Hints::new(verb, field, &typed);
    let text = RwSignal::new(typed.or(field, value));
    let meaning = move || meaning(field, &text.get(), any_day);
    view! {
        <div class="field field-date">
            {describe(&hints, label.unwrap_or_else(|| field.word().to_owned()), required)}
            <p class="support" id=hints.support_id()>{td_string!(l, shell.date_hint)}{support.map(|text| view! { <br/>{text} })}</p>
            <input
                type="text"
                id=hints.id()
                name=field.as_str()
                value=text.get_untracked()
                autocomplete="off"
                maxlength="40"
                required=required
                aria-invalid=hints.invalid()
                aria-describedby=hints.described_by(true)
                on:input:target=move |ev| text.set(ev.target().value())
            />
            <span class="field-meaning" aria-live="polite">{meaning}</span>
            {hints.error()}
        </div>
    }
}
