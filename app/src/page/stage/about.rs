//! What the 工程 is for, and its plan against what was.

use crate::{
    part::{chip, stage_cell::slip},
    texts::Locale,
    viewer::locale,
    words::stages::about as words,
};
use domain::{
    gate::is_confirmed,
    signal::Signal,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// In the specification's own words.
pub(super) fn about(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let words = words(page.stage);
    let seed = words.seed.lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect::<Vec<_>>();
    let section = page.section.name.clone();
    let rule = if is_confirmed(page.stage) {
        td_string!(l, stages.about.by_lead, section = section).to_string()
    } else {
        td_string!(l, stages.about.by_section, section = section).to_string()
    };
    let names = stage.approvers.join(if l == Locale::ja { "、" } else { ", " });
    let names = (!names.is_empty()).then(|| td_string!(l, stages.bracketed, text = names).to_string());
    view! {
        <section class="panel stage-about" aria-labelledby="about-heading">
            <h2 id="about-heading">{td_string!(l, stages.about.heading)}</h2>
            <ul class="stage-seed">{seed}</ul>
            <p class="support">{td_string!(l, stages.about.source)}</p>
            <dl class="facts">
                <dt>{td_string!(l, stages.about.entry)}</dt><dd>{words.entry}</dd>
                <dt>{td_string!(l, stages.about.inputs)}</dt><dd>{words.inputs}</dd>
                <dt>{td_string!(l, stages.about.outputs)}</dt><dd>{words.outputs}</dd>
                <dt>{td_string!(l, stages.about.acts)}</dt><dd>{words.acts}</dd>
                <dt>{td_string!(l, stages.about.approves)}</dt><dd>{rule}{names}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// 当初, 現行, 実績, and the form that corrects the last.
pub(super) fn plan(stage: &StageView, correct: Option<AnyView>) -> AnyView {
    let l = locale();
    let cell = &stage.cell;
    let late = (cell.late_days > 0).then(|| {
        let (class, mark) = match slip(cell.late_days) {
            _ if cell.state.is_over() || cell.stopped_on.is_some() => ("late-past", ""),
            Signal::Red => ("late-red", "■ "),
            _ => ("late-yellow", "▲ "),
        };
        let text = td_string!(l, stages.late, n = cell.late_days).to_string();
        view! { <p class=class><span aria-hidden="true">{mark}</span>{text}</p> }
    });
    let row = |name: &'static str, from, to| {
        view! { <tr><th scope="row">{name}</th><td>{chip::date_or_dash(from)}</td><td>{chip::date_or_dash(to)}</td></tr> }
    };
    let replanned = cell.replan_reason.clone().map(|reason| {
        let text = td_string!(l, cases.case.replan_reason, reason = reason).to_string();
        view! { <p class="as-typed">{text}</p> }
    });
    let percent = td_string!(l, stages.percent, n = stage.progress).to_string();
    let note = (!stage.progress_note.is_empty()).then(|| {
        view! { <span class="as-typed">{stage.progress_note.clone()}</span> }
    });
    view! {
        <section class="panel" aria-labelledby="plan-heading">
            <h2 id="plan-heading">{td_string!(l, stages.plan)}</h2>
            <table class="grid stage-plan">
                <thead>
                    <tr><td></td><th scope="col">{td_string!(l, stages.start)}</th><th scope="col">{td_string!(l, stages.end)}</th></tr>
                </thead>
                <tbody>
                    {row(td_string!(l, cases.case.first_plan), Some(cell.first_start), Some(cell.first_end))}
                    {row(td_string!(l, cases.case.current_plan), Some(cell.planned_start), Some(cell.planned_end))}
                    {row(td_string!(l, cases.case.actual), cell.actual_start, cell.actual_end)}
                </tbody>
            </table>
            {replanned}
            {late}
            <p>{td_string!(l, stages.progress)}" "<b>{percent}</b>" "{note}</p>
            {correct}
        </section>
    }
    .into_any()
}
