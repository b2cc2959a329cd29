//! What was typed into a form that the page does not offer any more: nothing typed is lost.

use super::edits;
use crate::{
    form::{Returned, Typed, came_back},
    part::text_area::TextArea,
    viewer::locale,
    words::Word,
};
use domain::{issue::Move, refusal::Field, view::IssuePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The fields that people write rather than choose.
const WRITTEN: [Field; 10] = [
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
];

/// Nothing unless a refused form has no place on the page.
pub(super) fn kept(page: &IssuePage) -> Option<AnyView> {
    let l = locale();
    let returned = came_back().filter(|returned| !offers(page, &returned.verb))?;
    let texts = WRITTEN.iter().filter_map(|field| text(&returned, *field)).collect::<Vec<_>>();
    if texts.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="panel issue-kept" aria-labelledby="kept-heading">
                <h2 id="kept-heading">{td_string!(l, issue.kept)}</h2>
                <p class="support">{td_string!(l, issue.kept_lead)}</p>
                {texts}
            </section>
        }
        .into_any(),
    )
}

fn text(returned: &Returned, field: Field) -> Option<AnyView> {
    let typed = returned.fields.iter().find(|(name, value)| name == field.as_str() && !value.is_empty())?;
    let label = td_string!(locale(), issue.kept_of, field = field.word()).to_string();
    let text = typed.1.clone();
    let rows = if text.contains('\n') || text.chars().count() > 80 { 6 } else { 1 };
    Some(
        view! { <TextArea verb="kept" field=field typed=Typed::default() value=text label=label readonly=true rows=rows/> }
            .into_any(),
    )
}

/// Whether the page has a form for that verb. A tick has nothing typed.
fn offers(page: &IssuePage, verb: &str) -> bool {
    match verb {
        "edit" | "assign" | "move_deadline" | "add_line" => edits(page),
        "relate" => page.may_edit,
        "comment" => !page.comment_scopes.is_empty(),
        "tick" | "untick" => true,
        code => Move::parse(code).is_some_and(|mv| page.moves.contains(&mv)),
    }
}
