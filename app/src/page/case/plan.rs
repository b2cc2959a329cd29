//! Plan against actual as a table: what the bars show, in dates.

use crate::{
    part::{
        chip,
        grid::{Name, framed},
        stage_cell::{slip, state_in_words},
    },
    viewer::{locale, reader, record_calendar},
    words::{Word, planning::flaw},
};
use domain::{
    planning::{PlanFlaw, flaws},
    signal::Signal,
    stage::Stage,
    view::{CaseRow, StageCell},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// One row per 工程 and lane, grouped by 工程.
pub fn plan(row: &CaseRow) -> impl IntoView + use<> {
    let l = locale();
    let stages = Stage::ALL.iter().filter_map(|stage| stage_rows(row, *stage)).collect_view();
    let caption = td_string!(l, cases.case.plan_caption);
    view! {
        <section aria-labelledby="case-plan">
            <h2 id="case-plan">{td_string!(l, cases.case.plan)}</h2>
            {framed(Name::Heard(caption.into()), "case-plan", head(), stages)}
            {said(row)}
        </section>
    }
}

/// What is wrong or odd in the days to come.
fn said(row: &CaseRow) -> Option<AnyView> {
    if row.state.is_over() {
        return None;
    }
    let found = flaws(&row.stages, row.go_live_on, &record_calendar());
    let line = |(stage, system, what): (Stage, Option<String>, PlanFlaw)| {
        view! { <li><span aria-hidden="true">"▲ "</span>{flaw(stage, system, what)}</li> }
    };
    (!found.is_empty()).then(|| {
        let lines = found.into_iter().map(line).collect_view();
        view! { <ul class="plan-said">{lines}</ul> }.into_any()
    })
}

fn head() -> impl IntoView {
    let l = locale();
    let start_end = || {
        view! {
            <th scope="col" class="plan-group">{td_string!(l, cases.case.start)}</th>
            <th scope="col">{td_string!(l, cases.case.end)}</th>
        }
    };
    view! {
            <tr>
                <th scope="col" rowspan="2">{td_string!(l, cases.case.stage)}</th>
                <th scope="col" rowspan="2">{td_string!(l, cases.case.system)}</th>
                <th scope="colgroup" colspan="2" class="plan-group">{td_string!(l, cases.case.first_plan)}</th>
                <th scope="colgroup" colspan="2" class="plan-group">{td_string!(l, cases.case.current_plan)}</th>
                <th scope="colgroup" colspan="2" class="plan-group">{td_string!(l, cases.case.actual)}</th>
                <th scope="col" rowspan="2" class="plan-group">{td_string!(l, cases.case.late)}</th>
                <th scope="col" rowspan="2">{td_string!(l, cases.case.state)}</th>
            </tr>
            <tr>{start_end()}{start_end()}{start_end()}</tr>
    }
}

fn stage_rows(row: &CaseRow, stage: Stage) -> Option<impl IntoView + use<>> {
    let cells: Vec<_> = row.stages.iter().filter(|cell| cell.stage == stage).collect();
    let (first, rest) = cells.split_first()?;
    let current = !row.state.is_over() && row.current_stage == Some(stage);
    let class = if current { "is-current" } else { "" };
    let rest = rest.iter().map(|cell| view! { <tr>{dates(cell)}</tr> }).collect_view();
    Some(view! {
        <tbody class=class>
            <tr>
                <th scope="rowgroup" rowspan=cells.len().to_string() class="plan-stage">
                    <span class="plan-number">{stage.number()}</span>" "{stage.word()}
                </th>
                {dates(first)}
            </tr>
            {rest}
        </tbody>
    })
}

fn dates(cell: &StageCell) -> impl IntoView + use<> {
    let l = locale();
    let moved = (cell.planned_start, cell.planned_end) != (cell.first_start, cell.first_end);
    let moved = if moved { "plan-moved" } else { "" };
    let system = cell.system.clone().unwrap_or_else(|| td_string!(l, cases.case.whole).to_owned());
    let late = (cell.late_days > 0).then(|| {
        let (class, mark) = match slip(cell.late_days) {
            _ if cell.state.is_over() || cell.stopped_on.is_some() => ("late-past", ""),
            Signal::Red => ("late-red", "■"),
            _ => ("late-yellow", "▲"),
        };
        view! { <span class=class>{mark}"+"{cell.late_days}</span> }
    });
    let state = match cell.stopped_on {
        Some(_) => view! { <span class="chip">{state_in_words(cell, reader())}</span> }.into_any(),
        None => chip::stage_state(cell.state).into_any(),
    };
    let out = cell
        .leave_out_proposed
        .then(|| view! { " "<span class="chip">{td_string!(l, stages.leave_out.proposed_word)}</span> });
    let why = cell.leave_out_reason.clone().map(|reason| {
        let text = td_string!(l, stages.leave_out.reason, reason = reason).to_string();
        view! { <p class="plan-why as-typed">{text}</p> }
    });
    let replanned = cell.replan_reason.clone().map(|reason| {
        let text = td_string!(l, cases.case.replan_reason, reason = reason).to_string();
        view! { <p class="plan-why as-typed">{text}</p> }
    });
    view! {
        <td class="lane-code">{system}</td>
        <td class="plan-group">{chip::date(cell.first_start)}</td>
        <td>{chip::date(cell.first_end)}</td>
        <td class=format!("plan-group {moved}")>{chip::date(cell.planned_start)}</td>
        <td class=moved>{chip::date(cell.planned_end)}</td>
        <td class="plan-group">{chip::date_or_dash(cell.actual_start)}</td>
        <td>{chip::date_or_dash(cell.actual_end)}</td>
        <td class="plan-group plan-late">{late}</td>
        <td>{state}{out}{why}{replanned}</td>
    }
}
