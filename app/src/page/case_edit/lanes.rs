//! Systems that join the case or leave it.

use super::post;
use crate::{
    form::{REDRAW, typed, written_by},
    page::case_new::{bars, marks},
    part::{
        field::Hints,
        fold::fold,
        plan_picture::plan_picture,
        plan_table::{plan_table, redraw, rows_of},
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
        <button type="submit" class="button-quiet">{td_string!(l, planning.propose)}</button>
    };
    fold(
        td_string!(l, planning.add_lane),
        back.is_returned() && rows_of(&back).is_empty(),
        post(page, ADD, inputs.into_any()),
    )
}

/// The plan that a system would join with, as a picture and a table to adjust, before it is accepted; nothing while none
/// was proposed.
pub(super) fn proposal(page: &CaseEditPage) -> Option<AnyView> {
    let l = locale();
    // Kept over a sign-in under the name of its button.
    let back = if typed(ADD).is_returned() { typed(ADD) } else { typed(REDRAW) };
    let rows = rows_of(&back);
    let system = back.value(Field::System.as_str())?;
    if rows.is_empty() || !page.may_edit {
        return None;
    }
    let no = page.no.to_string();
    let name = page.spare_systems.iter().find(|it| it.code == system).map(|it| it.name.clone()).unwrap_or_default();
    let heading = td_string!(l, planning.lane_plan, system = format!("{system} {name}").trim().to_owned()).to_string();
    let picture = plan_picture(bars(&rows), marks(page.today, page.in_force_on, page.go_live_on));
    let wrong = Hints::new(ADD, Field::System, &back).error();
    Some(
        view! {
            <form method="post" action=format!("/cases/{no}/edit") class="case-new panel" id=crate::words::form::id(ADD) tabindex="-1">
                <button type="submit" disabled=true hidden=true aria-hidden="true"></button>
                {written_by(&[ADD, REDRAW])}
                <input type="hidden" name=Field::Version.as_str() value=page.version.to_string()/>
                <input type="hidden" name=Field::System.as_str() value=system/>
                <h2>{heading}</h2>
                <p class="support">{td_string!(l, planning.lane_plan_lead)}</p>
                {wrong}
                {picture}
                {plan_table(ADD, &back, &rows, page.go_live_on)}
                <div class="raise-buttons">
                    <button type="submit" name="do" value=ADD class="button">{td_string!(l, planning.add)}</button>
                    {redraw()}
                    <a class="button-quiet" href=format!("/cases/{no}/edit")>{td_string!(l, shell.cancel)}</a>
                </div>
            </form>
        }
        .into_any(),
    )
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
