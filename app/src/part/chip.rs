//! States, marks and signals: always a shape, a word and a colour, never colour alone.

use crate::{
    texts::Locale,
    viewer::{day, day_other, locale},
    words::{Word, signal_sense},
};
use chrono::NaiveDate;
use domain::{
    issue::{DueMark, IssueState, Severity},
    signal::Signal,
    stage::StageState,
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 状態 of a 課題.
pub fn issue_state(state: IssueState) -> impl IntoView {
    view! { <span class=format!("chip state-{state}")>{state.word()}</span> }
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
    signal.map(|signal| {
        let shape = match signal {
            Signal::Blue => "●",
            Signal::Yellow => "▲",
            Signal::Red => "■",
        };
        view! {
            <span class=format!("signal signal-{}", signal.as_str()) title=signal_sense(signal)>
                <span class="shape" aria-hidden="true">{shape}</span>
                {signal.word()}
            </span>
        }
    })
}

/// A day, with the other notation as tooltip.
pub fn date(date: NaiveDate) -> impl IntoView {
    view! { <time datetime=date.to_string() title=day_other(date)>{day(date)}</time> }
}

/// A day that may be missing.
pub fn date_or_dash(date_or_none: Option<NaiveDate>) -> impl IntoView {
    match date_or_none {
        Some(day) => date(day).into_any(),
        None => view! { <span class="dash">"—"</span> }.into_any(),
    }
}

/// How near a 期限 is, in words and shape; nothing while it is far.
pub fn due_mark(mark: DueMark) -> Option<impl IntoView> {
    let (class, shape, text) = due_parts(mark, locale())?;
    Some(view! { <span class=class><span class="shape" aria-hidden="true">{shape}</span>{text}</span> })
}

/// Class, shape and words of that mark.
pub fn due_parts(mark: DueMark, l: Locale) -> Option<(&'static str, &'static str, String)> {
    match mark {
        DueMark::Overdue(days) => Some(("due due-overdue", "■", td_string!(l, shell.overdue_by, n = days).to_string())),
        DueMark::Soon(0) => Some(("due due-soon", "▲", td_string!(l, shell.due_today).to_owned())),
        DueMark::Soon(days) => Some(("due due-soon", "▲", td_string!(l, shell.due_in, n = days).to_string())),
        DueMark::Later | DueMark::None => None,
    }
}
