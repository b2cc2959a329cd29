//! What happened to the last form, in words at the top of the page.

use crate::{
    error::AppError,
    form::{FOLLOW, REDRAW, came_back},
    part::unmet::unmet_item,
    texts::Locale,
    viewer::locale,
    words::{self, Word, admin, form, problem, stages},
};
use domain::{
    case::CaseMove,
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
    /// It was done, but look; or look first.
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
    // Whether there is a form still to which it was too late, the page knows ([`super::overtaken`]).
    let refused = came_back().filter(|it| it.error != AppError::Stale).map(|returned| {
        let sentence = match (returned.verb.as_str(), &returned.error) {
            // A failed sign-in has one sentence, whatever the cause.
            ("sign_in" | "sign_in_code" | "sign_in_openid", error) => problem::not_let_in(error),
            (_, AppError::SignedOut) => td_string!(l, problems.kept).to_owned(),
            ("edit_org" | "edit_system", AppError::Proposed) => td_string!(l, admin.org.unseen).to_owned(),
            ("gate_conditional", AppError::Proposed) => td_string!(l, stages.verb.rows_added).to_owned(),
            ("replan", AppError::Proposed) if returned.sent(FOLLOW).is_some() => td_string!(l, planning.followed).to_owned(),
            ("open" | "replan" | "add_lane", AppError::Proposed) if returned.sent(REDRAW).is_some() => {
                td_string!(l, planning.redrawn).to_owned()
            }
            ("replan", AppError::Proposed) => td_string!(l, planning.reproposed).to_owned(),
            ("add_lane", AppError::Proposed) => td_string!(l, planning.lane_proposed).to_owned(),
            (_, error) => problem::error(error),
        };
        let problems = match &returned.error {
            AppError::Refused(Refusal::Invalid(problems)) if !returned.verb.starts_with("sign_in") => problems.clone(),
            _ => Vec::new(),
        };
        let links = problems.into_iter().map(|FieldProblem { field, problem: p }| {
            let target = format!("#{}-{}", returned.verb, field);
            let (name, colon) = (form::label(&returned.verb, field), if l == Locale::ja { "：" } else { ": " });
            view! { <li><a href=target rel="external">{name}{colon}{problem::in_form(&returned.verb, field, &p)}</a></li> }
        });
        let links = links.collect_view();
        let unmet = match &returned.error {
            AppError::Refused(Refusal::GateShut(unmet)) => unmet.iter().map(unmet_item).collect_view(),
            _ => Vec::new(),
        };
        let kind = match (returned.verb.as_str(), &returned.error) {
            // What it affects is to be looked at before it is saved.
            ("edit_org", AppError::Proposed) => NoticeKind::Warning,
            (_, AppError::Proposed) => NoticeKind::Success,
            _ => NoticeKind::Error,
        };
        view! { <Notice kind=kind><p>{sentence}</p><ul>{links}{unmet}</ul></Notice> }
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
        "override_signal" => td_string!(l, shell.done.override_signal).to_owned(),
        "release_signal" => td_string!(l, shell.done.release_signal).to_owned(),
        "account" => td_string!(l, shell.done.account).to_owned(),
        "begin_factor" => td_string!(l, shell.done.begin_factor).to_owned(),
        "confirm_factor" => td_string!(l, shell.done.confirm_factor).to_owned(),
        "remove_factor" => td_string!(l, shell.done.remove_factor).to_owned(),
        "end_session" => td_string!(l, shell.done.end_session).to_owned(),
        "end_all_sessions" => td_string!(l, shell.done.end_all_sessions).to_owned(),
        "change_password" => td_string!(l, shell.done.change_password).to_owned(),
        "add_law" => td_string!(l, shell.done.add_law).to_owned(),
        "open" => td_string!(l, shell.done.open).to_owned(),
        "replan" => td_string!(l, shell.done.replan).to_owned(),
        "settle_law_move" => td_string!(l, planning.law_move.settled).to_owned(),
        "comment_plan" => td_string!(l, planning.commented).to_owned(),
        "add_lane" => td_string!(l, shell.done.add_lane).to_owned(),
        "remove_lane" => td_string!(l, shell.done.remove_lane).to_owned(),
        code if code.starts_with("case_") => {
            let mv = CaseMove::parse(code.trim_start_matches("case_"))?;
            td_string!(l, shell.done.moved, what = mv.word()).to_string()
        }
        code if admin::done(code).is_some() => admin::done(code)?.to_owned(),
        code if words::relay::done(code).is_some() => words::relay::done(code)?.to_owned(),
        code => match stages::done(code) {
            Some(sentence) => sentence.to_owned(),
            None => td_string!(l, shell.done.moved, what = Move::parse(code)?.word()).to_string(),
        },
    })
}
