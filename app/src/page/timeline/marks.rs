//! What lies under and over the bars: months, 繁忙期, today, 施行日, the last day in time, 本番リリース.

use super::picture::{Canvas, HEIGHT, attr};
use crate::viewer::{day, locale};
use chrono::NaiveDate;
use domain::{timeline::bands, view::TimelineRow};
use leptos::prelude::*;
use leptos_i18n::td_string;
use std::fmt::Write;

/// 繁忙期, the lines between months and the line of today, from `top` down.
pub(super) fn ground(canvas: Canvas, height: u32, top: u32) -> impl IntoView {
    let seasons = bands(canvas.span).into_iter().map(|band| {
        let (x, width) = (canvas.points(f64::from(band.from)), canvas.points(f64::from(band.months)));
        let class = format!("timeline-season season-{}", band.season);
        view! { <rect class=class x=attr(x) y="0" width=attr(width) height=height/> }
    });
    let seasons = seasons.collect_view();
    let (mut months, mut years) = (String::new(), String::new());
    for (n, month) in canvas.span.all().into_iter().enumerate() {
        let x = attr(canvas.points(n as f64));
        let path = if matches!(month.month(), 1 | 4) { &mut years } else { &mut months };
        let _ = write!(path, "M{x} 0V{height}");
    }
    let today = canvas.span.mark(canvas.today).map(|x| {
        let path = format!("M{} {top}V{height}", attr(canvas.points(x)));
        view! { <path class="timeline-today" d=path/> }
    });
    view! {
        {seasons}
        <path class="timeline-grid" d=months/>
        <path class="timeline-grid timeline-grid-year" d=years/>
        {today}
    }
}

/// The days that count for a lane.
pub(super) fn marks(row: &TimelineRow, canvas: Canvas) -> impl IntoView + use<> {
    let l = locale();
    let at = |date: Option<NaiveDate>| {
        let date = date?;
        Some((canvas.points(canvas.span.mark(date)?), date))
    };
    let middle = f64::from(HEIGHT) / 2.0;
    let latest = at(row.latest_go_live).map(|(x, date)| {
        let path = format!("M{0} 0V{HEIGHT}M{1} {2}H{0}", attr(x), attr(x - 4.0), attr(middle));
        let title = td_string!(l, timeline.mark_latest, day = day(date)).to_string();
        view! { <g class="mark-latest"><title>{title}</title><path d=path/></g> }
    });
    let force = at(row.in_force_on).map(|(x, date)| {
        let path = format!("M{} 0h8l-4 7z", attr(x - 4.0));
        let line = format!("M{} 0V{HEIGHT}", attr(x));
        let title = td_string!(l, timeline.mark_force, day = day(date)).to_string();
        view! { <g class="mark-force"><title>{title}</title><path class="mark-line" d=line/><path d=path/></g> }
    });
    let go_live = at(row.go_live_on).map(|(x, date)| {
        let clash = !row.clashes.is_empty();
        let path = format!("M{} 26l6 -6l6 6l-6 6z", attr(x - 6.0));
        let title = td_string!(l, timeline.mark_go_live, day = day(date)).to_string();
        let class = if clash { "mark-live is-clash" } else { "mark-live" };
        let ring = clash.then(|| view! { <circle class="mark-ring" cx=attr(x) cy="26" r="9"/> });
        view! { <g class=class><title>{title}</title>{ring}<path d=path/></g> }
    });
    view! { {latest}{force}{go_live} }
}
