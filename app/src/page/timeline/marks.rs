//! What lies under and over the bars: months, 繁忙期, today, 施行日, the last day in time, 本番リリース.

use super::picture::{Canvas, HEIGHT, attr};
use crate::viewer::Reader;
use chrono::NaiveDate;
use domain::{timeline::bands, view::TimelineRow};
use leptos_i18n::td_string;
use maud::{Markup, display, html};
use std::fmt::Write;

/// 繁忙期, the lines between months and the line of today, from `top` down.
pub(super) fn ground(canvas: Canvas, height: u32, top: u32) -> Markup {
    let (mut months, mut years) = (String::new(), String::new());
    for (n, month) in canvas.span.all().into_iter().enumerate() {
        let x = attr(canvas.points(n as f64));
        let path = if matches!(month.month(), 1 | 4) { &mut years } else { &mut months };
        let _ = write!(path, "M{x} 0V{height}");
    }
    let today = canvas.span.mark(canvas.today).map(|x| attr(canvas.points(x)));
    html! {
        @for band in bands(canvas.span) {
            rect class={ "timeline-season season-" (display(band.season)) }
                x=(attr(canvas.points(f64::from(band.from)))) y="0"
                width=(attr(canvas.points(f64::from(band.months)))) height=(height) {}
        }
        path class="timeline-grid" d=(months) {}
        path class="timeline-grid timeline-grid-year" d=(years) {}
        @if let Some(x) = today { path class="timeline-today" d={ "M" (x) " " (top) "V" (height) } {} }
    }
}

/// The days that count for a lane.
pub(super) fn marks(row: &TimelineRow, canvas: Canvas, r: Reader) -> Markup {
    let l = r.locale;
    let at = |date: Option<NaiveDate>| {
        let date = date?;
        Some((canvas.points(canvas.span.mark(date)?), r.day(date)))
    };
    let clash = !row.clashes.is_empty();
    html! {
        @if let Some((x, day)) = at(row.latest_go_live) {
            g class="mark-latest" {
                title { (display(td_string!(l, timeline.mark_latest, day = day))) }
                path d={ "M" (attr(x)) " 0V" (HEIGHT) "M" (attr(x - 4.0)) " " (attr(f64::from(HEIGHT) / 2.0)) "H" (attr(x)) } {}
            }
        }
        @if let Some((x, day)) = at(row.in_force_on) {
            g class="mark-force" {
                title { (display(td_string!(l, timeline.mark_force, day = day))) }
                path class="mark-line" d={ "M" (attr(x)) " 0V" (HEIGHT) } {}
                path d={ "M" (attr(x - 4.0)) " 0h8l-4 7z" } {}
            }
        }
        @if let Some((x, day)) = at(row.go_live_on) {
            g class={ "mark-live" @if clash { " is-clash" } } {
                title { (display(td_string!(l, timeline.mark_go_live, day = day))) }
                @if clash { circle class="mark-ring" cx=(attr(x)) cy="26" r="9" {} }
                path d={ "M" (attr(x - 6.0)) " 26l6 -6l6 6l-6 6z" } {}
            }
        }
    }
}
