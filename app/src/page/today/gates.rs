//! 工程 of my cases whose 工程完了判定 waits for somebody else; what waits for me stands on top (`part/gates_waiting`).

use crate::{
    part::{chip, stage_link::stage_href},
    viewer::{locale, typed_lang},
    words::stage_short,
};
use domain::{
    stage::StageState,
    view::{CaseRow, StageCell, TodayView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The nearest planned end first; nothing while none waits.
pub fn gates(today: &TodayView) -> Option<impl IntoView + use<>> {
    let l = locale();
    let waits =
        |cell: &&StageCell| (cell.state == StageState::AwaitingGate || cell.leave_out_proposed) && !cell.my_gate;
    let mut waiting: Vec<(&CaseRow, &StageCell)> =
        today.cases.iter().flat_map(|row| row.stages.iter().filter(waits).map(move |cell| (row, cell))).collect();
    waiting.sort_by_key(|(row, cell)| (cell.planned_end, row.no));
    if waiting.is_empty() {
        return None;
    }
    let rows = waiting.into_iter().map(|(row, cell)| gate(row, cell)).collect_view();
    Some(view! {
        <section id="gates-open" class="today-section" aria-labelledby="gates-open-heading">
            <div class="section-head"><h2 id="gates-open-heading">{td_string!(l, today.gates)}</h2></div>
            <table class="grid today-gates">
                <caption class="visually-hidden">{td_string!(l, today.caption_gates)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(l, today.case)}</th>
                        <th scope="col">{td_string!(l, today.gate_stage)}</th>
                        <th scope="col">{td_string!(l, today.gate_end)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn gate(row: &CaseRow, cell: &StageCell) -> impl IntoView + use<> {
    let href = stage_href(row.no, cell.stage.number(), cell.system.as_deref());
    let system = cell.system.clone().map(|code| view! { " "<span class="lane-code">{code}</span> });
    let out = cell.leave_out_proposed.then(|| {
        view! { " "<span class="chip">{td_string!(locale(), stages.leave_out.proposed_word)}</span> }
    });
    let stage = format!("{} {}", cell.stage.number(), stage_short(cell.stage));
    view! {
        <tr>
            <th scope="row">
                <a class="case-link" href=href>
                    <span class="case-no">{row.no.to_string()}</span>" "<span class="case-title" lang=typed_lang()>{row.title.clone()}</span>
                </a>
            </th>
            <td>{stage}{system}{out}</td>
            <td>{chip::date(cell.planned_end)}</td>
        </tr>
    }
}
