//! What was typed into a form that the page does not offer any more: nothing typed is lost.

use crate::{
    form::{Returned, Typed, came_back},
    part::text_area::TextArea,
    viewer::locale,
    words::Word,
};
use domain::{
    gate::Unmet,
    refusal::Field,
    stage::StageState,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The fields that people write rather than choose.
const WRITTEN: [Field; 6] =
    [Field::Reason, Field::Text, Field::Condition, Field::ConditionDue, Field::Line, Field::Evidence];

/// Nothing unless a refused form has no place on the page.
pub(super) fn kept(page: &StagePage, stage: &StageView) -> Option<AnyView> {
    let l = locale();
    let returned = came_back().filter(|returned| !offers(page, stage, &returned.verb))?;
    let texts = WRITTEN.iter().filter_map(|field| text(&returned, *field)).collect::<Vec<_>>();
    if texts.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="panel issue-kept" aria-labelledby="kept-heading">
                <h2 id="kept-heading">{td_string!(l, stages.kept)}</h2>
                <p class="support">{td_string!(l, stages.kept_lead)}</p>
                {texts}
            </section>
        }
        .into_any(),
    )
}

fn text(returned: &Returned, field: Field) -> Option<AnyView> {
    let typed = returned.fields.iter().filter(|(name, value)| name == field.as_str() && !value.is_empty());
    let text = typed.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return None;
    }
    let rows = if text.contains('\n') || text.chars().count() > 80 { 5 } else { 1 };
    Some(
        view! { <TextArea verb="kept" field=field typed=Typed::default() value=text label=field.word() readonly=true rows=rows/> }
            .into_any(),
    )
}

/// Whether the page has a form for that verb.
fn offers(page: &StagePage, stage: &StageView, verb: &str) -> bool {
    let (state, proposed) = (stage.cell.state, stage.cell.leave_out_proposed);
    let at_work = page.case_state.is_at_work();
    let decides = at_work && stage.may_decide && state == StageState::AwaitingGate;
    let begins = at_work && stage.may_work && state == StageState::NotStarted && !proposed;
    match verb {
        "start_stage" | "propose_leave_out" => begins,
        "leave_out_agreed" | "leave_out_returned" => at_work && stage.may_decide && proposed,
        "report_stage" => stage.may_work && state == StageState::InProgress && !page.case_state.is_over(),
        "gate_approved" => decides && stage.unmet.is_empty(),
        "gate_conditional" => decides && stage.unmet.iter().all(Unmet::can_be_conditioned),
        "gate_returned" => decides,
        "add_stage_line" | "edit_stage_line" | "leave_out_line" => {
            stage.may_work && !state.is_over() && !page.case_state.is_over()
        }
        // A button has nothing typed.
        _ => true,
    }
}
