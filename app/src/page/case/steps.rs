//! Step navigation 工程1–7, in the look of the Digital Agency's component, with the lanes below.

use crate::{
    part::{
        chip::inert,
        stage_cell::{STOPPED, shape, slip, stage_line},
        stage_link::stage_href,
    },
    viewer::{locale, reader},
    words::{Word, stage_short},
};
use domain::{
    case::CaseState,
    signal::Signal,
    stage::{Stage, StageState},
    view::{CasePage, StageCell},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// How a 工程 as a whole stands to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    Done,
    Skipped,
    /// Its case was cancelled before it was done.
    Stopped,
    Current,
    Started,
    Ahead,
}

/// The seven steps.
pub fn steps(case: &CasePage) -> impl IntoView + use<> {
    let l = locale();
    let steps = Stage::ALL.iter().map(|stage| step(case, *stage)).collect_view();
    view! {
        <section class="case-steps" aria-labelledby="case-steps">
            <h2 id="case-steps" class="visually-hidden">{td_string!(l, cases.case.steps)}</h2>
            <ol class="steps">{steps}</ol>
        </section>
    }
}

fn step(case: &CasePage, stage: Stage) -> impl IntoView + use<> {
    let l = locale();
    let cells: Vec<_> = case.row.stages.iter().filter(|cell| cell.stage == stage).collect();
    let current = !case.row.state.is_over() && case.row.current_stage == Some(stage);
    let reached = reached(&cells, current);
    let open = cells.iter().filter(|cell| !cell.state.is_over() && cell.stopped_on.is_none());
    let late = open.map(|cell| cell.late_days).max().unwrap_or(0);
    let class = format!("step {}{}", reached.class(), if late > 0 { " is-late" } else { "" });
    let position = td_string!(l, cases.case.step_of, n = stage.number()).to_string();
    let late = (late > 0).then(|| {
        let text = td_string!(l, cases.case.step.late, n = late).to_string();
        let (class, shape) = match slip(late) {
            Signal::Red => ("step-late late-red", "■"),
            _ => ("step-late late-yellow", "▲"),
        };
        view! { <span class=class><span class="shape" aria-hidden="true">{shape}</span>{text}</span> }
    });
    let (today, no, r) = (case.today, case.row.no, reader());
    let title = stage_href(no, stage, None);
    let lines = cells.into_iter().map(|cell| {
        let code = cell.system.clone().map(|code| view! { <span class="lane-code" aria-hidden="true">{code}</span> });
        view! { <li>{code}{inert(stage_line(no, cell, today, true, r))}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <li class=class aria-current=current.then_some("step")>
            <div class="step-head">
                <span class="step-mark" aria-hidden="true">{reached.mark(stage)}</span>
                <span class="visually-hidden">{position}</span>
                <a class="step-title" href=title title=stage.word()>{stage_short(stage)}</a>
                <span class="step-state">{reached.word()}</span>
                {late}
            </div>
            <ul class="step-lanes">{lines}</ul>
        </li>
    }
}

/// Done once nothing is left to do in any lane; skipped where no lane does it.
fn reached(cells: &[&StageCell], current: bool) -> Reached {
    let all = |test: fn(StageState) -> bool| cells.iter().all(|cell| test(cell.state));
    if all(|state| state == StageState::NotApplicable) {
        Reached::Skipped
    } else if all(StageState::is_over) {
        Reached::Done
    } else if cells.iter().any(|cell| cell.stopped_on.is_some()) {
        Reached::Stopped
    } else if current {
        Reached::Current
    } else if all(|state| matches!(state, StageState::NotStarted | StageState::NotApplicable)) {
        Reached::Ahead
    } else {
        Reached::Started
    }
}

impl Reached {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "step-done",
            Self::Skipped | Self::Stopped => "step-skipped",
            Self::Current => "step-current",
            Self::Started => "step-started",
            Self::Ahead => "step-ahead",
        }
    }

    fn mark(self, stage: Stage) -> String {
        match self {
            Self::Done => shape(StageState::Done).to_owned(),
            Self::Skipped => shape(StageState::NotApplicable).to_owned(),
            Self::Stopped => STOPPED.to_owned(),
            Self::Current | Self::Started | Self::Ahead => stage.number().to_string(),
        }
    }

    fn word(self) -> &'static str {
        let l = locale();
        match self {
            Self::Done => td_string!(l, cases.case.step.done),
            Self::Skipped => td_string!(l, cases.case.step.skipped),
            Self::Stopped => CaseState::Cancelled.word(),
            Self::Current => td_string!(l, cases.case.step.current),
            Self::Started => td_string!(l, cases.case.step.started),
            Self::Ahead => td_string!(l, cases.case.step.ahead),
        }
    }
}
