//! 工程: what it is for, where it stands, its checklist, and its gate.

mod about;
mod checklist;
mod correcting;
mod deciding;
mod gate;
mod head;
mod history;
mod leaving_out;
mod line_form;
mod posting;
mod steps;
mod working;

use crate::{
    api::read_stage,
    form::{came_back, sent_by},
    part::{empty::Empty, loaded::loaded, standing},
    viewer::locale,
    words::Word,
};
use domain::{
    refusal::Field,
    view::{self, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/cases/{no}/stages/{n}`; `?system=` names the lane of 工程3 to 7, `?edit=` the line whose form is open.
#[component]
pub fn StagePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let key = move || {
        let param = |name: &str| params.read().get(name).unwrap_or_default();
        (param("no"), param("n"), query.read().get("system").unwrap_or_else(system_sent))
    };
    let stage = Resource::new(key, |(no, n, system)| read_stage(no, n, system));
    loaded(stage, move |page| {
        let refused = sent_by(&["edit_stage_line", "leave_out_line"], Field::Line.as_str());
        shown(&page, &refused.or_else(|| query.read_untracked().get("edit")).unwrap_or_default())
    })
}

/// A form that came back after a sign-in names its lane itself.
fn system_sent() -> String {
    came_back().and_then(|it| it.sent(Field::System.as_str()).map(str::to_owned)).unwrap_or_default()
}

fn shown(page: &view::StagePage, edit: &str) -> AnyView {
    let l = locale();
    let inside = match &page.view {
        Some(stage) => whole(page, stage, edit),
        None if !page.stage.is_per_lane() || page.lanes.len() == 1 => {
            view! { <Empty why=td_string!(l, stages.not_planned)/> }.into_any()
        }
        None if page.lanes.is_empty() => view! { <Empty why=td_string!(l, stages.no_lanes)/> }.into_any(),
        None => view! { <p>{td_string!(l, stages.choose_lane)}</p> }.into_any(),
    };
    view! { {head::head(page)} {inside} }.into_any()
}

fn whole(page: &view::StagePage, stage: &StageView, edit: &str) -> AnyView {
    let l = locale();
    standing::now(stage.cell.state.word());
    if !stage.reads {
        return view! {
            <p class="support">{td_string!(l, stages.header_only)}</p>
            <div class="stage-columns">
                <div class="stage-main">{about::plan(stage, None)}</div>
                <div class="stage-side">{about::about(page, stage)}</div>
            </div>
        }
        .into_any();
    }
    view! {
        {head::early(page, stage)}
        <div class="stage-columns">
            <div class="stage-main">
                {gate::gate(page, stage)}
                {checklist::checklist(page, stage, edit)}
            </div>
            <div class="stage-side">
                {about::about(page, stage)}
                {about::plan(stage, correcting::correct(page, stage))}
                {history::history(page, stage)}
            </div>
        </div>
    }
    .into_any()
}
