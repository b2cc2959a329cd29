//! What the case is about, when, its name, its people.

use super::VERB;
use crate::{
    form::Typed,
    part::{
        case_fields,
        check_group::CheckGroup,
        date_field::DateField,
        field::TextField,
        select::{Choice, SelectField},
        text_area::{TextArea, with_privacy},
    },
    viewer::{day, locale},
    words::center_full,
};
use domain::{organisation::CenterCode, refusal::Field, view::CaseForm};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 制度改正, センター, 業務所管課, 関係課, 対象システム.
pub(super) fn what(form: &CaseForm, back: &Typed, law: &str, center: &str) -> AnyView {
    let l = locale();
    let only = match form.centers.as_slice() {
        [only] => only.as_str(),
        _ => "",
    };
    let asked = CenterCode::parse(center).filter(|it| form.centers.contains(it)).map_or(only, CenterCode::as_str);
    let centers = form.centers.iter().map(|it| Choice::new(it.as_str(), center_full(*it)));
    let centers = std::iter::once(Choice::new("", td_string!(l, shell.choose))).chain(centers).collect();
    let mut systems = form.choices.systems.clone();
    systems.sort_by_key(|it| it.center);
    let systems = systems
        .iter()
        .map(|it| Choice::in_group(&it.code, format!("{} {}", it.code, it.name), center_full(it.center)))
        .collect();
    let own = form.own_section.as_ref().and_then(|code| form.choices.sections.iter().find(|it| it.code == *code));
    let hint =
        if own.is_some() { td_string!(l, planning.own_section_hint) } else { td_string!(l, planning.section_hint) };
    let known = form.choices.laws.iter().any(|it| it.code == law);
    view! {
        <section class="panel" aria-labelledby="case-what">
            <h2 id="case-what">{td_string!(l, planning.what)}</h2>
            {case_fields::law(VERB, back, &form.choices, if known { law } else { "" })}
            <SelectField verb=VERB field=Field::Center typed=back.clone() choices=centers value=asked required=true/>
            <CheckGroup verb=VERB field=Field::Systems typed=back.clone() choices=systems required=true
                support=td_string!(l, planning.systems_hint)/>
            {case_fields::sections(VERB, back, &form.choices, own, &[], hint)}
        </section>
    }
    .into_any()
}

/// 施行日, 開始, 本番, 終了; the reason for a late 本番 where the person may give one.
pub(super) fn dates(form: &CaseForm, back: &Typed, law: &str) -> AnyView {
    let l = locale();
    let in_force = form.choices.laws.iter().find(|it| it.code == law).and_then(|it| it.in_force_on);
    let in_force = in_force.filter(|it| *it >= form.today).map(day).unwrap_or_default();
    let today = td_string!(l, planning.start_hint, today = day(form.today)).to_string();
    let late = form.may_override.then(|| {
        view! {
            <TextArea verb=VERB field=Field::LateReason typed=back.clone() rows=2 support=td_string!(l, planning.late_hint)/>
        }
    });
    view! {
        <section class="panel" aria-labelledby="case-dates">
            <h2 id="case-dates">{td_string!(l, planning.dates)}</h2>
            <div class="field-grid">
                <DateField verb=VERB field=Field::InForceOn typed=back.clone() value=in_force
                    support=td_string!(l, planning.in_force_hint)/>
                <DateField verb=VERB field=Field::GoLiveOn typed=back.clone() support=td_string!(l, planning.go_live_hint)/>
                <DateField verb=VERB field=Field::StartOn typed=back.clone() support=today/>
                <DateField verb=VERB field=Field::EndOn typed=back.clone() support=td_string!(l, planning.end_hint)/>
            </div>
            {late}
        </section>
    }
    .into_any()
}

/// 件名 and 概要.
pub(super) fn name(back: &Typed) -> AnyView {
    let l = locale();
    let hint = td_string!(l, planning.title_hint, example = "R9.4 定年延長").to_string();
    let summary = with_privacy(td_string!(l, planning.summary_hint));
    view! {
        <section class="panel" aria-labelledby="case-name">
            <h2 id="case-name">{td_string!(l, planning.name)}</h2>
            <TextField verb=VERB field=Field::Title typed=back.clone() support=hint/>
            <TextArea verb=VERB field=Field::Summary typed=back.clone() rows=4 support=summary/>
        </section>
    }
    .into_any()
}

/// 担当者.
pub(super) fn people(form: &CaseForm, back: &Typed) -> AnyView {
    let l = locale();
    let hint = td_string!(l, planning.manager_hint);
    view! {
        <section class="panel" aria-labelledby="case-staff">
            <h2 id="case-staff">{td_string!(l, planning.people)}</h2>
            {case_fields::people(VERB, back, &form.choices, "", "", &[], hint)}
        </section>
    }
    .into_any()
}
