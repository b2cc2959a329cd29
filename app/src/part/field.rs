//! A labelled input: bold label with ※必須, support text, control, error beginning with ＊
//! (the order of the Digital Agency design system, notes/domain §10).

use crate::{
    form::Typed,
    viewer::locale,
    words::{Word, problem},
};
use domain::refusal::{Field, Problem};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The ids and the error of one input of one form.
#[derive(Clone, Debug)]
pub struct Hints {
    verb: &'static str,
    field: Field,
    problem: Option<Problem>,
}

impl Hints {
    /// The input `field` of the form `verb`.
    pub fn new(verb: &'static str, field: Field, typed: &Typed) -> Self {
        Self { verb, field, problem: typed.problem(field) }
    }

    /// The input's id; unique as long as a page has one form per verb.
    pub fn id(&self) -> String {
        format!("{}-{}", self.verb, self.field)
    }

    /// The id of its support text.
    pub fn support_id(&self) -> String {
        format!("{}-support", self.id())
    }

    /// `aria-invalid`, only when there is an error.
    pub fn invalid(&self) -> Option<&'static str> {
        self.problem.as_ref().map(|_| "true")
    }

    /// `aria-describedby`: the support text, where there is one, and the error.
    pub fn described_by(&self, supported: bool) -> Option<String> {
        let support = supported.then(|| self.support_id());
        let error = self.problem.as_ref().map(|_| format!("{}-error", self.id()));
        match (support, error) {
            (Some(support), Some(error)) => Some(format!("{support} {error}")),
            (one, None) | (None, one) => one,
        }
    }

    /// The sentence under the input.
    pub fn error(&self) -> Option<impl IntoView + use<>> {
        let sentence = problem::in_form(self.verb, self.field, self.problem.as_ref()?);
        Some(view! { <p class="error" id=format!("{}-error", self.id())>"＊"{sentence}</p> })
    }
}

/// The label of an input.
pub fn describe(hints: &Hints, label: String, required: bool) -> impl IntoView + use<> {
    let l = locale();
    let mark = required.then(|| view! { <span class="required">{td_string!(l, shell.required)}</span> });
    view! { <label for=hints.id()>{label}" "{mark}</label> }
}

/// One line of text.
#[component]
pub fn TextField(
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
    /// What to write, in smaller letters.
    #[prop(optional, into)]
    support: Option<String>,
    /// It must be given.
    #[prop(optional)]
    required: bool,
    /// `type` of the input; `text` when left out.
    #[prop(default = "text")]
    kind: &'static str,
    /// `autocomplete` of the input.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let hints = Hints::new(verb, field, &typed);
    let supported = support.is_some();
    let value = if kind == "password" { String::new() } else { typed.or(field, value) };
    view! {
        <div class="field">
            {describe(&hints, label.unwrap_or_else(|| field.word().to_owned()), required)}
            {support.map(|text| view! { <p class="support" id=hints.support_id()>{text}</p> })}
            <input
                type=kind
                id=hints.id()
                name=field.as_str()
                value=value
                autocomplete=autocomplete
                required=required
                aria-invalid=hints.invalid()
                aria-describedby=hints.described_by(supported)
            />
            {hints.error()}
        </div>
    }
}
