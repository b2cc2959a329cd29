//! Gates that wait for the viewer's decision; nothing where there are none.

use crate::{
    part::{chip, stage_link::stage_href},
    viewer::locale,
    words::event::stage_name,
};
use domain::view::{CaseRow, GateWaiting};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// あなたの判定を待つ工程, among these cases.
pub fn gates_waiting(cases: &[CaseRow]) -> Option<AnyView> {
    let l = locale();
    let waiting = domain::view::gates_waiting(cases);
    if waiting.is_empty() {
        return None;
    }
    let rows = waiting.iter().map(row).collect::<Vec<_>>();
    Some(
        view! {
            <section id="gates" class="today-section panel gates-waiting" aria-labelledby="gates-heading">
                <h2 id="gates-heading">{td_string!(l, stages.waiting.heading)}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn row(gate: &GateWaiting) -> AnyView {
    let l = locale();
    let href = stage_href(gate.no, gate.stage, gate.system.as_deref());
    view! {
        <li>
            <a href=href>
                {stage_name(gate.stage, gate.system.as_deref())}" "
                <span class="gates-case">{gate.no.to_string()}" "{gate.title.clone()}</span>
            </a>
            {gate.leave_out.then(|| view! { <span class="chip">{td_string!(l, stages.leave_out.decide)}</span> })}
            <span class="gates-end">{td_string!(l, stages.waiting.planned_end)}" "{chip::date(gate.planned_end)}</span>
        </li>
    }
    .into_any()
}
