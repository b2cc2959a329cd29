//! The forms of one line: a new one, and 担当・期限・証跡 or 対象外 of one that is there.

use super::posting::{href, post};
use crate::{
    form::{Typed, typed},
    part::{
        check_side::side_field,
        date_field::DateField,
        field::{Hints, TextField},
        fold::fold,
        select::{Choice, SelectField},
        text_area::TextArea,
    },
    viewer::{day, locale, viewer},
};
use domain::{
    gate::LineState,
    organisation::Side,
    refusal::Field,
    view::{PersonChoice, StageLine, StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 項目を追加する.
pub(super) fn add(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "add_stage_line";
    let l = locale();
    let back = typed(VERB);
    let hints = Hints::new(VERB, Field::Required, &back);
    let checked = back.value(Field::Required.as_str()).is_some_and(|sent| !sent.is_empty());
    // What a vendor adds is its own and no condition (domain::gate::added_line): there is nothing to choose.
    let vendor = viewer().actor.is_some_and(|actor| actor.side() == Side::Vendor);
    let choices = if vendor {
        view! { <p class="support">{td_string!(l, stages.line.add_vendor)}</p> }.into_any()
    } else {
        view! {
            <div class="stage-check">
                <input type="checkbox" id=hints.id() name=Field::Required.as_str() value="on" checked=checked/>
                <label for=hints.id()>{td_string!(l, stages.line.add_required)}</label>
            </div>
            {side_field(VERB, &back, None)}
        }
        .into_any()
    };
    let inputs = view! {
        <TextField verb=VERB field=Field::Line typed=back.clone() required=true/>
        {choices}
        {owner(stage, VERB, &back, None)}
        <button type="submit" class="button">{td_string!(l, stages.line.add_button)}</button>
    };
    fold(td_string!(l, stages.line.add), back.is_returned(), post(page, stage, VERB, inputs))
}

/// Under the line that the address names.
pub(super) fn edit(page: &StagePage, stage: &StageView, line: &StageLine) -> AnyView {
    const VERB: &str = "edit_stage_line";
    let l = locale();
    let back = typed(VERB);
    let id = line.id.to_string();
    let heading = td_string!(l, stages.line.edit_heading, line = line.text.clone()).to_string();
    let inputs = view! {
        <input type="hidden" name=Field::Line.as_str() value=id.clone()/>
        {owner(stage, VERB, &back, Some(line))}
        <div class="stage-buttons">
            <button type="submit" class="button">{td_string!(l, stages.line.save)}</button>
            <a class="button-quiet" href=href(page, stage) rel="external">{td_string!(l, stages.line.close)}</a>
        </div>
    };
    let leave_out = (line.may_leave_out && line.state != LineState::NotApplicable).then(|| leave_out(page, stage, &id));
    view! {
        <div class="line-edit-form" role="group" aria-label=heading>
            {post(page, stage, VERB, inputs)}
            {leave_out}
        </div>
    }
    .into_any()
}

/// 対象外にする.
fn leave_out(page: &StagePage, stage: &StageView, id: &str) -> AnyView {
    const VERB: &str = "leave_out_line";
    let l = locale();
    let back = typed(VERB);
    let inputs = view! {
        <input type="hidden" name=Field::Line.as_str() value=id.to_owned()/>
        <TextArea verb=VERB field=Field::Reason typed=back.clone() support=td_string!(l, stages.line.leave_out_lead) required=true rows=2/>
        <button type="submit" class="button-quiet">{td_string!(l, stages.line.leave_out)}</button>
    };
    fold(td_string!(l, stages.line.leave_out), back.is_returned(), post(page, stage, VERB, inputs))
}

/// 担当組織, 担当者, 期限, 証跡.
fn owner(stage: &StageView, verb: &'static str, back: &Typed, line: Option<&StageLine>) -> AnyView {
    let l = locale();
    let mut orgs = vec![Choice::new("", td_string!(l, stages.line.no_org))];
    orgs.extend(stage.orgs.iter().map(|it| Choice::new(&it.code, &it.name)));
    let mut people = vec![Choice::new("", td_string!(l, stages.line.no_owner))];
    people.extend(stage.people.iter().map(person));
    let org = line.and_then(|it| it.org.as_ref()).map(|it| it.code.clone()).unwrap_or_default();
    let login = line.and_then(|it| it.owner_login.clone()).unwrap_or_default();
    let due = line.and_then(|it| it.due).map(day).unwrap_or_default();
    let evidence = line.map(|it| it.evidence.clone()).unwrap_or_default();
    view! {
        <div class="stage-grid">
            <SelectField verb=verb field=Field::Org typed=back.clone() choices=orgs value=org/>
            <SelectField verb=verb field=Field::Owner typed=back.clone() choices=people value=login/>
            <DateField verb=verb field=Field::Due typed=back.clone() value=due/>
        </div>
        <TextField verb=verb field=Field::Evidence typed=back.clone() value=evidence support=td_string!(l, stages.line.evidence_hint)/>
    }
    .into_any()
}

/// A person with their position, under their organisation.
pub(super) fn person(person: &PersonChoice) -> Choice {
    let text = format!("{} {}", person.name, person.title);
    Choice::in_group(&person.login, text.trim(), &person.org_name)
}
