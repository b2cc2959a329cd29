//! The picture: rows are cases, columns are 工程, and a lane has the same height in all of them.

use crate::{
    part::{
        chip::text,
        days,
        grid::scrolling,
        signal_reasons,
        stage_cell::{STOPPED, shape, stage_lines},
    },
    texts::Locale,
    viewer::{Reader, locale, reader},
    words::{Word, stage_short},
};
use chrono::NaiveDate;
use domain::{
    stage::{Stage, StageState},
    view::{CaseListView, CaseRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// Case, systems, seven 工程, 施行日, 本番, 課題.
const COLUMNS: &str = "12";

/// The table and the legend of its signs. Live cases first.
pub fn matrix(list: &CaseListView) -> impl IntoView + use<> {
    let l = locale();
    let today = list.today;
    let (over, live): (Vec<_>, Vec<_>) = list.rows.iter().partition(|row| row.state.is_over());
    let table = view! {
        <table class="grid case-matrix">
            <caption class="visually-hidden">{td_string!(l, cases.caption)}</caption>
            {head()}
            {group(td_string!(l, cases.live), "matrix-live", &live, today)}
            {group(td_string!(l, cases.over), "matrix-over", &over, today)}
        </table>
    };
    view! {
        {scrolling("matrix-scroll", td_string!(l, cases.region).to_owned(), table)}
        {legend()}
    }
}

fn head() -> impl IntoView {
    let l = locale();
    let stages = Stage::ALL.map(|stage| {
        let number = td_string!(l, cases.columns.stage, n = stage.number()).to_string();
        view! {
            <th scope="col" class="matrix-stage" title=stage.word()>
                <span class="stage-number">{number}</span>
                <span class="stage-title">{stage_short(stage)}</span>
            </th>
        }
    });
    let (before, after): (Vec<_>, Vec<_>) = stages.into_iter().enumerate().partition(|(i, _)| *i < 2);
    let strip = |columns: Vec<(usize, _)>| columns.into_iter().map(|(_, th)| th).collect_view();
    view! {
        <thead>
            <tr>
                <th scope="col" class="matrix-case">
                    {td_string!(l, cases.columns.case)}
                    <span class="column-more">{td_string!(l, cases.columns.case_more)}</span>
                </th>
                {strip(before)}
                <th scope="col" class="matrix-lanes">{td_string!(l, cases.columns.systems)}</th>
                {strip(after)}
                <th scope="col">{td_string!(l, cases.columns.in_force)}</th>
                <th scope="col" class="matrix-golive">{td_string!(l, cases.columns.go_live)}</th>
                <th scope="col">
                    {td_string!(l, cases.columns.issues)}
                    <span class="column-more">{td_string!(l, cases.columns.issues_more)}</span>
                </th>
            </tr>
        </thead>
    }
}

/// 継続中 or 完了; nothing without rows. A template of text, as the rows of 課題 (docs/decisions/0015).
fn group(
    name: &'static str,
    class: &'static str,
    rows: &[&CaseRow],
    today: NaiveDate,
) -> Option<impl IntoView + use<>> {
    let r = reader();
    (!rows.is_empty()).then(|| {
        let rows = html! {
            tr class="matrix-group" {
                th colspan=(COLUMNS) scope="rowgroup" {
                    span { (name) " " (display(td_string!(r.locale, shell.count, n = rows.len()))) }
                }
            }
            @for row in rows { (case_row(row, today, r)) }
        };
        view! { <tbody class=class inner_html=rows.into_string()></tbody> }
    })
}

fn case_row(row: &CaseRow, today: NaiveDate, r: Reader) -> Markup {
    let (before, after) = Stage::ALL.split_at(2);
    html! {
        tr {
            (case_head(row, r))
            @for stage in before { (cell(row, *stage, today, r)) }
            td class="matrix-lanes" {
                @for system in &row.systems { div class="stage-line lane-code" title=(system.name) { (system.code) } }
            }
            @for stage in after { (cell(row, *stage, today, r)) }
            td class="matrix-force" { (days::in_force(row, r)) }
            td class="matrix-golive" { (text::date_or_dash(row.go_live_on, r)) }
            (issues(row, r.locale))
        }
    }
}

fn cell(row: &CaseRow, stage: Stage, today: NaiveDate, r: Reader) -> Markup {
    let current = !row.state.is_over() && row.current_stage == Some(stage);
    html! {
        td class={ "matrix-cell" @if current { " is-current" } } aria-current=[current.then_some("step")] {
            (stage_lines(row, stage, today, r))
        }
    }
}

/// 信号, whose case it is, its number and 件名, and the worst reason.
fn case_head(row: &CaseRow, r: Reader) -> Markup {
    let l = r.locale;
    let between = if l == Locale::ja { "・" } else { " · " };
    html! {
        th scope="row" class="matrix-case" {
            div class="case-who" {
                @match row.signal {
                    Some(signal) => { (text::signal(signal, l)) }
                    None => { span class={ "chip case-" (display(row.state)) } { (row.state.word_in(l)) } }
                }
                span title=(td_string!(l, cases.columns.case_more)) {
                    (row.center.word_in(l)) (between) (row.section.name)
                    @if let Some(manager) = &row.manager { (between) (manager) }
                }
            }
            a class="case-link" href={ "/cases/" (display(row.no)) } {
                span class="case-no" { (display(row.no)) } " " span class="case-title" lang=[r.typed_lang()] { (row.title) }
            }
            (signal_reasons::brief(row.no, &row.reasons, l))
        }
    }
}

fn issues(row: &CaseRow, l: Locale) -> Markup {
    html! {
        td class="matrix-issues" {
            a href={ "/cases/" (display(row.no)) "/issues" } {
                (td_string!(l, cases.open_issues)) " " (display(td_string!(l, shell.count, n = row.open_issues)))
            }
            @if row.overdue_issues > 0 {
                a class="due due-overdue" href={ "/cases/" (display(row.no)) "/issues?due=overdue" } {
                    span class="shape" aria-hidden="true" { "■" }
                    (display(td_string!(l, cases.overdue_issues, n = row.overdue_issues)))
                }
            }
        }
    }
}

/// What the signs mean.
fn legend() -> impl IntoView {
    let l = locale();
    let states = StageState::ALL.iter().map(|state| {
        view! { <li class=format!("is-{state}")><span class="stage-shape">{shape(*state)}</span>" "{state.word()}</li> }
    });
    let states = states.collect_view();
    view! {
        <ul class="matrix-legend" aria-label=td_string!(l, cases.legend.label)>
            {states}
            <li class="is-stopped"><span class="stage-shape">{STOPPED}</span>" "{td_string!(l, cases.legend.stopped)}</li>
            <li>{td_string!(l, cases.legend.end)}</li>
            <li>{td_string!(l, cases.legend.late)}</li>
            <li><span class="stage-early">{td_string!(l, stages.early_mark)}</span>" "{td_string!(l, stages.early_legend)}</li>
            <li><span class="stage-early">{td_string!(l, stages.leave_out.mark)}</span>" "{td_string!(l, stages.leave_out.legend)}</li>
            <li>{td_string!(l, cases.legend.bar)}</li>
        </ul>
    }
}
