//! One 工程 in little room: where it stands, when it ends, how late it is, and plan against
//! actual as two bars. The whole of it in words is the tooltip and what a screen reader hears.

use crate::{
    part::{chip::text::dash, stage_link::stage_href},
    viewer::Reader,
    words::Word,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    date::DateStyle,
    key::CaseNo,
    signal::{Signal, SignalReason},
    stage::{Stage, StageState},
    view::{CaseRow, StageCell},
};
use leptos_i18n::td_string;
use maud::{Markup, html};

/// The shape of a state; its word is always near.
pub const fn shape(state: StageState) -> &'static str {
    match state {
        StageState::NotStarted => "○",
        StageState::InProgress => "◐",
        StageState::AwaitingGate => "◇",
        StageState::Done => "✓",
        StageState::NotApplicable => "–",
    }
}

/// The shape of a cell: one that its case's 中止 ended is nothing that is under way or to come.
const fn sign(cell: &StageCell) -> &'static str {
    if cell.stopped_on.is_some() { STOPPED } else { shape(cell.state) }
}

/// The sign of a 工程 that the 中止 of its case ended.
pub const STOPPED: &str = "×";

/// The lines of one 工程 of a case: one, or one per lane in the order of `row.systems`, so that
/// the lanes of all 工程 stand on the same height.
pub fn stage_lines(row: &CaseRow, stage: Stage, today: NaiveDate, r: Reader) -> Markup {
    let bars = !row.state.is_over();
    let find =
        |system: Option<&str>| row.stages.iter().find(|cell| cell.stage == stage && cell.system.as_deref() == system);
    html! {
        @if stage.is_per_lane() {
            @for system in &row.systems { (line(row, find(Some(&system.code)), today, bars, r)) }
        } @else { (line(row, find(None), today, bars, r)) }
    }
}

fn line(row: &CaseRow, cell: Option<&StageCell>, today: NaiveDate, bars: bool, r: Reader) -> Markup {
    html! {
        @match cell {
            Some(cell) => { (stage_line(row.no, cell, today, bars, r)) }
            None => { div class="stage-line" { (dash()) } }
        }
    }
}

/// One line: `◐ 〜12.1 ▲+3`, as a link to the page of the 工程.
pub fn stage_line(no: CaseNo, cell: &StageCell, today: NaiveDate, bars: bool, r: Reader) -> Markup {
    let l = r.locale;
    let words = in_words(cell, r);
    let class = if cell.stopped_on.is_some() { "stopped" } else { cell.state.as_str() };
    html! {
        a class={ "stage-line is-" (class) } href=(stage_href(no, cell.stage, cell.system.as_deref()))
            title=(words)
        {
            span class="visually-hidden" { (words) }
            span class="stage-shape" aria-hidden="true" { (sign(cell)) }
            span class="stage-when" aria-hidden="true" { (when(cell, today, r)) }
            @if cell.early && !cell.state.is_over() {
                span class="stage-early" aria-hidden="true" { (td_string!(l, stages.early_mark)) }
            }
            @if cell.leave_out_proposed {
                span class="stage-early" aria-hidden="true" { (td_string!(l, stages.leave_out.mark)) }
            }
            (late(cell))
            @if bars { (bar(cell, today)) }
        }
    }
}

/// The end that matters: 実績 once it is over, 現行予定 before.
fn when(cell: &StageCell, today: NaiveDate, r: Reader) -> String {
    match cell.state {
        StageState::NotApplicable => cell.state.word_in(r.locale).to_owned(),
        // What had begun ended on that day; what had not has no day at all.
        _ if cell.stopped_on.is_some() => {
            let ended = cell.actual_start.and(cell.stopped_on);
            ended.map_or_else(String::new, |on| short(on, today, r))
        }
        StageState::Done => short(cell.actual_end.unwrap_or(cell.planned_end), today, r),
        _ => format!("〜{}", short(cell.planned_end, today, r)),
    }
}

/// A day in the room of a cell: `12.1`, `R9.1.12`, `12-01`, `’27-01-12`. The whole date is in the line's words.
fn short(date: NaiveDate, today: NaiveDate, r: Reader) -> String {
    match (r.date_style, date.year() == today.year()) {
        (DateStyle::Japanese, true) => format!("{}.{}", date.month(), date.day()),
        (DateStyle::Japanese, false) => r.day(date),
        (DateStyle::Western, true) => format!("{:02}-{:02}", date.month(), date.day()),
        (DateStyle::Western, false) => {
            format!("’{:02}-{:02}-{:02}", date.year().rem_euclid(100), date.month(), date.day())
        }
    }
}

