//! States, marks and signals: always a shape, a word and a colour, never colour alone.

pub mod text;

use crate::{
    viewer::{locale, reader},
    words::Word,
};
use chrono::NaiveDate;
use domain::{
    case::CaseState,
    issue::{DueMark, IssueState, Severity},
    signal::Signal,
    stage::StageState,
    visibility::Scope,
};
use leptos::{prelude::*, tachys::html::InertElement};
use maud::Markup;

/// 状態 of a 課題.
pub fn issue_state(state: IssueState) -> impl IntoView {
    view! { <span class=format!("chip state-{state}")>{state.word()}</span> }
}

/// 状態 of a 案件.
pub fn case_state(state: CaseState) -> impl IntoView {
    view! { <span class=format!("chip case-{state}")>{state.word()}</span> }
}

/// 状態 of a 工程.
pub fn stage_state(state: StageState) -> impl IntoView {
    view! { <span class=format!("chip stage-{state}")>{state.word()}</span> }
}

/// 重要度.
pub fn severity(severity: Severity) -> impl IntoView {
    view! { <span class=format!("severity severity-{severity}")>{severity.word()}</span> }
}

/// 公開範囲.
pub fn scope(scope: Scope) -> impl IntoView {
    view! { <span class=format!("chip scope-{scope}")>{scope.word()}</span> }
}

/// 信号: ● ▲ ■ with its word.
pub fn signal(signal: Option<Signal>) -> impl IntoView {
    signal.map(|it| inert(text::signal(it, locale())))
}

/// A day, with the other notation as tooltip.
pub fn date(date: NaiveDate) -> impl IntoView {
    inert(text::date(date, reader()))
}

/// A day that may be missing.
pub fn date_or_dash(date: Option<NaiveDate>) -> impl IntoView {
    inert(text::date_or_dash(date, reader()))
}

/// How near a 期限 is, in words and shape; nothing while it is far.
pub fn due_mark(mark: DueMark) -> Option<impl IntoView> {
    text::due_mark(mark, locale()).map(inert)
}

/// One element that was made as text.
pub fn inert(element: Markup) -> InertElement {
    InertElement::new(element.into_string())
}
