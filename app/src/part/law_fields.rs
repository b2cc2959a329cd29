//! The fields of a 制度改正, for a new one and for an edit.

use crate::{
    form::Typed,
    part::{
        date_field::DateField,
        field::{Hints, TextField},
        present::present,
        select::{Choice, SelectField},
        text_area::TextArea,
    },
    texts::Locale,
    viewer::{day, locale},
    words::{Word, event},
};
use chrono::NaiveDate;
use domain::{
    law::{LawInput, LawKind, LawState},
    refusal::Field,
    view::LawPage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What the record holds, as the form would send it.
pub fn held(page: &LawPage) -> LawInput {
    let law = &page.row.law;
    let date = |date: Option<NaiveDate>| date.map(day).unwrap_or_default();
    LawInput {
        name: law.name.clone(),
        kind: law.kind.to_string(),
        number: law.number.clone().unwrap_or_default(),
        promulgated_on: date(law.promulgated_on),
        in_force_on: date(law.in_force_on),
        applies_from: date(law.applies_from),
        retroactive: if law.retroactive { "true" } else { "" }.to_owned(),
        ministry: page.ministry.clone().unwrap_or_default(),
        source: page.source.clone().unwrap_or_default(),
        state: law.state.to_string(),
        summary: law.summary.clone(),
    }
}

/// All inputs. `states`: those that the person may choose.
pub fn law_fields(verb: &'static str, back: &Typed, held: &LawInput, states: &'static [LawState]) -> AnyView {
    let l = locale();
    let kinds = LawKind::ALL.iter().map(|it| Choice::new(it.as_str(), it.word()));
    let kinds = std::iter::once(Choice::new("", td_string!(l, shell.choose))).chain(kinds).collect();
    let drafts = (states.len() == 1).then(|| td_string!(l, laws.draft_hint).to_owned());
    let state_hint = drafts.map(|hint| view! { <p class="support">{hint}</p> });
    let states = states.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let word = |field: Field, code: &str| event::held(field, code);
    view! {
        <TextField verb=verb field=Field::LawName typed=back.clone() value=held.name.clone() required=true/>
        {present(back, Field::LawName, &held.name, &held.name)}
        <div class="field-grid">
            <div>
                <SelectField verb=verb field=Field::LawKind typed=back.clone() choices=kinds value=held.kind.clone() required=true/>
                {present(back, Field::LawKind, &held.kind, &word(Field::LawKind, &held.kind))}
            </div>
            <div>
                <SelectField verb=verb field=Field::LawState typed=back.clone() choices=states value=held.state.clone() required=true/>
                {state_hint}
                {present(back, Field::LawState, &held.state, &word(Field::LawState, &held.state))}
            </div>
            <div>
                <TextField verb=verb field=Field::LawNumber typed=back.clone() value=held.number.clone()/>
                {present(back, Field::LawNumber, &held.number, &held.number)}
            </div>
            <div>
                <TextField verb=verb field=Field::Ministry typed=back.clone() value=held.ministry.clone()/>
                {present(back, Field::Ministry, &held.ministry, &held.ministry)}
            </div>
        </div>
        <div class="field-grid">
            {date(verb, back, Field::PromulgatedOn, &held.promulgated_on)}
            {date(verb, back, Field::InForceOn, &held.in_force_on)}
            {date(verb, back, Field::AppliesFrom, &held.applies_from)}
        </div>
        {retroactive(verb, back, &held.retroactive)}
        <TextArea verb=verb field=Field::Source typed=back.clone() value=held.source.clone() rows=2/>
        {present(back, Field::Source, &held.source, &held.source)}
        <TextArea verb=verb field=Field::Summary typed=back.clone() value=held.summary.clone() rows=5/>
        {present(back, Field::Summary, &held.summary, &held.summary)}
    }
    .into_any()
}

fn date(verb: &'static str, back: &Typed, field: Field, held: &str) -> AnyView {
    view! {
        <div>
            <DateField verb=verb field=field typed=back.clone() value=held.to_owned()/>
            {present(back, field, held, held)}
        </div>
    }
    .into_any()
}

fn retroactive(verb: &'static str, back: &Typed, held: &str) -> AnyView {
    let field = Field::Retroactive;
    let hints = Hints::new(verb, field, back);
    let id = hints.id();
    let checked = !back.or(field, held).is_empty();
    let colon = if locale() == Locale::ja { "：" } else { ": " };
    view! {
        <div class="field field-check">
            <label for=id.clone()>
                <input type="checkbox" id=id.clone() name=field.as_str() value="true" checked=checked
                    aria-invalid=hints.invalid() aria-describedby=hints.described_by(false)/>
                {field.word()}{colon}{td_string!(locale(), laws.retroactive_label)}
            </label>
            {hints.error()}
            {present(back, field, held, &event::held(field, held))}
        </div>
    }
    .into_any()
}
