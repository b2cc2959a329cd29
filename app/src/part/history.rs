//! The history of a record: comments as boxes, everything else as sentences, the oldest first.

use crate::{
    part::{byline::org_beside, chip, empty::Empty},
    viewer::{locale, moment, typed_lang},
    words::{Word, event},
};
use chrono::{DateTime, Utc};
use domain::{
    event::{Edit, Event},
    ids::CommentId,
    view::{CommentView, Entry, EventView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The part of an address that asks for the whole history of a 課題.
pub const HISTORY_ALL: &str = "history=all";

/// What leads from the address of a 課題 to one of its comments, however old it is.
pub fn to_comment(id: CommentId) -> String {
    format!("?{HISTORY_ALL}#comment-{id}")
}

/// Comments and events in their order. That somebody commented is told by the comment itself.
pub fn history(entries: &[Entry]) -> AnyView {
    history_with(entries, &|_| None)
}

/// The same, with something beside each comment.
pub fn history_with(entries: &[Entry], beside: &dyn Fn(&CommentView) -> Option<AnyView>) -> AnyView {
    let told = entries.iter().filter(|entry| match entry {
        Entry::Comment(_) => true,
        Entry::Event(it) => !matches!(it.event, Event::Commented { .. }),
    });
    let rows = told.map(|entry| match entry {
        Entry::Comment(it) => comment(it, beside(it)),
        Entry::Event(it) => happening(it),
    });
    let rows = rows.collect::<Vec<_>>();
    if rows.is_empty() {
        return view! { <Empty why=td_string!(locale(), issue.history_empty)/> }.into_any();
    }
    view! { <ol class="history">{rows}</ol> }.into_any()
}

fn comment(comment: &CommentView, beside: Option<AnyView>) -> AnyView {
    view! {
        <li class="history-comment" id=format!("comment-{}", comment.id)>
            <p class="history-by">
                <strong>{comment.author.clone()}</strong>
                <span class="history-org">{org_beside(&comment.author, &comment.org)}</span>
                {time(comment.at)}
                {chip::scope(comment.scope)}
            </p>
            <div class="prose" lang=typed_lang() inner_html=comment.html.clone()></div>
            {beside}
        </li>
    }
    .into_any()
}

fn happening(happened: &EventView) -> AnyView {
    let texts = match &happened.event {
        Event::IssueEdited { fields } => {
            fields.iter().filter(|edit| event::is_long(edit.field)).map(before_and_after).collect()
        }
        _ => Vec::new(),
    };
    view! {
        <li class="history-event">
            <p>
                {time(happened.at)}
                <span class="history-by">{by(&happened.actor)}" "<span class="history-org">{org_beside(&happened.actor, &happened.org)}</span></span>
                <span class="history-what">{event::sentence(&happened.event)}</span>
            </p>
            {texts}
        </li>
    }
    .into_any()
}

/// Who it was; what came by the command line or by itself has no person behind it.
fn by(actor: &str) -> String {
    if actor.is_empty() { td_string!(locale(), shell.name).to_owned() } else { actor.to_owned() }
}

/// A long text that was rewritten, folded away.
fn before_and_after(edit: &Edit) -> AnyView {
    let l = locale();
    let summary = td_string!(l, issue.edit_texts, field = edit.field.word()).to_string();
    view! {
        <details class="history-texts">
            <summary>{summary}</summary>
            <dl>
                <dt>{td_string!(l, issue.before)}</dt>
                <dd class="as-typed">{event::held(edit.field, &edit.before)}</dd>
                <dt>{td_string!(l, issue.after)}</dt>
                <dd class="as-typed">{event::held(edit.field, &edit.after)}</dd>
            </dl>
        </details>
    }
    .into_any()
}

fn time(at: DateTime<Utc>) -> impl IntoView + use<> {
    view! { <time datetime=at.to_rfc3339()>{moment(at)}</time> }
}
