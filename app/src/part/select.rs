//! A labelled select.

use crate::{
    form::Typed,
    part::field::{Hints, describe},
    words::Word,
};
use domain::refusal::Field;
use leptos::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub text: String,
    /// The heading it stands under; choices of one group must follow one another.
    pub group: Option<String>,
}

impl Choice {
    /// A choice without a group.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), group: None }
    }

    /// A choice under a heading.
    pub fn in_group(value: impl Into<String>, text: impl Into<String>, group: impl Into<String>) -> Self {
        Self { group: Some(group.into()), ..Self::new(value, text) }
    }
}

/// Options, in groups where there are any.
pub fn options(choices: Vec<Choice>, chosen: &str) -> impl IntoView + use<> {
    let mut groups: Vec<(Option<String>, Vec<Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut() {
            Some((group, members)) if *group == choice.group => members.push(choice),
            _ => groups.push((choice.group.clone(), vec![choice])),
        }
    }
    let option = |choice: Choice, chosen: &str| {
        let selected = choice.value == chosen;
        view! { <option value=choice.value selected=selected>{choice.text}</option> }
    };
    let chosen = chosen.to_owned();
    groups
        .into_iter()
        .map(|(group, members)| {
            let members = members.into_iter().map(|choice| option(choice, &chosen)).collect_view();
            match group {
                Some(label) => view! { <optgroup label=label>{members}</optgroup> }.into_any(),
                None => members.into_any(),
            }
        })
        .collect_view()
}

/// A select with its label.
#[component]
pub fn SelectField(
    /// The verb of the form.
    verb: &'static str,
    /// Which field.
    field: Field,
    /// What came back.
    typed: Typed,
    /// The choices; put an empty one first where nothing may be chosen.
    choices: Vec<Choice>,
    /// What the record holds.
    #[prop(optional, into)]
    value: String,
    /// Label other than the field's own word.
    #[prop(optional, into)]
    label: Option<String>,
    /// What to choose, in smaller letters.
    #[prop(optional, into)]
    support: Option<String>,
    /// It must be given.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let hints = Hints::new(verb, field, &typed);
    let supported = support.is_some();
    let chosen = typed.or(field, value);
    view! {
        <div class="field">
            {describe(&hints, label.unwrap_or_else(|| field.word().to_owned()), required)}
            {support.map(|text| view! { <p class="support" id=hints.support_id()>{text}</p> })}
            <select
                id=hints.id()
                name=field.as_str()
                required=required
                aria-invalid=hints.invalid()
                aria-describedby=hints.described_by(supported)
            >
                {options(choices, &chosen)}
            </select>
            {hints.error()}
        </div>
    }
}
