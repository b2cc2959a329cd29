//! What can be done with the case as a whole, one form each.

use super::post;
use crate::{
    form::typed,
    part::{field::Hints, fold::fold, text_area::TextArea, will_read::case_will_read},
    viewer::locale,
    words::Word,
};
use domain::{
    case::{CaseMove, CaseState},
    refusal::Field,
    view::CaseEditPage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn moves(page: &CaseEditPage) -> AnyView {
    let l = locale();
    if page.moves.is_empty() {
        return ().into_any();
    }
    let now = td_string!(l, planning.moves_lead, state = page.state.word()).to_string();
    let forms = page.moves.iter().map(|mv| form(page, *mv)).collect::<Vec<_>>();
    view! {
        <section class="panel" aria-labelledby="case-moves">
            <h2 id="case-moves">{td_string!(l, planning.moves)}</h2>
            <p class="support">{now}</p>
            {forms}
        </section>
    }
    .into_any()
}

fn form(page: &CaseEditPage, mv: CaseMove) -> AnyView {
    let l = locale();
    let verb = mv.as_str();
    let back = typed(verb);
    let open = back.is_returned() || mv == CaseMove::Confirm;
    let lead = match mv {
        CaseMove::Confirm => td_string!(l, planning.confirm_lead).to_owned(),
        CaseMove::Hold => td_string!(l, planning.hold_lead).to_owned(),
        CaseMove::Resume => td_string!(l, planning.resume_lead).to_owned(),
        CaseMove::Complete => td_string!(l, planning.complete_lead).to_owned(),
        // A draft has none.
        CaseMove::Cancel if page.state == CaseState::Draft => td_string!(l, planning.cancel_draft_lead).to_owned(),
        CaseMove::Cancel => td_string!(l, planning.cancel_lead, n = page.open_issues).to_string(),
    };
    let reason = if mv.needs_reason() {
        view! { <TextArea verb=verb field=Field::Reason typed=back.clone() required=true rows=2/> }.into_any()
    } else {
        let note = td_string!(l, planning.note);
        view! { <TextArea verb=verb field=Field::Reason typed=back.clone() label=note rows=2/> }.into_any()
    };
    // 工程 that are still open are no input's fault.
    let hints = Hints::new(verb, Field::Stage, &back);
    let class = if mv == CaseMove::Confirm { "button" } else { "button-quiet" };
    let inputs = view! {
        <p class="support">{lead}</p>
        <div id=hints.id() tabindex="-1">{hints.error()}</div>
        {reason}
        {case_will_read(page.state)}
        <button type="submit" class=class>{mv.word()}</button>
    };
    view! {
        <div id=format!("case-{verb}")>{fold(mv.word(), open, post(page, verb, inputs.into_any()))}</div>
    }
    .into_any()
}
