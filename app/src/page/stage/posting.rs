//! What all forms of the page share.

use crate::part::{self, stage_link::stage_href, will_read::will_read};
use domain::{
    refusal::Field,
    view::{StagePage, StageView},
    visibility::Scope,
};
use leptos::prelude::*;

/// A tick has nothing typed, and stands at every line.
const TICKS: [&str; 2] = ["tick_stage_line", "untick_stage_line"];

/// A form of the page: it names its verb, its lane and the version that the person has before them.
pub(super) fn post(page: &StagePage, stage: &StageView, verb: &'static str, inputs: impl IntoView) -> AnyView {
    let system = stage.system.as_ref().map(|it| it.code.clone());
    let readers =
        (!TICKS.contains(&verb)).then(|| will_read(Scope::Shared, stage.system.as_ref().map(|it| it.name.as_str())));
    let inputs = view! {
        {readers}
        <input type="hidden" name=Field::System.as_str() value=system.unwrap_or_default()/>
        {inputs}
    };
    part::post::post(href(page, stage), "stage-form", verb, Some(stage.version), inputs)
}

/// The page's own address.
pub(super) fn href(page: &StagePage, stage: &StageView) -> String {
    stage_href(page.case.no, page.stage, stage.system.as_ref().map(|it| it.code.as_str()))
}
