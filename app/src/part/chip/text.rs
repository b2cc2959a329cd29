//! The same marks as text, for tables of which the rows are a template (docs/decisions/0015).

use crate::{
    texts::Locale,
    viewer::Reader,
    words::{Word, signal_sense_in},
};
use chrono::NaiveDate;
use domain::{issue::DueMark, signal::Signal};
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// 信号: ● ▲ ■ with its word.
pub fn signal(signal: Signal, l: Locale) -> Markup {
    html! {
        span class={ "signal signal-" (signal.as_str()) } title=(signal_sense_in(signal, l)) {
            span class="shape" aria-hidden="true" { (shape(signal)) } (signal.word_in(l))
        }
    }
}

/// The shape of a 信号; its word is always near.
pub const fn shape(signal: Signal) -> &'static str {
    match signal {
        Signal::Blue => "●",
        Signal::Yellow => "▲",
        Signal::Red => "■",
    }
}

/// A day, with the other notation as tooltip.
pub fn date(date: NaiveDate, r: Reader) -> Markup {
    html! { time datetime=(display(date)) title=(r.day_other(date)) { (r.day(date)) } }
}

/// A day that may be missing.
pub fn date_or_dash(date_or_none: Option<NaiveDate>, r: Reader) -> Markup {
    date_or_none.map_or_else(dash, |it| date(it, r))
}

/// Nothing to say.
pub fn dash() -> Markup {
    html! { span class="dash" { "—" } }
}

/// How near a 期限 is, in words and shape; nothing while it is far.
pub fn due_mark(mark: DueMark, l: Locale) -> Option<Markup> {
    let (class, shape, text) = match mark {
        DueMark::Overdue(days) => ("due due-overdue", "■", td_string!(l, shell.overdue_by, n = days).to_string()),
        DueMark::Soon(0) => ("due due-soon", "▲", td_string!(l, shell.due_today).to_owned()),
        DueMark::Soon(days) => ("due due-soon", "▲", td_string!(l, shell.due_in, n = days).to_string()),
        DueMark::Later | DueMark::None => return None,
    };
    Some(html! { span class=(class) { span class="shape" aria-hidden="true" { (shape) } (text) } })
}
