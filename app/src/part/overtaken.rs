//! What is said where somebody else was faster, and the way to what was typed.

use super::standing::Place;
use crate::{
    error::AppError,
    form::Returned,
    part::{
        banner::{Notice, NoticeKind},
        kept,
    },
    texts::Locale,
    viewer::locale,
    words::{admin, form, stages},
};
use domain::case::CaseMove;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing unless the form was made from a page that is not true any more. `keeps`: what was typed stands by itself.
pub fn overtaken(returned: &Returned, place: Place, keeps: bool) -> Option<AnyView> {
    if returned.error != AppError::Stale {
        return None;
    }
    let l = locale();
    let verb = returned.verb.as_str();
    let (sentence, way) = if place.has_form {
        let name = form::name(verb).zip(form::id(verb));
        let way = name.map(|(name, id)| (td_string!(l, problems.to_form, form = name).to_string(), format!("#{id}")));
        (place.stale.unwrap_or_else(|| still_there(verb)).to_owned(), way)
    } else {
        let way = keeps.then(|| (td_string!(l, problems.to_kept).to_owned(), format!("#{}", kept::ID)));
        (gone(verb, place, keeps), way)
    };
    let way = way.map(|(text, href)| view! { <p><a href=href rel="external">{text}</a></p> });
    Some(view! { <Notice kind=NoticeKind::Error><p>{sentence}</p>{way}</Notice> }.into_any())
}

/// The form can be sent again as it stands.
fn still_there(verb: &str) -> &'static str {
    let l = locale();
    match stages::stale(verb) {
        Some(sentence) => sentence,
        // What the record holds stands beside no field of theirs.
        None if admin::is_verb(verb) || CaseMove::parse(verb).is_some() => td_string!(l, problems.stale_admin),
        None => td_string!(l, problems.stale_other),
    }
}

/// There is no form any more: what the record is now, and where that is which was typed.
fn gone(verb: &str, place: Place, keeps: bool) -> String {
    let l = locale();
    let what = form::name(verb).map_or_else(
        || td_string!(l, problems.gone_unnamed).to_owned(),
        |name| td_string!(l, problems.gone, form = name).to_string(),
    );
    let now = place.state.map(|state| td_string!(l, problems.now, state = state).to_string());
    let typed = keeps.then(|| td_string!(l, problems.gone_kept).to_owned());
    let sentences: Vec<_> = [Some(what), now, typed].into_iter().flatten().collect();
    sentences.join(if l == Locale::ja { "" } else { " " })
}
