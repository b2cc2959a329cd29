//! What all forms of the page share.

use crate::{form::beginning, part::stage_link::stage_href};
use domain::{
    refusal::Field,
    view::{StagePage, StageView},
};
use leptos::prelude::*;

/// A form of the page: it names its verb, its lane and the version that the person has before them.
pub(super) fn post(page: &StagePage, stage: &StageView, verb: &'static str, inputs: impl IntoView) -> AnyView {
    let inputs = inputs.into_any();
    let system = stage.system.as_ref().map(|it| it.code.clone());
    view! {
        <form method="post" action=href(page, stage) class="stage-form">
            {beginning(verb)}
            <input type="hidden" name=Field::System.as_str() value=system.unwrap_or_default()/>
            <input type="hidden" name=Field::Version.as_str() value=stage.version.to_string()/>
            {inputs}
        </form>
    }
    .into_any()
}

/// The page's own address.
pub(super) fn href(page: &StagePage, stage: &StageView) -> String {
    stage_href(page.case.no, page.stage, stage.system.as_ref().map(|it| it.code.as_str()))
}
