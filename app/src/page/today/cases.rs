//! The live cases I have to do with, the most endangered first.

use crate::{
    part::{chip, days, signal_reasons, stage_link::stage_href},
    viewer::{locale, reader, typed_lang},
    words::{Word, stage_short},
};
use domain::{
    case::CaseState,
    stage::StageState,
    view::{CaseRow, StageCell, TodayView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 信号, case with the worst reason, 工程, 施行日, 本番.
pub fn cases(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    let content = if today.cases.is_empty() {
        view! {
            <p class="today-none">
                {td_string!(l, today.none_cases)}" "
                <a href="/cases?state=completed">{td_string!(l, today.see_past)}</a>
            </p>
        }
        .into_any()
    } else {
        let rows = today.cases.iter().map(row).collect_view();
        view! {
            <table class="grid today-cases">
                <caption class="visually-hidden">{td_string!(l, today.caption_cases)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(l, today.signal)}</th>
                        <th scope="col">{td_string!(l, today.case)}</th>
                        <th scope="col">{td_string!(l, today.stage)}</th>
                        <th scope="col">{td_string!(l, today.in_force)}</th>
                        <th scope="col">{td_string!(l, today.go_live)}</th>
                    </tr>
                </thead>
                {rows}
            </table>
        }
        .into_any()
    };
    view! {
        <section id="cases" class="today-section" aria-labelledby="cases-heading">
            <div class="section-head">
                <h2 id="cases-heading">{td_string!(l, today.cases)}</h2>
                <a href="/cases">{td_string!(l, today.all_cases)}</a>
            </div>
            {content}
        </section>
    }
}

fn row(row: &CaseRow) -> impl IntoView + use<> {
    let stage = row.current_stage.map(|stage| {
        let text = format!("{} {}", stage.number(), stage_short(stage));
        // Of several systems the one that waits for its gate; else the page offers the choice.
        let waits = |cell: &&StageCell| cell.stage == stage && cell.state == StageState::AwaitingGate;
        let system = row.stages.iter().find(waits).and_then(|cell| cell.system.as_deref());
        view! { <a href=stage_href(row.no, stage, system) title=stage.word()>{text}</a> }
    });
    // Over the whole width: a reason that ends in the middle is none.
    let why = (!row.reasons.is_empty()).then(|| {
        let reasons = chip::inert(signal_reasons::brief(row.no, &row.reasons, reader().locale));
        view! { <tr class="today-why"><td></td><td colspan="4">{reasons}</td></tr> }
    });
    view! {
        <tbody><tr class=why.is_some().then_some("has-why")>
            <td>{chip::signal(row.signal)}</td>
            <th scope="row">
                <a class="case-link" href=format!("/cases/{}", row.no)>
                    <span class="case-no">{row.no.to_string()}</span>" "<span class="case-title" lang=typed_lang()>{row.title.clone()}</span>
                </a>
                {(row.state == CaseState::OnHold).then(|| view! { " "{chip::case_state(row.state)} })}
            </th>
            <td class="today-stage">{stage}</td>
            <td class="matrix-force">{chip::inert(days::in_force(row, reader()))}</td>
            <td>{chip::date_or_dash(row.go_live_on)}</td>
        </tr>
        {why}</tbody>
    }
}
