//! The bars of one row. Plan is an outlined bar with the number of its 工程; actual is a filled one
//! below it: full where it ended, hatched where it goes on, with the expected end as a dotted outline.
//! In grey print they differ by place, outline and pattern.

use super::picture::{Canvas, attr};
use crate::{
    part::{stage_cell::in_words, stage_link::stage_href},
    viewer::Reader,
};
use chrono::NaiveDate;
use domain::{
    stage::StageState,
    view::{StageCell, TimelineRow},
};
use leptos::prelude::*;
use maud::{Markup, html};

/// Bars narrower than this have no room for the number of their 工程.
const NUMBER: f64 = 9.0;

/// The patterns that fill bars, once for the page.
pub(super) fn patterns() -> impl IntoView {
    view! {
        <svg class="timeline-patterns" width="0" height="0" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="timeline-doing" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="pattern-ground" width="5" height="5"/>
                    <rect class="pattern-line" width="2.4" height="5"/>
                </pattern>
                <pattern id="timeline-late" width="4" height="4" patternUnits="userSpaceOnUse">
                    <rect class="pattern-late-ground" width="4" height="4"/>
                    <rect class="pattern-late-dot" width="2" height="2"/>
                    <rect class="pattern-late-dot" x="2" y="2" width="2" height="2"/>
                </pattern>
            </defs>
        </svg>
    }
}

pub(super) fn bars(row: &TimelineRow, canvas: Canvas, r: Reader) -> Markup {
    html! {
        @for cell in row.stages.iter().filter(|cell| cell.state != StageState::NotApplicable) { (bar(row, cell, canvas, r)) }
    }
}

/// One 工程: a link to its page. The table below has the same link for keyboards.
fn bar(row: &TimelineRow, cell: &StageCell, canvas: Canvas, r: Reader) -> Markup {
    let rect = |class: &str, span: Option<(f64, f64)>, y: &str, height: &str| {
        html! {
            @if let Some((x, width)) = span { rect class=(class) x=(attr(x)) y=(y) width=(attr(width)) height=(height) {} }
        }
    };
    let span = |from: NaiveDate, to: NaiveDate| {
        let place = canvas.span.place(from, to)?;
        // A gap of one point keeps neighbours apart.
        Some((canvas.points(place.x) + 0.5, (canvas.points(place.width) - 1.0).max(1.5)))
    };
    let plan = span(cell.planned_start, cell.planned_end);
    let moved = (cell.first_start, cell.first_end) != (cell.planned_start, cell.planned_end);
    let first = if moved { span(cell.first_start, cell.first_end) } else { None };
    let parts = actual(cell, canvas.today);
    let kind = if cell.goes_on() { "bar-doing" } else { "bar-done" };
    let number = cell.stage.number();
    html! {
        g class="timeline-bar" {
            a href=(stage_href(row.no, number, cell.system.as_deref())) tabindex="-1" {
                title { (number) " " (in_words(cell, r)) }
                (rect("bar-first", first, "1.5", "2.5"))
                (rect("bar-plan", plan, "5.5", "12"))
                @if let Some((x, width)) = plan.filter(|(_, width)| *width >= NUMBER) {
                    text class="bar-number" x=(attr(x + width / 2.0)) y="14.5" { (number) }
                }
                (rect("bar-expected", parts.expected.and_then(|(from, to)| span(from, to)), "20.5", "11"))
                (rect(kind, parts.in_time.and_then(|(from, to)| span(from, to)), "20.5", "11"))
                (rect("bar-late", parts.late.and_then(|(from, to)| span(from, to)), "20.5", "11"))
            }
        }
    }
}

type Days = (NaiveDate, NaiveDate);

/// What was, up to the planned end and beyond it, and what is expected from tomorrow on.
#[derive(Debug, PartialEq, Eq)]
struct Actual {
    in_time: Option<Days>,
    late: Option<Days>,
    expected: Option<Days>,
}

fn actual(cell: &StageCell, today: NaiveDate) -> Actual {
    let Some(start) = cell.actual_start else { return Actual { in_time: None, late: None, expected: None } };
    let end = cell.seen_until(today).max(start);
    let promised = cell.planned_end;
    let after = promised.succ_opt().unwrap_or(promised).max(start);
    let in_time = (start <= promised).then_some((start, end.min(promised)));
    let late = (end > promised).then_some((after, end));
    let tomorrow = end.succ_opt().unwrap_or(end);
    let expected = (cell.goes_on() && tomorrow <= promised).then_some((tomorrow, promised));
    Actual { in_time, late, expected }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::stage::Stage;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn cell(planned_end: &str, start: Option<&str>, end: Option<&str>) -> StageCell {
        StageCell {
            stage: Stage::ALL[4],
            system: None,
            state: StageState::InProgress,
            first_start: day("2026-11-02"),
            first_end: day(planned_end),
            planned_start: day("2026-11-02"),
            planned_end: day(planned_end),
            actual_start: start.map(day),
            actual_end: end.map(day),
            late_days: 0,
            early: false,
            unready: false,
            my_gate: false,
            leave_out_proposed: false,
            leave_out_reason: None,
            replan_reason: None,
            stopped_on: None,
        }
    }

    fn drawn(cell: &StageCell) -> [Option<Days>; 3] {
        let Actual { in_time, late, expected } = actual(cell, day("2026-11-24"));
        [in_time, late, expected]
    }

    #[test]
    fn what_was_is_cut_at_the_plan_and_the_rest_is_expected() {
        let span = |from: &str, to: &str| Some((day(from), day(to)));
        assert_eq!(drawn(&cell("2026-11-30", None, None)), [None, None, None]);
        assert_eq!(
            drawn(&cell("2026-11-30", Some("2026-11-04"), None)),
            [span("2026-11-04", "2026-11-24"), None, span("2026-11-25", "2026-11-30")]
        );
        assert_eq!(
            drawn(&cell("2026-11-20", Some("2026-11-04"), None)),
            [span("2026-11-04", "2026-11-20"), span("2026-11-21", "2026-11-24"), None]
        );
        assert_eq!(
            drawn(&cell("2026-11-10", Some("2026-11-12"), Some("2026-11-16"))),
            [None, span("2026-11-12", "2026-11-16"), None]
        );
        assert_eq!(
            drawn(&cell("2026-11-20", Some("2026-11-04"), Some("2026-11-13"))),
            [span("2026-11-04", "2026-11-13"), None, None]
        );
    }

    #[test]
    fn what_a_cancelled_case_left_ends_on_that_day_and_nothing_is_expected() {
        let span = |from: &str, to: &str| Some((day(from), day(to)));
        let stopped = |end, start| StageCell { stopped_on: Some(day("2026-11-18")), ..cell(end, start, None) };
        let begun = Some("2026-11-04");
        assert_eq!(drawn(&stopped("2026-11-30", begun)), [span("2026-11-04", "2026-11-18"), None, None]);
        let late = [span("2026-11-04", "2026-11-13"), span("2026-11-14", "2026-11-18"), None];
        assert_eq!(drawn(&stopped("2026-11-13", begun)), late);
        assert_eq!(drawn(&stopped("2026-11-30", None)), [None, None, None]);
    }
}
