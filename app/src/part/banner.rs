//! What happened to the last form, in words at the top of the page.

use crate::{
    error::AppError,
    form::came_back,
    texts::Locale,
    viewer::locale,
    words::{Word, admin, problem},
};
use domain::{
    issue::Move,
    refusal::{FieldProblem, Refusal},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

/// A notice of a kind: `success`, `error`, `warning` or `info`.
#[component]
pub fn Notice(
    /// The kind decides shape, word and colour.
    kind: NoticeKind,
    children: Children,
) -> impl IntoView {
    let role = if kind == NoticeKind::Error { "alert" } else { "status" };
    view! { <div class=format!("notice notice-{}", kind.as_str()) role=role>{children()}</div> }
}

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// It was done.
    Success,
    /// It was refused or failed.
    Error,
    /// It was done, but look.
    Warning,
}

impl NoticeKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The outcome of the last form: `?done=…`, or the refused form that came back with its problems,
/// each a link to its field.
#[component]
pub fn FormOutcome() -> impl IntoView {
    let l = locale();
    let refused = came_back().map(|returned| {
        let sentence = match (returned.verb.as_str(), &returned.error) {
            // A failed sign-in has one sentence, whatever the cause.
            ("sign_in", _) => td_string!(l, problems.sign_in).to_owned(),
            (verb, AppError::Stale) if admin::is_verb(verb) => td_string!(l, problems.stale_admin).to_owned(),
            (_, AppError::SignedOut) => td_string!(l, problems.kept).to_owned(),
            (_, error) => problem::error(error),
        };
        let problems = match &returned.error {
            AppError::Refused(Refusal::Invalid(problems)) if returned.verb != "sign_in" => problems.clone(),
            _ => Vec::new(),
        };
        let links = problems.into_iter().map(|FieldProblem { field, problem: p }| {
            let target = format!("#{}-{}", returned.verb, field);
            view! { <li><a href=target rel="external">{field.word()}{if l == Locale::ja { "：" } else { ": " }}{problem::problem(field, &p)}</a></li> }
        });
        let links = links.collect_view();
        view! { <Notice kind=NoticeKind::Error><p>{sentence}</p><ul>{links}</ul></Notice> }
    });
    let done = use_query_map();
    let done = move || {
        if refused_now() {
            return None;
        }
        done.read().get("done").and_then(|code| done_sentence(&code))
    };
    view! {
        {refused}
        {move || done().map(|sentence| view! { <Notice kind=NoticeKind::Success><p>{sentence}</p></Notice> })}
    }
}

fn refused_now() -> bool {
    came_back().is_some()
}

/// The sentence of a code; `None` for a code that is none of ours (anybody can write an address).
fn done_sentence(code: &str) -> Option<String> {
    let l = locale();
    Some(match code {
        "raise" => td_string!(l, shell.done.raise).to_owned(),
        "edit" => td_string!(l, shell.done.edit).to_owned(),
        "move_deadline" => td_string!(l, shell.done.move_deadline).to_owned(),
        "assign" => td_string!(l, shell.done.assign).to_owned(),
        "comment" => td_string!(l, shell.done.comment).to_owned(),
        "add_line" => td_string!(l, shell.done.add_line).to_owned(),
        "tick" => td_string!(l, shell.done.tick).to_owned(),
        "untick" => td_string!(l, shell.done.untick).to_owned(),
        "relate" => td_string!(l, shell.done.relate).to_owned(),
        "account" => td_string!(l, shell.done.account).to_owned(),
        code if admin::done(code).is_some() => admin::done(code)?.to_owned(),
        code => td_string!(l, shell.done.moved, what = Move::parse(code)?.word()).to_string(),
    })
}
