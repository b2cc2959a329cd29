//! The forms of those who work on a 工程: start, progress, request, recall.

use super::posting::post;
use crate::{
    form::typed,
    part::{
        date_field::DateField,
        fold::fold,
        select::{Choice, SelectField},
        text_area::TextArea,
    },
    viewer::{day, day_text, locale},
    words::event::stage_name,
};
use domain::{
    gate::is_confirmed,
    refusal::Field,
    stage::Stage,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 開始, with a reason where the 工程 before has not passed its gate, or lines of the リリース判定 are open.
pub(super) fn start(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "start_stage";
    let l = locale();
    let back = typed(VERB);
    let before = stage.previous.as_ref().map(|(before, system)| {
        let name = stage_name(*before, system.as_deref());
        td_string!(l, stages.verb.start_early_lead, stage = name).to_string()
    });
    let open = stage.release_open();
    let release = (open > 0).then(|| td_string!(l, stages.verb.release_lead, n = open).to_string());
    let is_early = before.is_some() || release.is_some();
    let lead = |text: String| view! { <p class="notice notice-warning">{text}</p> };
    let early = is_early.then(|| {
        view! {
            {before.map(lead)}
            {release.map(lead)}
            <TextArea verb=VERB field=Field::Reason typed=back.clone() required=true rows=3/>
        }
    });
    let opened = day_text(stage.opened_on);
    let opened = td_string!(l, stages.verb.start_before_opening, day = opened).to_string();
    let late = (!is_early).then(|| {
        view! {
            <TextArea verb=VERB field=Field::Reason typed=back.clone() label=td_string!(l, stages.verb.start_before_reason) rows=2/>
        }
    });
    let word = match (page.stage == Stage::RELEASE, is_early) {
        (true, true) => td_string!(l, stages.verb.release_early),
        (true, false) => td_string!(l, stages.verb.release),
        (false, true) => td_string!(l, stages.verb.start_early),
        (false, false) => td_string!(l, stages.verb.start),
    };
    let class = if is_early { "button-quiet" } else { "button" };
    let inputs = view! {
        {early}
        <DateField verb=VERB field=Field::On typed=back.clone() value=day(page.today) support=opened/>
        {late}
        <button type="submit" class=class>{word}</button>
    };
    fold(word, back.is_returned() || !is_early, post(page, stage, VERB, inputs))
}

/// 進捗 and 完了判定の依頼.
pub(super) fn under_way(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let unmet = (!stage.unmet.is_empty()).then(|| {
        let text = td_string!(l, stages.verb.request_unmet, n = stage.unmet.len()).to_string();
        view! { <p class="support">{text}</p> }
    });
    let word = if is_confirmed(page.stage) {
        td_string!(l, stages.verb.request_confirm)
    } else {
        td_string!(l, stages.verb.request)
    };
    let request = view! {
        {unmet}
        <button type="submit" class="button">{word}</button>
    };
    view! {
        <h3>{td_string!(l, stages.gate.next)}</h3>
        {post(page, stage, "request_gate", request)}
        {report(page, stage)}
    }
    .into_any()
}

/// 進捗.
pub(super) fn report(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "report_stage";
    let l = locale();
    let back = typed(VERB);
    let choice = |n: i32| Choice::new(n.to_string(), td_string!(l, stages.percent, n = n).to_string());
    let inputs = view! {
        <SelectField verb=VERB field=Field::Percent typed=back.clone() choices=[0, 50, 100].map(choice).into()
            value=stage.progress.to_string() required=true/>
        <TextArea verb=VERB field=Field::Text typed=back.clone() label=td_string!(l, stages.verb.progress_note)
            value=stage.progress_note.clone() rows=2/>
        <button type="submit" class="button-quiet">{td_string!(l, stages.verb.progress)}</button>
    };
    fold(td_string!(l, stages.verb.progress), back.is_returned(), post(page, stage, VERB, inputs))
}

/// 依頼の取下げ, or whose it is.
pub(super) fn recall(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "recall_gate";
    take_back(page, stage, VERB, td_string!(locale(), stages.verb.recall))
}

/// The form that takes back what was asked for, always with a reason; to who works on the 工程 and may not, who may.
pub(super) fn take_back(page: &StagePage, stage: &StageView, verb: &'static str, word: &'static str) -> AnyView {
    let l = locale();
    if !stage.may_recall {
        return view! { <p class="support">{td_string!(l, stages.verb.recall_who)}</p> }.into_any();
    }
    let back = typed(verb);
    let inputs = view! {
        <TextArea verb=verb field=Field::Reason typed=back.clone() support=td_string!(l, stages.verb.recall_lead) required=true rows=2/>
        <button type="submit" class="button-quiet">{word}</button>
    };
    fold(word, back.is_returned(), post(page, stage, verb, inputs))
}
