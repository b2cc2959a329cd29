//! Systems that join the case or leave it.

use super::post;
use crate::{
    form::typed,
    part::{
        fold::fold,
        select::{Choice, SelectField},
        text_area::TextArea,
    },
    viewer::locale,
};
use domain::{
    refusal::Field,
    view::{CaseEditPage, Named},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

const ADD: &str = "add_lane";
const REMOVE: &str = "remove_lane";

pub(super) fn lanes(page: &CaseEditPage) -> AnyView {
    let l = locale();
    if !page.may_edit {
        return ().into_any();
    }
    let list = page.lanes.iter().map(|lane| {
        let vendor = lane.vendor.as_ref().map(|it| it.name.clone());
        view! { <li><span class="lane-code">{lane.system.code.clone()}</span>" "{lane.system.name.clone()}" "<span class="support">{vendor}</span></li> }
    });
    let list = list.collect_view();
    view! {
        <section class="panel" aria-labelledby="case-lanes">
            <h2 id="case-lanes">{td_string!(l, planning.lanes)}</h2>
            <ul>{list}</ul>
            {add(page)}
            {remove(page)}
        </section>
    }
    .into_any()
}

fn choices<'a>(systems: impl Iterator<Item = &'a Named>) -> Vec<Choice> {
    let named = systems.map(|it| Choice::new(&it.code, format!("{} {}", it.code, it.name)));
    std::iter::once(Choice::new("", td_string!(locale(), shell.choose))).chain(named).collect()
}

fn add(page: &CaseEditPage) -> AnyView {
    let l = locale();
    let back = typed(ADD);
    if page.spare_systems.is_empty() {
        return view! { <p class="support">{td_string!(l, planning.no_spare)}</p> }.into_any();
    }
    let inputs = view! {
        <SelectField verb=ADD field=Field::System typed=back.clone() choices=choices(page.spare_systems.iter()) required=true
            support=td_string!(l, planning.add_lane_lead)/>
        <button type="submit" class="button-quiet">{td_string!(l, planning.add)}</button>
    };
    fold(td_string!(l, planning.add_lane), back.is_returned(), post(page, ADD, inputs.into_any()))
}

fn remove(page: &CaseEditPage) -> AnyView {
    let l = locale();
    let back = typed(REMOVE);
    let systems = choices(page.lanes.iter().map(|it| &it.system));
    let inputs = view! {
        <SelectField verb=REMOVE field=Field::System typed=back.clone() choices=systems required=true
            support=td_string!(l, planning.remove_lane_lead)/>
        <TextArea verb=REMOVE field=Field::Reason typed=back.clone() required=true rows=2/>
        {crate::part::will_read::case_will_read(page.state)}
        <button type="submit" class="button-quiet">{td_string!(l, planning.remove)}</button>
    };
    fold(td_string!(l, planning.remove_lane), back.is_returned(), post(page, REMOVE, inputs.into_any()))
}