/// `▲+3`, `■+8`; plain once the 工程 is over. The words are in the line's text already.
fn late(cell: &StageCell) -> Markup {
    let days = cell.late_days;
    let (class, mark) = match slip(days) {
        _ if cell.state.is_over() || cell.stopped_on.is_some() => ("stage-late late-past", ""),
        Signal::Red => ("stage-late late-red", "■"),
        _ => ("stage-late late-yellow", "▲"),
    };
    html! { @if days > 0 { span class=(class) aria-hidden="true" { (mark) "+" (days) } } }
}

/// The signal that so many 開庁日 of delay give.
pub fn slip(days: i32) -> Signal {
    SignalReason::StageSlip { stage: 1, system: None, days }.signal()
}

/// The whole of a 工程 in words: system, state, 当初・現行・実績, delay.
pub fn in_words(cell: &StageCell, r: Reader) -> String {
    let l = r.locale;
    let day = |date: NaiveDate| r.day(date);
    let comma = td_string!(l, cases.line.comma);
    let state = state_in_words(cell, r);
    let state = cell.system.as_ref().map_or(state.clone(), |system| format!("{system} {state}"));
    let why = cell.leave_out_reason.as_ref();
    let why = why.map(|reason| td_string!(l, stages.leave_out.reason, reason = reason.clone()).to_string());
    if cell.state == StageState::NotApplicable {
        return [Some(state), why].into_iter().flatten().collect::<Vec<_>>().join(comma);
    }
    let mut parts = vec![
        state,
        td_string!(l, cases.line.first, from = day(cell.first_start), to = day(cell.first_end)).to_string(),
    ];
    if (cell.planned_start, cell.planned_end) != (cell.first_start, cell.first_end) {
        let (from, to) = (day(cell.planned_start), day(cell.planned_end));
        parts.push(td_string!(l, cases.line.current, from = from, to = to).to_string());
    }
    match (cell.actual_start, cell.actual_end.or(cell.stopped_on)) {
        (Some(from), Some(to)) => {
            parts.push(td_string!(l, cases.line.actual, from = day(from), to = day(to)).to_string());
        }
        (Some(from), None) => parts.push(td_string!(l, cases.line.actual_open, from = day(from)).to_string()),
        _ => {}
    }
    if cell.early {
        parts.push(td_string!(l, stages.early_word).to_owned());
    }
    if cell.leave_out_proposed {
        parts.push(td_string!(l, stages.leave_out.proposed_word).to_owned());
        parts.extend(why);
    }
    if cell.late_days > 0 {
        parts.push(td_string!(l, cases.line.late, n = cell.late_days).to_string());
    }
    parts.join(comma)
}

/// Where it stands; where it stood when its case was cancelled.
pub fn state_in_words(cell: &StageCell, r: Reader) -> String {
    let word = cell.state.word_in(r.locale);
    match cell.stopped_on {
        Some(on) => td_string!(r.locale, cases.line.stopped, state = word, on = r.day(on)).to_string(),
        None => word.to_owned(),
    }
}

/// Plan against actual: 当初予定 above; below what was, and from today on what is expected.
fn bar(cell: &StageCell, today: NaiveDate) -> Markup {
    if cell.state == StageState::NotApplicable {
        return Markup::default();
    }
    let done_to = cell.actual_start.map(|start| cell.seen_until(today).max(start));
    let left = cell.first_start.min(cell.planned_start).min(cell.actual_start.unwrap_or(cell.first_start));
    let right = cell.first_end.max(cell.planned_end).max(done_to.unwrap_or(cell.first_end));
    let scale = Scale { left, days: (right - left).num_days() + 1 };
    let first = scale.span(cell.first_start, cell.first_end);
    let actual = cell.actual_start.zip(done_to).map(|(from, to)| scale.span(from, to));
    let expected_from = done_to.and_then(|to| to.succ_opt()).unwrap_or(cell.planned_start);
    let expected =
        (cell.goes_on() && expected_from <= cell.planned_end).then(|| scale.span(expected_from, cell.planned_end));
    let rect = |class: &str, (x, width): (String, String), y: &str, height: &str| {
        html! { rect class=(class) x=(x) y=(y) width=(width) height=(height) {} }
    };
    html! {
        svg class="stage-bar" viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            (rect("bar-first", first, "0", "1.5"))
            @if let Some(span) = actual { (rect("bar-actual", span, "2", "3")) }
            @if let Some(span) = expected { (rect("bar-expected", span, "2", "3")) }
        }
    }
}

/// Days to hundredths of the bar.
struct Scale {
    left: NaiveDate,
    days: i64,
}

impl Scale {
    /// Start and width of a span; its last day is inside.
    fn span(&self, from: NaiveDate, to: NaiveDate) -> (String, String) {
        let at = |days: i64| (days * 1_000 / self.days.max(1)) as f64 / 10.0;
        let start = at((from - self.left).num_days());
        let end = at((to - self.left).num_days() + 1);
        (format!("{start:.1}"), format!("{:.1}", (end - start).max(2.0)))
    }
}
