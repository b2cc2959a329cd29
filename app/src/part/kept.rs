//! What was typed into a form that the page does not offer any more: nothing typed is lost.

use crate::{
    form::{Returned, Typed, came_back},
    part::text_area::TextArea,
    viewer::locale,
    words::{self, Word},
};
use domain::refusal::Field;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The fields that people write rather than choose.
const WRITTEN: [Field; 13] = [
    Field::Title,
    Field::Body,
    Field::Impact,
    Field::Policy,
    Field::Text,
    Field::Reason,
    Field::Due,
    Field::Until,
    Field::Line,
    Field::Related,
    Field::Condition,
    Field::ConditionDue,
    Field::Evidence,
];

/// Nothing unless a refused form has no place on the page: `offers` says whether a verb has one.
pub fn kept(offers: impl Fn(&str) -> bool) -> Option<AnyView> {
    let l = locale();
    let returned = came_back().filter(|returned| !offers(&returned.verb))?;
    let id = words::form::id(&returned.verb);
    let texts = WRITTEN.iter().filter_map(|field| text(&returned, *field)).collect::<Vec<_>>();
    if texts.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="panel kept" aria-labelledby="kept-heading" id=id tabindex="-1">
                <h2 id="kept-heading">{td_string!(l, shell.kept)}</h2>
                <p class="support">{td_string!(l, shell.kept_lead)}</p>
                {texts}
            </section>
        }
        .into_any(),
    )
}

/// A field that was sent more than once has a line each.
fn text(returned: &Returned, field: Field) -> Option<AnyView> {
    let typed = returned.fields.iter().filter(|(name, value)| name == field.as_str() && !value.is_empty());
    let text = typed.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return None;
    }
    let label = td_string!(locale(), shell.kept_of, field = field.word()).to_string();
    let rows = if text.contains('\n') || text.chars().count() > 80 { 6 } else { 1 };
    Some(
        view! { <TextArea verb="kept" field=field typed=Typed::default() value=text label=label readonly=true rows=rows/> }
            .into_any(),
    )
}
