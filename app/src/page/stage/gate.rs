//! 完了判定: who decides, what is not met, and the one thing to do next.

use super::{deciding, leaving_out, working};
use crate::{
    part::unmet::unmet_item,
    texts::Locale,
    viewer::{locale, moment},
    words::{Word, stages::step},
};
use domain::{
    gate::is_confirmed,
    stage::StageState,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn gate(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let heading = if is_confirmed(page.stage) {
        td_string!(l, stages.gate.heading_confirm)
    } else {
        td_string!(l, stages.gate.heading)
    };
    let waits = stage.cell.state == StageState::AwaitingGate || stage.cell.leave_out_proposed;
    let waiting = stage.may_decide && waits && page.case_state.is_at_work();
    let class = if waiting { "panel stage-gate stage-gate-mine" } else { "panel stage-gate" };
    let mine = waiting.then(|| view! { " "<span class="ball-mine">{td_string!(l, shell.your_turn)}</span> });
    view! {
        <section class=class aria-labelledby="gate-heading">
            <h2 id="gate-heading">{heading}{mine}</h2>
            {who(stage)}
            {unmet(stage)}
            {next(page, stage)}
        </section>
    }
    .into_any()
}

fn who(stage: &StageView) -> AnyView {
    let l = locale();
    if stage.approvers.is_empty() && !stage.cell.state.is_over() {
        return view! { <p class="notice notice-warning">{td_string!(l, stages.gate.nobody)}</p> }.into_any();
    }
    let names = stage.approvers.join(if l == Locale::ja { "、" } else { ", " });
    match stage.cell.state {
        StageState::AwaitingGate if !stage.may_decide => {
            let waits = td_string!(l, stages.gate.waits, who = names).to_string();
            view! { <p>{waits}</p> }.into_any()
        }
        StageState::Done | StageState::NotApplicable => ().into_any(),
        _ => view! { <p>{td_string!(l, stages.gate.who)}" "<b>{names}</b></p> }.into_any(),
    }
}

/// While the gate is ahead: what is left, each with its link. Before the start, only its order and what it starts from.
fn unmet(stage: &StageView) -> AnyView {
    let l = locale();
    if stage.cell.state.is_over() {
        return ().into_any();
    }
    let started = stage.cell.state != StageState::NotStarted;
    let left: Vec<_> = stage.unmet.iter().filter(|it| started || it.counts_at_start()).collect();
    if left.is_empty() {
        return started
            .then(|| view! { <p class="gate-met"><span aria-hidden="true">"✓ "</span>{td_string!(l, stages.gate.unmet_none)}</p> })
            .into_any();
    }
    let count = td_string!(l, shell.count, n = left.len()).to_string();
    let items = left.into_iter().map(unmet_item).collect::<Vec<_>>();
    view! {
        <h3>{td_string!(l, stages.gate.unmet)}" "<span class="section-count">{count}</span></h3>
        <ul class="unmet">{items}</ul>
    }
    .into_any()
}

/// The decision that ended the 工程.
fn decided(page: &StagePage, stage: &StageView) -> AnyView {
    let Some(last) = stage.history.iter().find(|it| it.step.verdict().is_some()) else {
        return view! { <p>{td_string!(locale(), stages.gate.done)}</p> }.into_any();
    };
    view! {
        <p>
            <span class=format!("chip gate-{}", last.step)>{step(last.step, page.stage)}</span>" "
            <time datetime=last.at.to_rfc3339()>{moment(last.at)}</time>" "{last.by.clone()}" "
            <span class="history-org">{last.org.clone()}</span>
        </p>
    }
    .into_any()
}

fn next(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let at_work = page.case_state.is_at_work();
    let rests = (!at_work && !stage.cell.state.is_over()).then(|| {
        let text = td_string!(l, stages.gate.case_rests, state = page.case_state.word()).to_string();
        view! { <p class="notice notice-warning">{text}</p> }
    });
    let forms = match stage.cell.state {
        StageState::NotStarted if stage.cell.leave_out_proposed => leaving_out::waiting(page, stage),
        StageState::AwaitingGate if !at_work && stage.may_work && !page.case_state.is_over() => {
            working::recall(page, stage)
        }
        StageState::InProgress if !at_work && stage.may_work && !page.case_state.is_over() => {
            working::report(page, stage)
        }
        StageState::NotStarted | StageState::InProgress | StageState::AwaitingGate if !at_work => ().into_any(),
        StageState::NotStarted if stage.may_work => {
            let start = if stage.may_start {
                working::start(page, stage)
            } else {
                view! { <p class="support">{td_string!(l, stages.gate.not_yours_to_release)}</p> }.into_any()
            };
            view! { {start}{leaving_out::propose(page, stage)} }.into_any()
        }
        StageState::InProgress if stage.may_work => working::under_way(page, stage),
        StageState::AwaitingGate if stage.may_decide || stage.may_work => {
            let decide = stage.may_decide.then(|| deciding::decide(page, stage));
            let recall = stage.may_work.then(|| working::recall(page, stage));
            view! { {decide}{recall} }.into_any()
        }
        StageState::Done => return decided(page, stage),
        StageState::NotApplicable => return leaving_out::left_out(page, stage),
        StageState::AwaitingGate => return ().into_any(),
        _ => return view! { <p class="support">{td_string!(l, stages.gate.no_work)}</p> }.into_any(),
    };
    view! { <div class="stage-next">{rests}{forms}</div> }.into_any()
}
