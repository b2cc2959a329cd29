//! The picture: a table whose last column is drawn, so that its header and its first columns stay in
//! sight and print on every sheet. Screen readers and keyboards use the table below it.

use super::{bars, marks};
use crate::{
    part::{chip, grid::scrolling},
    viewer::{locale, viewer},
    words::{Word, center_full},
};
use chrono::Datelike;
use domain::{
    date::{DateStyle, Month, format},
    timeline::{Season, Span, TimelineFilter, Zoom, bands},
    view::{TimelineGroup, TimelineRow, TimelineView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Height of a row, in points.
pub(super) const HEIGHT: u32 = 36;
const HEAD: u32 = 46;

/// What every row is drawn on.
#[derive(Clone, Copy)]
pub(super) struct Canvas {
    pub span: Span,
    /// Width of a month.
    pub month: f64,
    pub today: chrono::NaiveDate,
}

impl Canvas {
    /// Months as points.
    pub fn points(self, months: f64) -> f64 {
        months * self.month
    }

    fn width(self) -> f64 {
        self.points(f64::from(self.span.months))
    }
}

/// A number of points as an attribute.
pub(super) fn attr(points: f64) -> String {
    format!("{points:.1}")
}

pub(super) fn picture(timeline: &TimelineView, filter: &TimelineFilter) -> impl IntoView + use<> {
    let l = locale();
    let month = match filter.zoom.unwrap_or(Zoom::Usual) {
        Zoom::Out => 28.0,
        Zoom::Usual => 54.0,
        Zoom::In => 120.0,
    };
    let canvas = Canvas { span: timeline.span, month, today: timeline.today };
    let groups = timeline.groups.iter().map(|it| group(it, canvas)).collect_view();
    let table = view! {
        {bars::patterns()}
        <table class="timeline">
            <caption class="visually-hidden">{td_string!(l, timeline.picture_caption)}</caption>
            <thead>
                <tr>
                    <th scope="col" class="timeline-case">{td_string!(l, timeline.case)}</th>
                    <th scope="col" class="timeline-lane">{td_string!(l, timeline.system)}</th>
                    <th scope="col" class="timeline-drawn">
                        <span class="visually-hidden">{td_string!(l, timeline.months)}</span>
                        {months(canvas)}
                    </th>
                </tr>
            </thead>
            {groups}
        </table>
    };
    scrolling("timeline-scroll", td_string!(l, timeline.picture).to_owned(), table)
}

/// The months, the 年度 above them, 繁忙期 and today.
fn months(canvas: Canvas) -> impl IntoView {
    let l = locale();
    let who = viewer();
    let width = attr(canvas.width());
    let words = canvas.span.all().into_iter().enumerate().map(|(n, month)| {
        let x = canvas.points(n as f64);
        // The year stands where it begins: at the left edge, in January, and in April for its 年度.
        let year = (n == 0 || month.month() == 1).then(|| {
            let year = year_of(month, who.date_style);
            view! { <text class="timeline-year" x=attr(x + 3.0) y="12">{year}</text> }
        });
        view! { {year}<text class="timeline-month" x=attr(x + canvas.month / 2.0) y="27">{month.month().to_string()}</text> }
    });
    let words = words.collect_view();
    let seasons =
        bands(canvas.span).into_iter().filter(|band| f64::from(band.months) * canvas.month > 50.0).map(|band| {
            let left = canvas.points(f64::from(band.from)) + 3.0;
            let name = match band.season {
                Season::YearEndAdjustment => td_string!(l, timeline.season_short.year_end_adjustment),
                Season::FiscalYearTurn => td_string!(l, timeline.season_short.fiscal_year_turn),
            };
            view! { <text class="timeline-season-name" x=attr(left) y="41">{name}</text> }
        });
    let seasons = seasons.collect_view();
    let today = canvas.span.mark(canvas.today).map(|x| {
        let x = canvas.points(x);
        view! { <text class="timeline-today-name" x=attr(x) y="12">{td_string!(l, timeline.today)}</text> }
    });
    view! {
        <svg class="timeline-head" width=width.clone() height=HEAD viewBox=format!("0 0 {width} {HEAD}") aria-hidden="true" focusable="false">
            {marks::ground(canvas, HEAD, 15)}
            {words}
            {seasons}
            {today}
        </svg>
    }
}

/// `R8` or `2026`.
fn year_of(month: Month, style: DateStyle) -> String {
    match style {
        DateStyle::Japanese => format::month(month, style).split('.').next().unwrap_or_default().to_owned(),
        DateStyle::Western => month.first_day().year().to_string(),
    }
}

/// The words above the lanes that stand together.
pub(super) fn group_name(group: &TimelineGroup) -> String {
    match (&group.center, &group.named) {
        (Some(center), _) => center_full(*center).to_owned(),
        (None, Some(named)) => named.name.clone(),
        (None, None) => td_string!(locale(), timeline.no_group).to_owned(),
    }
}

fn group(group: &TimelineGroup, canvas: Canvas) -> impl IntoView + use<> {
    let rows = (0..group.rows.len()).map(|at| row(&group.rows, at, canvas)).collect_view();
    view! {
        <tbody>
            <tr class="timeline-group"><th scope="rowgroup" colspan="3"><span>{group_name(group)}</span></th></tr>
            {rows}
        </tbody>
    }
}

/// How many lanes of the same case follow from here; none where the case stood above already.
pub(super) fn lanes_from(rows: &[TimelineRow], at: usize) -> Option<usize> {
    let no = rows.get(at)?.no;
    let stood_above = at.checked_sub(1).and_then(|before| rows.get(before)).is_some_and(|row| row.no == no);
    (!stood_above).then(|| rows.iter().skip(at).take_while(|row| row.no == no).count())
}

fn row(rows: &[TimelineRow], at: usize, canvas: Canvas) -> Option<impl IntoView + use<>> {
    let l = locale();
    let it = rows.get(at)?;
    let width = attr(canvas.width());
    let case = lanes_from(rows, at).map(|lanes| {
        view! {
            <th scope="rowgroup" rowspan=lanes.to_string() class="timeline-case">
                {chip::signal(it.signal)}" "
                <a class="case-link" href=format!("/cases/{}", it.no)>
                    <span class="case-no">{it.no.to_string()}</span>" "<span class="case-title">{it.title.clone()}</span>
                </a>
                {rests(it)}
            </th>
        }
    });
    let system = match &it.system {
        Some(system) => view! { <span title=system.name.clone()>{system.code.clone()}</span> }.into_any(),
        None => view! { <span>{td_string!(l, timeline.whole)}</span> }.into_any(),
    };
    let clash = (!it.clashes.is_empty()).then(|| {
        view! { <span class="timeline-clash" title=clash_text(it)>{td_string!(l, timeline.clash_short)}</span> }
    });
    let class = if lanes_from(rows, at).is_some() { "timeline-first" } else { "" };
    Some(view! {
        <tr class=class>
            {case}
            <th scope="row" class="timeline-lane">{system}{clash}</th>
            <td class="timeline-drawn">
                <svg width=width.clone() height=HEIGHT viewBox=format!("0 0 {width} {HEIGHT}") aria-hidden="true" focusable="false">
                    {marks::ground(canvas, HEIGHT, 0)}
                    {bars::bars(it, canvas)}
                    {marks::marks(it, canvas)}
                </svg>
            </td>
        </tr>
    })
}

/// Where the case stands as a whole, unless it is planned or under way.
pub(super) fn rests(row: &TimelineRow) -> Option<impl IntoView + use<>> {
    let state = row.state;
    (!state.is_at_work()).then(|| view! { " "<span class=format!("chip case-{state}")>{state.word()}</span> })
}

/// Which cases go live close to it, in words.
pub(super) fn clash_text(row: &TimelineRow) -> String {
    let l = locale();
    let list: Vec<_> = row.clashes.iter().map(ToString::to_string).collect();
    td_string!(l, timeline.clash, list = list.join(td_string!(l, cases.line.comma))).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{case::CaseState, key::CaseNo};

    #[test]
    fn a_case_is_named_once_beside_its_lanes() {
        let row = |no: &str| TimelineRow {
            no: CaseNo::parse(no).unwrap(),
            title: String::new(),
            state: CaseState::Active,
            signal: None,
            system: None,
            vendor: None,
            stages: Vec::new(),
            in_force_on: None,
            latest_go_live: None,
            go_live_on: None,
            clashes: Vec::new(),
        };
        let rows = ["SOMU-2026-001", "SOMU-2026-001", "SOMU-2026-002", "SOMU-2026-001"].map(row);
        let named: Vec<_> = (0..5).map(|at| lanes_from(&rows, at)).collect();
        assert_eq!(named, [Some(2), None, Some(1), Some(1), None]);
    }
}
