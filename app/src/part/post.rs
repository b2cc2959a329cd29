//! A form that is posted: it names its verb, its writer, and the version that the person has before them.

use crate::{form::beginning, words};
use domain::refusal::Field;
use leptos::prelude::*;

/// A form. A record that has versions gives the one it shows. The alert above a page leads to the form by its id.
pub fn post(
    action: String,
    class: &'static str,
    verb: &'static str,
    version: Option<i32>,
    inputs: impl IntoView,
) -> AnyView {
    let inputs = inputs.into_any();
    let version = version.map(|shown| {
        view! { <input type="hidden" name=Field::Version.as_str() value=shown.to_string()/> }
    });
    view! {
        <form method="post" action=action class=class id=words::form::id(verb) tabindex="-1">
            {beginning(verb)} {version} {inputs}
        </form>
    }
    .into_any()
}
