//! What all forms of the page share.

use super::edits;
use crate::part::{self, will_read};
use domain::{issue::Move, view::IssuePage};
use leptos::prelude::*;

/// A form of the page: it names its verb and the version that the person has before them.
pub(super) fn post(page: &IssuePage, verb: &'static str, inputs: impl IntoView) -> AnyView {
    part::post::post(format!("/issues/{}", page.row.key), "issue-form", verb, Some(page.version), inputs)
}

/// Above the button of a form in which something is typed: who will read it.
pub(super) fn will_read(page: &IssuePage) -> AnyView {
    will_read::will_read(page.row.scope, page.system.as_ref().map(|it| it.name.as_str()))
}

/// Whether the page has a form for that verb. A tick has nothing typed.
pub(super) fn offers(page: &IssuePage, verb: &str) -> bool {
    match verb {
        "edit" | "assign" | "move_deadline" | "add_line" => edits(page),
        "relate" => page.may_edit,
        "disclose" => page.may_disclose,
        "comment" => !page.comment_scopes.is_empty(),
        "tick" | "untick" => true,
        code => Move::parse(code).is_some_and(|mv| page.moves.contains(&mv)),
    }
}
