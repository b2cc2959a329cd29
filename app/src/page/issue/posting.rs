//! What all forms of the page share.

use crate::part::{self, will_read};
use domain::view::IssuePage;
use leptos::prelude::*;

/// A form of the page: it names its verb and the version that the person has before them.
pub(super) fn post(page: &IssuePage, verb: &'static str, inputs: impl IntoView) -> AnyView {
    part::post::post(format!("/issues/{}", page.row.key), "issue-form", verb, Some(page.version), inputs)
}

/// Above the button of a form in which something is typed: who will read it.
pub(super) fn will_read(page: &IssuePage) -> AnyView {
    will_read::will_read(page.row.scope, page.system.as_ref().map(|it| it.name.as_str()))
}
