//! What all forms of the page share.

use crate::form::beginning;
use domain::{refusal::Field, view::IssuePage};
use leptos::prelude::*;

/// A form of the page: it names its verb and the version that the person has before them.
pub(super) fn post(page: &IssuePage, verb: &'static str, inputs: impl IntoView) -> AnyView {
    let inputs = inputs.into_any();
    view! {
        <form method="post" action=format!("/issues/{}", page.row.key) class="issue-form">
            {beginning(verb)}
            <input type="hidden" name=Field::Version.as_str() value=page.version.to_string()/>
            {inputs}
        </form>
    }
    .into_any()
}

/// A form that opens on demand, and by itself when it came back.
pub(super) fn folded(summary: &'static str, open: bool, form: AnyView) -> AnyView {
    view! { <details class="folded" open=open><summary>{summary}</summary>{form}</details> }.into_any()
}
