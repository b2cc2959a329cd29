//! The picture: a table whose last column is drawn, so that its header and its first columns stay in
//! sight and print on every sheet. Screen readers and keyboards use the table below it.

use super::{bars, marks};
use crate::{
    part::{
        chip::{inert, text},
        grid::scrolling,
    },
    texts::Locale,
    viewer::{Reader, locale, reader},
    words::{Word, center_full},
};
use chrono::Datelike;
use domain::{
    date::{DateStyle, Month, format},
    timeline::{Paper, Season, Span, TimelineFilter, Zoom, bands},
    view::{TimelineGroup, TimelineRow, TimelineView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use maud::{Markup, display, html};

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

/// What the print style needs to know of the picture: how much wider it is drawn than its place on the sheet, in
/// halves (`paper-x4`: twice), so that letters and marks keep their shape whatever the zoom of the screen; and
/// `paper-tight` where the number of every month would not fit.
fn on_paper(canvas: Canvas, paper: Paper) -> String {
    // 78 % of the sheet without its margins, in CSS pixels (style/part/timeline.css).
    let drawn = match paper {
        Paper::A3 => 1179.0,
        Paper::A4 => 828.0,
    };
    let halves = (canvas.width() / drawn * 2.0).round().clamp(1.0, 14.0);
    let tight = drawn / f64::from(canvas.span.months.max(1)) < 26.0;
    format!("timeline paper-x{halves:.0}{}", if tight { " paper-tight" } else { "" })
}

/// A number of points as an attribute.
pub(super) fn attr(points: f64) -> String {
    format!("{points:.1}")
}

/// Width of a month, in points.
fn width_of(zoom: Option<Zoom>) -> f64 {
    match zoom.unwrap_or(Zoom::Usual) {
        Zoom::Out => 28.0,
        Zoom::Usual => 54.0,
        Zoom::In => 120.0,
    }
}

pub(super) fn picture(timeline: &TimelineView, filter: &TimelineFilter) -> impl IntoView + use<> {
    let l = locale();
    let canvas = Canvas { span: timeline.span, month: width_of(filter.zoom), today: timeline.today };
    let r = reader();
    let ground = marks::ground(canvas, HEIGHT, 0);
    let groups = timeline.groups.iter().map(|it| group(it, canvas, &ground, r)).collect_view();
    let table = view! {
        {bars::patterns()}
        <table class=on_paper(canvas, filter.paper.unwrap_or(Paper::A3))>
            <caption class="visually-hidden">{td_string!(l, timeline.picture_caption)}</caption>
            <thead>
                <tr>
                    <th scope="col" class="timeline-case">{td_string!(l, timeline.case)}</th>
                    <th scope="col" class="timeline-lane">{td_string!(l, timeline.system)}</th>
                    <th scope="col" class="timeline-drawn">
                        <span class="visually-hidden">{td_string!(l, timeline.months)}</span>
                        {inert(months(canvas, r))}
                    </th>
                </tr>
            </thead>
            {groups}
        </table>
    };
    scrolling("timeline-scroll", td_string!(l, timeline.picture).to_owned(), table)
}

/// The months, the 年度 above them, 繁忙期 and today.
fn months(canvas: Canvas, r: Reader) -> Markup {
    let l = r.locale;
    let width = attr(canvas.width());
    let wide_bands =
        bands(canvas.span).into_iter().filter(|band| f64::from(band.months) * canvas.month > 50.0).map(|band| {
            let left = canvas.points(f64::from(band.from)) + 3.0;
            let name = match band.season {
                Season::YearEndAdjustment => td_string!(l, timeline.season_short.year_end_adjustment),
                Season::FiscalYearTurn => td_string!(l, timeline.season_short.fiscal_year_turn),
            };
            (left, name)
        });
    html! {
        svg class="timeline-head" width=(width) height=(HEAD) viewBox={ "0 0 " (width) " " (HEAD) } aria-hidden="true"
            focusable="false" preserveAspectRatio="none"
        {
            (marks::ground(canvas, HEAD, 15))
            @for (n, month) in canvas.span.all().into_iter().enumerate() {
                @let x = canvas.points(n as f64);
                // The year stands where it begins: at the left edge, in January, and in April for its 年度.
                @if n == 0 || month.month() == 1 {
                    text class="timeline-year" x=(attr(x + 3.0)) y="12" { (year_of(month, r.date_style)) }
                }
                text class={ "timeline-month" @if month.month() % 3 != 1 { " timeline-between" } } x=(attr(x + canvas.month / 2.0)) y="27" { (month.month()) }
            }
            @for (left, name) in wide_bands { text class="timeline-season-name" x=(attr(left)) y="41" { (name) } }
            @if let Some(x) = canvas.span.mark(canvas.today) {
                text class="timeline-today-name" x=(attr(canvas.points(x))) y="12" { (td_string!(l, timeline.today)) }
            }
        }
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

/// A template of text, as the rows of 課題 (docs/decisions/0015). `ground` is the same under every row.
fn group(group: &TimelineGroup, canvas: Canvas, ground: &Markup, r: Reader) -> impl IntoView + use<> {
    let rows = html! {
        tr class="timeline-group" { th scope="rowgroup" colspan="3" { span { (group_name(group)) } } }
        @for at in 0..group.rows.len() { (row(&group.rows, at, canvas, ground, r)) }
    };
    view! { <tbody inner_html=rows.into_string()></tbody> }
}

/// How many lanes of the same case follow from here; none where the case stood above already.
pub(super) fn lanes_from(rows: &[TimelineRow], at: usize) -> Option<usize> {
    let no = rows.get(at)?.no;
    let stood_above = at.checked_sub(1).and_then(|before| rows.get(before)).is_some_and(|row| row.no == no);
    (!stood_above).then(|| rows.iter().skip(at).take_while(|row| row.no == no).count())
}

fn row(rows: &[TimelineRow], at: usize, canvas: Canvas, ground: &Markup, r: Reader) -> Markup {
    let l = r.locale;
    let Some(it) = rows.get(at) else { return Markup::default() };
    let width = attr(canvas.width());
    let lanes = lanes_from(rows, at);
    html! {
        tr class={ @if lanes.is_some() { "timeline-first" } } {
            (case_head(it, lanes, Some("timeline-case"), r))
            th scope="row" class="timeline-lane" {
                @match &it.system {
                    Some(system) => { span title=(system.name) { (system.code) } }
                    None => { span { (td_string!(l, timeline.whole)) } }
                }
                @if !it.clashes.is_empty() {
                    span class="timeline-clash" title=(clash_text(it, l)) { (td_string!(l, timeline.clash_short)) }
                }
            }
            td class="timeline-drawn" {
                svg width=(width) height=(HEIGHT) viewBox={ "0 0 " (width) " " (HEIGHT) } aria-hidden="true" focusable="false"
                    preserveAspectRatio="none"
                {
                    (ground)
                    (bars::bars(it, canvas, r))
                    (marks::marks(it, canvas, r))
                }
            }
        }
    }
}

/// The case, once beside its lanes.
pub(super) fn case_head(row: &TimelineRow, lanes: Option<usize>, class: Option<&str>, r: Reader) -> Markup {
    html! {
        @if let Some(lanes) = lanes {
            th scope="rowgroup" rowspan=(lanes) class=[class] {
                @if let Some(signal) = row.signal { (text::signal(signal, r.locale)) } " "
                a class="case-link" href={ "/cases/" (display(row.no)) } {
                    span class="case-no" { (display(row.no)) } " " span class="case-title" lang=[r.typed_lang()] { (row.title) }
                }
                // Where the case stands as a whole, unless it is planned or under way.
                @if !row.state.is_at_work() { " " span class={ "chip case-" (display(row.state)) } { (row.state.word_in(r.locale)) } }
            }
        }
    }
}

/// Which cases go live close to it, in words.
pub(super) fn clash_text(row: &TimelineRow, l: Locale) -> String {
    let list: Vec<_> = row.clashes.iter().map(ToString::to_string).collect();
    td_string!(l, timeline.clash, list = list.join(td_string!(l, cases.line.comma))).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{case::CaseState, key::CaseNo};

    #[test]
    fn paper_knows_how_much_wider_the_picture_is_drawn() {
        let of = |zoom: &str, paper| {
            let filter = TimelineFilter::parse(&format!("from=2022-04&months=36&zoom={zoom}"));
            let month = width_of(filter.zoom);
            let today = "2026-11-24".parse().unwrap();
            on_paper(Canvas { span: filter.span(today), month, today }, paper)
        };
        assert_eq!(of("usual", Paper::A4), "timeline paper-x5 paper-tight");
        assert_eq!(of("in", Paper::A4), "timeline paper-x10 paper-tight");
        assert_eq!(of("usual", Paper::A3), "timeline paper-x3");
    }

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
