//! What all forms of the page share.

use crate::part::{self, stage_link::stage_href, will_read::will_read};
use domain::{
    gate::Unmet,
    refusal::Field,
    stage::StageState,
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

/// Whether the page has a form for that verb.
pub(super) fn offers(page: &StagePage, stage: &StageView, verb: &str) -> bool {
    let (state, proposed) = (stage.cell.state, stage.cell.leave_out_proposed);
    let at_work = page.case_state.is_at_work();
    let decides = at_work && stage.may_decide && state == StageState::AwaitingGate;
    let begins = at_work && stage.may_work && state == StageState::NotStarted && !proposed;
    match verb {
        "start_stage" => begins && stage.may_start,
        "propose_leave_out" => begins,
        "leave_out_agreed" | "leave_out_returned" => at_work && stage.may_decide && proposed,
        "undo_leave_out" => at_work && stage.may_decide && state == StageState::NotApplicable,
        "report_stage" => stage.may_work && state == StageState::InProgress && !page.case_state.is_over(),
        "correct_stage" => stage.may_correct.is_some() && !page.case_state.is_over(),
        "gate_approved" => decides && stage.unmet.is_empty(),
        "gate_conditional" => decides && stage.unmet.iter().all(Unmet::can_be_conditioned),
        "gate_returned" => decides,
        "add_stage_line" | "edit_stage_line" | "leave_out_line" => {
            stage.may_work && !state.is_over() && !page.case_state.is_over()
        }
        "recall_gate" => stage.may_recall && state == StageState::AwaitingGate && !page.case_state.is_over(),
        "recall_leave_out" => stage.may_recall && proposed && !page.case_state.is_over(),
        // A button has nothing typed.
        _ => true,
    }
}
