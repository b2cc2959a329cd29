//! 案件 in rows: 今日, 案件一覧 and 線表.

use crate::issue_rows::{day, some_day, table};
use domain::{
    date::DateStyle,
    view::{CaseRow, StageCell, TimelineRow, TimelineView, TodayView},
};
use maud::{Markup, display, html};

/// 今日.
pub(crate) fn today(view: &TodayView, style: DateStyle) -> Markup {
    html! {
        @for (count, rows) in
            [(view.mine_count, &view.mine), (view.soon_count, &view.soon), (view.overdue_count, &view.overdue)]
        {
            h2 { (count.number) }
            (table(rows, style))
        }
        ul {
            @for it in &view.waiting {
                li { @if let Some(org) = &it.org { (org.name) } " " (it.count.number) " " (it.longest_days) }
            }
        }
        ul {
            @for it in &view.changes {
                li { (display(it.case)) " " (it.title) " " (display(it.what.at)) " " (it.what.actor) " " (it.what.event.kind()) }
            }
        }
        ul { @for it in &view.laws { li { (it.name) " " (some_day(it.in_force_on, style)) } } }
        (list(&view.cases, style))
    }
}

/// 案件一覧.
pub(crate) fn list(rows: &[CaseRow], style: DateStyle) -> Markup {
    html! { table { @for it in rows { (row(it, style)) } } }
}

fn row(row: &CaseRow, style: DateStyle) -> Markup {
    let no = row.no.to_string();
    html! {
        tr {
            th scope="row" { a href={ "/cases/" (no) } { (no) } }
            td { a href={ "/cases/" (no) } { (row.title) } }
            td { (display(row.center)) " " (row.section.name) @if let Some(manager) = &row.manager { " " (manager) } }
            td { (display(row.state)) @if let Some(signal) = row.signal { " " (signal.as_str()) } }
            td { @for reason in &row.reasons { p { (display(format_args!("{reason:?}"))) } } }
            td { (day(row.period_from, style)) "～" (day(row.period_to, style)) }
            td { (some_day(row.in_force_on, style)) " " @if let Some(days) = row.days_to_force { (days) } }
            td { (some_day(row.go_live_on, style)) }
            td { @for system in &row.systems { p { (system.name) } } }
            @for cell in &row.stages { (stage(cell, style)) }
            td { (row.open_issues) " " (row.overdue_issues) }
        }
    }
}

fn stage(cell: &StageCell, style: DateStyle) -> Markup {
    html! {
        td title={ (day(cell.first_start, style)) "～" (day(cell.first_end, style)) } {
            (cell.stage.number()) " " (display(cell.state)) " "
            (day(cell.planned_start, style)) "～" (day(cell.planned_end, style)) " "
            (some_day(cell.actual_start, style)) "～" (some_day(cell.actual_end, style))
            @if cell.late_days > 0 { " +" (cell.late_days) }
        }
    }
}

/// 線表.
pub(crate) fn timeline(view: &TimelineView, style: DateStyle) -> Markup {
    html! {
        p { (view.cases) " " (view.outside) }
        @for group in &view.groups {
            h2 { @if let Some(named) = &group.named { (named.name) } }
            table { @for row in &group.rows { (lane(row, style)) } }
        }
    }
}

/// Each 工程 as bars of the picture and as a cell of the table, as on the page.
fn lane(row: &TimelineRow, style: DateStyle) -> Markup {
    let x = |day: chrono::NaiveDate| day.to_epoch_days();
    let bar = |from, to| html! { rect x=(x(from)) width=(x(to) - x(from)) height="6" {} };
    html! {
        tr {
            th scope="row" { a href={ "/cases/" (display(row.no)) } { (row.title) } }
            td { (display(row.state)) @if let Some(signal) = row.signal { " " (signal.as_str()) } }
            td { @for it in [&row.system, &row.vendor].into_iter().flatten() { p { (it.name) } } }
            td {
                svg {
                    @for cell in &row.stages {
                        (bar(cell.first_start, cell.first_end))
                        (bar(cell.planned_start, cell.planned_end))
                        @if let (Some(from), Some(to)) = (cell.actual_start, cell.actual_end) { (bar(from, to)) }
                    }
                }
            }
            @for cell in &row.stages { (stage(cell, style)) }
            @for it in [row.in_force_on, row.latest_go_live, row.go_live_on] { td { (some_day(it, style)) } }
            td { @for no in &row.clashes { p { (display(no)) } } }
        }
    }
}
