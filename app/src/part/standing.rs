//! Whether a refused form has a place on the page that it came back to. Every form says so where it is put on the page, so
//! no page keeps a list of the forms it offers; and the page says which state its record is in.

use crate::form::came_back;
use leptos::prelude::*;

/// What the page has of the refused form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The form stands there, with what was typed.
    pub has_form: bool,
    /// The state of the record, in the word of the screens.
    pub state: Option<&'static str>,
    /// What is said of a form that somebody else was faster than and that can be sent again; else what suits its verb.
    pub stale: Option<&'static str>,
}

/// Builds the page and sees what it has.
pub fn look<V: IntoView + 'static>(build: impl FnOnce() -> V) -> (AnyView, Place) {
    let place = StoredValue::new(Place::default());
    provide_context(place);
    let page = build().into_any();
    (page, place.get_value())
}

/// A form of one of these verbs stands on the page.
pub fn stands(verbs: &[&str]) {
    if came_back().is_some_and(|it| verbs.contains(&it.verb.as_str())) {
        note(|place| place.has_form = true);
    }
}

/// The state that the record of the page is in.
pub fn now(state: &'static str) {
    note(|place| place.state = Some(state));
}

/// What the page says of a form that somebody else was faster than and that can be sent again.
pub fn stale(sentence: &'static str) {
    note(|place| place.stale = Some(sentence));
}

fn note(what: impl FnOnce(&mut Place)) {
    if let Some(place) = use_context::<StoredValue<Place>>() {
        place.update_value(what);
    }
}
