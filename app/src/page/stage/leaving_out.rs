//! 対象外 of the 工程: the proposal, its answer, what stays of it, and the way back.

use super::{posting::post, working::take_back};
use crate::{
    form::typed,
    part::{fold::fold, text_area::TextArea},
    texts::Locale,
    viewer::locale,
};
use domain::{
    gate::is_confirmed,
    refusal::Field,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// For who works on a 工程 that has not begun.
pub(super) fn propose(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "propose_leave_out";
    let l = locale();
    let back = typed(VERB);
    let lead = td_string!(l, stages.leave_out.propose_lead, who = deciders(stage)).to_string();
    let word = td_string!(l, stages.leave_out.propose);
    let inputs = view! {
        <p class="support">{lead}</p>
        <TextArea verb=VERB field=Field::Reason typed=back.clone() required=true rows=3/>
        <button type="submit" class="button-quiet">{word}</button>
    };
    fold(word, back.is_returned(), post(page, stage, VERB, inputs))
}

/// While a proposal waits: what it says, and what the reader can do with it.
pub(super) fn waiting(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let waits = (!stage.may_decide).then(|| {
        let text = td_string!(l, stages.leave_out.waits, who = deciders(stage)).to_string();
        view! { <p>{text}</p> }
    });
    let at_work = page.case_state.is_at_work();
    let recalls = stage.may_work && !page.case_state.is_over();
    view! {
        <p class="notice notice-warning">{td_string!(l, stages.leave_out.proposed)}</p>
        {reason(stage)}
        {waits}
        {(stage.may_decide && at_work).then(|| answer(page, stage))}
        {recalls.then(|| recall(page, stage))}
    }
    .into_any()
}

/// Of a 工程 that is 対象外.
pub(super) fn left_out(page: &StagePage, stage: &StageView) -> AnyView {
    let undo = (stage.may_decide && page.case_state.is_at_work()).then(|| undo(page, stage));
    view! { <p>{td_string!(locale(), stages.leave_out.done)}</p>{reason(stage)}{undo} }.into_any()
}

/// For who decided it.
fn undo(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "undo_leave_out";
    let l = locale();
    let back = typed(VERB);
    let word = td_string!(l, stages.leave_out.undo);
    let inputs = view! {
        <p class="support">{td_string!(l, stages.leave_out.undo_lead)}</p>
        <TextArea verb=VERB field=Field::Reason typed=back.clone() required=true rows=3/>
        <button type="submit" class="button-quiet">{word}</button>
    };
    fold(word, back.is_returned(), post(page, stage, VERB, inputs))
}

fn reason(stage: &StageView) -> Option<AnyView> {
    let reason = stage.cell.leave_out_reason.clone()?;
    let text = td_string!(locale(), stages.leave_out.reason, reason = reason).to_string();
    Some(view! { <p class="as-typed">{text}</p> }.into_any())
}

fn deciders(stage: &StageView) -> String {
    stage.approvers.join(if locale() == Locale::ja { "、" } else { ", " })
}

fn answer(page: &StagePage, stage: &StageView) -> AnyView {
    const AGREE: &str = "leave_out_agreed";
    const RETURN: &str = "leave_out_returned";
    let l = locale();
    let (agree, back) = (typed(AGREE), typed(RETURN));
    let word = if is_confirmed(page.stage) {
        td_string!(l, stages.leave_out.confirm)
    } else {
        td_string!(l, stages.leave_out.agree)
    };
    let agree = view! {
        <TextArea verb=AGREE field=Field::Reason typed=agree label=td_string!(l, stages.verb.comment) rows=2/>
        <button type="submit" class="button">{word}</button>
    };
    let send_back = td_string!(l, stages.leave_out.send_back);
    let returned = view! {
        <TextArea verb=RETURN field=Field::Reason typed=back.clone() label=td_string!(l, stages.verb.back_reason) required=true rows=3/>
        <button type="submit" class="button-danger">{send_back}</button>
    };
    view! {
        {fold(word, true, post(page, stage, AGREE, agree))}
        {fold(send_back, back.is_returned(), post(page, stage, RETURN, returned))}
    }
    .into_any()
}

fn recall(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "recall_leave_out";
    take_back(page, stage, VERB, td_string!(locale(), stages.leave_out.recall))
}
