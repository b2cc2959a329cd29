//! The fields of the case. What somebody else changed meanwhile stands under each input.

use super::post;
use crate::{
    form::{Typed, typed},
    part::{
        case_fields,
        date_field::DateField,
        field::TextField,
        present::present,
        text_area::{TextArea, with_privacy},
    },
    viewer::{day, day_text, locale},
};
use domain::{refusal::Field, view::CaseEditPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "edit";

pub(super) fn fields(page: &CaseEditPage) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let law = page.law.clone().unwrap_or_default();
    let summary = with_privacy(td_string!(l, planning.summary_hint));
    let (manager, officer) = (page.manager.clone().unwrap_or_default(), page.officer.clone().unwrap_or_default());
    let (hint, manager_hint) = (td_string!(l, planning.section_hint), td_string!(l, planning.manager_of_center));
    let inputs = view! {
        <TextField verb=VERB field=Field::Title typed=back.clone() value=page.title.clone() required=true/>
        {present(&back, Field::Title, &page.title, &page.title)}
        <TextArea verb=VERB field=Field::Summary typed=back.clone() value=page.summary.clone() rows=4 support=summary/>
        {present(&back, Field::Summary, &page.summary, &page.summary)}
        {case_fields::law(VERB, &back, &page.choices, &law)}
        {case_fields::sections(VERB, &back, &page.choices, Some(&page.section), &page.related, hint)}
        {in_force(page, &back)}
        {case_fields::people(VERB, &back, &page.choices, &manager, &officer, &page.consultants, manager_hint)}
        {crate::part::will_read::case_will_read(page.state)}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    view! {
        <section class="panel" aria-labelledby="case-fields">
            <h2 id="case-fields">{td_string!(l, planning.fields)}</h2>
            <p class="support">
                {td_string!(l, planning.plan_link)}" "
                <a href=format!("/cases/{}/plan", page.no)>{td_string!(l, cases.case.replan)}</a>
            </p>
            {post(page, VERB, inputs.into_any())}
        </section>
    }
    .into_any()
}

/// 施行日, and why 本番 may come after the last day in time for it.
fn in_force(page: &CaseEditPage, back: &Typed) -> AnyView {
    let l = locale();
    let held = page.in_force_on.map(day).unwrap_or_default();
    let reason = page.late_reason.clone().unwrap_or_default();
    let latest = page.latest_go_live.map(|date| td_string!(l, planning.latest_is, day = day_text(date)).to_string());
    let go_live = page.go_live_on.map(|date| td_string!(l, planning.go_live_now, day = day_text(date)).to_string());
    let facts = [latest, go_live].into_iter().flatten().collect::<Vec<_>>().join(td_string!(locale(), shell.between));
    let late = page.may_override.then(|| {
        view! {
            <TextArea verb=VERB field=Field::LateReason typed=back.clone() value=reason.clone() rows=2
                support=td_string!(l, planning.late_hint)/>
            {present(back, Field::LateReason, &reason, &reason)}
        }
    });
    view! {
        <DateField verb=VERB field=Field::InForceOn typed=back.clone() value=held.clone()/>
        <p class="support">{facts}</p>
        {present(back, Field::InForceOn, &held, &held)}
        {late}
    }
    .into_any()
}
