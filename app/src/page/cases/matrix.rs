//! The picture: rows are cases, columns are 工程, and a lane has the same height in all of them.

use crate::{
    part::{
        chip, days,
        grid::scrolling,
        signal_reasons,
        stage_cell::{shape, stage_lines},
    },
    texts::Locale,
    viewer::{locale, typed_lang},
    words::{Word, stage_short},
};
use chrono::NaiveDate;
use domain::{
    stage::{Stage, StageState},
    view::{CaseListView, CaseRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Case, systems, seven 工程, 施行日, 本番, 課題.
const COLUMNS: &str = "12";

/// The table and the legend of its signs. Live cases first.
pub fn matrix(list: CaseListView) -> impl IntoView {
    let l = locale();
    let today = list.today;
    let (over, live): (Vec<_>, Vec<_>) = list.rows.into_iter().partition(|row| row.state.is_over());
    let table = view! {
        <table class="grid case-matrix">
            <caption class="visually-hidden">{td_string!(l, cases.caption)}</caption>
            {head()}
            {group(td_string!(l, cases.live), "matrix-live", live, today)}
            {group(td_string!(l, cases.over), "matrix-over", over, today)}
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

/// 継続中 or 完了; nothing without rows.
fn group(name: &'static str, class: &'static str, rows: Vec<CaseRow>, today: NaiveDate) -> Option<impl IntoView> {
    let l = locale();
    (!rows.is_empty()).then(|| {
        let count = td_string!(l, shell.count, n = rows.len()).to_string();
        let rows = rows.iter().map(|row| case_row(row, today)).collect_view();
        view! {
            <tbody class=class>
                <tr class="matrix-group">
                    <th colspan=COLUMNS scope="rowgroup"><span>{name}" "{count}</span></th>
                </tr>
                {rows}
            </tbody>
        }
    })
}

fn case_row(row: &CaseRow, today: NaiveDate) -> impl IntoView + use<> {
    let cell = |stage: &Stage| {
        let current = !row.state.is_over() && row.current_stage == Some(*stage);
        let class = if current { "matrix-cell is-current" } else { "matrix-cell" };
        view! { <td class=class aria-current=current.then_some("step")>{stage_lines(row, *stage, today)}</td> }
    };
    let lanes = row.systems.iter().map(|system| {
        view! { <div class="stage-line lane-code" title=system.name.clone()>{system.code.clone()}</div> }
    });
    let lanes = lanes.collect_view();
    view! {
        <tr>
            {case_head(row)}
            {Stage::ALL[..2].iter().map(cell).collect_view()}
            <td class="matrix-lanes">{lanes}</td>
            {Stage::ALL[2..].iter().map(cell).collect_view()}
            <td class="matrix-force">{days::in_force(row)}</td>
            <td class="matrix-golive">{chip::date_or_dash(row.go_live_on)}</td>
            {issues(row)}
        </tr>
    }
}

/// 信号, whose case it is, its number and 件名, and the worst reason.
fn case_head(row: &CaseRow) -> impl IntoView + use<> {
    let l = locale();
    let no = row.no.to_string();
    let mut who = vec![row.center.word().to_owned(), row.section.name.clone()];
    who.extend(row.manager.clone());
    let state = row.signal.is_none().then(|| {
        view! { <span class=format!("chip case-{}", row.state)>{row.state.word()}</span> }
    });
    view! {
        <th scope="row" class="matrix-case">
            <div class="case-who">
                {chip::signal(row.signal)}{state}
                <span title=td_string!(l, cases.columns.case_more)>{who.join(if l == Locale::ja { "・" } else { " · " })}</span>
            </div>
            <a class="case-link" href=format!("/cases/{no}")>
                <span class="case-no">{no.clone()}</span>" "<span class="case-title" lang=typed_lang()>{row.title.clone()}</span>
            </a>
            {signal_reasons::brief(row.no, &row.reasons)}
        </th>
    }
}

fn issues(row: &CaseRow) -> impl IntoView + use<> {
    let l = locale();
    let all = format!("/cases/{}/issues", row.no);
    let overdue = (row.overdue_issues > 0).then(|| {
        let href = format!("{all}?due=overdue");
        let text = td_string!(l, cases.overdue_issues, n = row.overdue_issues).to_string();
        view! {
            <a class="due due-overdue" href=href><span class="shape" aria-hidden="true">"■"</span>{text}</a>
        }
    });
    let open = td_string!(l, shell.count, n = row.open_issues).to_string();
    view! {
        <td class="matrix-issues">
            <a href=all.clone()>{td_string!(l, cases.open_issues)}" "{open}</a>
            {overdue}
        </td>
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
            <li>{td_string!(l, cases.legend.end)}</li>
            <li>{td_string!(l, cases.legend.late)}</li>
            <li><span class="stage-early">{td_string!(l, stages.early_mark)}</span>" "{td_string!(l, stages.early_legend)}</li>
            <li><span class="stage-early">{td_string!(l, stages.leave_out.mark)}</span>" "{td_string!(l, stages.leave_out.legend)}</li>
            <li>{td_string!(l, cases.legend.bar)}</li>
        </ul>
    }
}
