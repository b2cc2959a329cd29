//! Where the page is: the case, its seven 工程, the lanes of this one.

use super::steps;
use crate::{
    page::case::early::who_and_when,
    part::{
        banner::{Notice, NoticeKind},
        chip,
        stage_cell::{shape, state_in_words},
        stage_link::stage_href,
    },
    viewer::{locale, reader},
    words::Word,
};
use domain::{
    stage::Stage,
    view::{StageLane, StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

pub(super) fn head(page: &StagePage) -> AnyView {
    let l = locale();
    let no = page.case.no;
    let title = td_string!(l, stages.title, n = page.stage.number(), name = page.stage.word()).to_string();
    let system = page.view.as_ref().and_then(|it| it.system.clone());
    let named = system.as_ref().map(|it| view! { <span class="stage-system">{it.name.clone()}</span> });
    let state = page.view.as_ref().map(|it| match it.cell.stopped_on {
        Some(_) => view! { <span class="chip">{state_in_words(&it.cell, reader())}</span> }.into_any(),
        None => chip::stage_state(it.cell.state).into_any(),
    });
    let in_lane = system.as_ref().map(|it| format!("{} ", it.code)).unwrap_or_default();
    view! {
        <Title text=format!("{in_lane}{title} {no}")/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, cases.heading)}</a></li>
                <li><a href=format!("/cases/{no}")>{no.to_string()}" "{page.case.title.clone()}</a></li>
                <li aria-current="page">{title.clone()}</li>
            </ol>
        </nav>
        <div class="page-head stage-head">
            <h1>{title}" "{named}</h1>
            {state}
        </div>
        {steps::steps(page, system.as_ref().map(|it| it.code.as_str()))}
        {lanes(page, system.as_ref().map(|it| it.code.as_str()))}
    }
    .into_any()
}

/// The lanes of the 工程, with where it stands in each.
fn lanes(page: &StagePage, here: Option<&str>) -> Option<AnyView> {
    let l = locale();
    if page.lanes.len() < 2 {
        return None;
    }
    let lane = |lane: &StageLane| {
        let current = here == Some(lane.system.code.as_str());
        let href = stage_href(page.case.no, page.stage, Some(&lane.system.code));
        let state = lane.state.map(|state| {
            let word = state.word();
            view! { <span class=format!("lane-state is-{state}")><span aria-hidden="true">{shape(state)}</span>" "{word}</span> }
        });
        view! {
            <li>
                <a href=href aria-current=current.then_some("page") class="stage-tab">
                    <span class="stage-tab-name">{lane.system.name.clone()}</span>
                    {state}
                </a>
            </li>
        }
    };
    let lanes = page.lanes.iter().map(lane).collect::<Vec<_>>();
    Some(view! { <nav class="stage-tabs" aria-label=td_string!(l, stages.lanes)><ul>{lanes}</ul></nav> }.into_any())
}

/// What an early start leaves: a warning while the 工程 and its case are open, a note afterwards.
pub(super) fn early(page: &StagePage, stage: &StageView) -> Option<AnyView> {
    let l = locale();
    let reason = stage.early_reason.clone()?;
    let reason = td_string!(l, stages.early_reason, reason = reason).to_string();
    let by = stage.started_early.as_ref().map(who_and_when);
    let what =
        if page.stage == Stage::RELEASE { td_string!(l, stages.early_release) } else { td_string!(l, stages.early) };
    if page.case_state.is_over() || stage.cell.state.is_over() {
        return Some(view! { <p class="early-was as-typed">{what}" "{reason}" "{by}</p> }.into_any());
    }
    Some(
        view! {
            <Notice kind=NoticeKind::Warning>
                <p><b><span aria-hidden="true">"▲ "</span>{what}</b></p>
                <p class="as-typed">{reason}" "{by}</p>
            </Notice>
        }
        .into_any(),
    )
}
