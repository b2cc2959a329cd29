//! 実績の訂正: what was told wrongly is told again, with the reason; both stay in the history.

use super::posting::post;
use crate::{
    form::typed,
    part::{date_field::DateField, fold::fold, text_area::TextArea},
    viewer::{day, locale},
};
use domain::{
    gate::Corrects,
    refusal::Field,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The form, for whoever may correct it while the case goes on.
pub(super) fn correct(page: &StagePage, stage: &StageView) -> Option<AnyView> {
    const VERB: &str = "correct_stage";
    let l = locale();
    let reach = stage.may_correct.filter(|_| !page.case_state.is_over())?;
    let back = typed(VERB);
    let held = |held: Option<chrono::NaiveDate>| held.map(day).unwrap_or_default();
    let end = (reach == Corrects::Both).then(|| {
        view! {
            <DateField verb=VERB field=Field::ActualEnd typed=back.clone() value=held(stage.cell.actual_end)
                required=stage.cell.actual_end.is_some()/>
        }
    });
    let inputs = view! {
        <p class="support">{td_string!(l, stages.correct.lead)}</p>
        <DateField verb=VERB field=Field::ActualStart typed=back.clone() value=held(stage.cell.actual_start)
            required=stage.cell.actual_start.is_some()/>
        {end}
        <TextArea verb=VERB field=Field::Reason typed=back.clone() required=true rows=2/>
        <button type="submit" class="button-quiet">{td_string!(l, stages.correct.submit)}</button>
    };
    Some(fold(td_string!(l, stages.correct.word), back.is_returned(), post(page, stage, VERB, inputs)))
}
