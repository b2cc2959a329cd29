//! What was typed into a form that the page does not offer any more: nothing typed is lost.

#[cfg(feature = "ssr")]
use crate::words::Word;
use crate::{
    error::AppError,
    form::{Returned, Typed, came_back},
    part::{
        overtaken::overtaken,
        standing::{self, Place},
        text_area::TextArea,
    },
    viewer::locale,
    words::form,
};
use domain::{ids::StageLineId, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The id of what was typed, to which the alert leads.
pub const ID: &str = "kept";

/// The page; above it, where a refused form came back and has no place on it, what was typed, and where somebody else was
/// faster, that they were.
pub fn with_kept<V: IntoView + 'static>(build: impl FnOnce() -> V) -> AnyView {
    let (page, place) = standing::look(build);
    let Some(returned) = came_back() else { return page };
    let kept = if place.has_form { None } else { kept(&returned, place) };
    view! { {overtaken(&returned, place, kept.is_some())}{kept}{page} }.into_any()
}

/// Nothing where nothing was typed.
fn kept(returned: &Returned, place: Place) -> Option<AnyView> {
    let l = locale();
    let mut fields: Vec<Field> = Vec::new();
    for field in returned.fields.iter().filter_map(|(name, _)| Field::parse(name)) {
        if is_written(returned, field) && !fields.contains(&field) {
            fields.push(field);
        }
    }
    let texts = fields.iter().filter_map(|field| text(returned, *field)).chain(plan(returned)).collect::<Vec<_>>();
    if texts.is_empty() {
        return None;
    }
    // Where somebody else was faster the alert says it.
    let now = place.state.filter(|_| returned.error != AppError::Stale);
    let now = now.map(|state| view! { <p>{td_string!(l, problems.now, state = state).to_string()}</p> });
    Some(
        view! {
            <section class="panel kept" aria-labelledby="kept-heading" id=ID tabindex="-1">
                <h2 id="kept-heading">{td_string!(l, shell.kept)}</h2>
                {now}
                <p class="support">{td_string!(l, shell.kept_lead)}</p>
                {texts}
            </section>
        }
        .into_any(),
    )
}

/// People write it rather than choose it. A button names the account that it stands beside.
fn is_written(returned: &Returned, field: Field) -> bool {
    field.is_typed() && (field != Field::LoginId || returned.verb == "add_account")
}

/// A field that was sent more than once has a line each. An id is no text: a line is named by it where it is ticked.
fn text(returned: &Returned, field: Field) -> Option<AnyView> {
    let typed = returned.fields.iter().filter(|(name, value)| name == field.as_str() && !value.is_empty());
    let typed = typed.map(|(_, value)| value.as_str()).filter(|value| StageLineId::parse(value).is_none());
    let text = typed.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| shown(field, form::label(&returned.verb, field), text))
}

fn shown(field: Field, name: &'static str, text: String) -> AnyView {
    let label = td_string!(locale(), shell.kept_of, field = name).to_string();
    let rows = if text.contains('\n') || text.chars().count() > 80 { 6 } else { 1 };
    view! { <TextArea verb="kept" field=field typed=Typed::default() value=text label=label readonly=true rows=rows/> }
        .into_any()
}

/// The days of a plan, a line each.
#[cfg(feature = "ssr")]
fn plan(returned: &Returned) -> Option<AnyView> {
    let rows = super::plan_table::rows_of(&Typed::of(returned.clone()));
    let lines = rows.iter().map(|row| format!("{} {} {}", row.name(), row.start, row.end)).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| shown(Field::Plan, Field::Plan.word(), lines.join("\n")))
}

/// No page that comes alive has a plan.
#[cfg(not(feature = "ssr"))]
fn plan(_: &Returned) -> Option<AnyView> {
    None
}
