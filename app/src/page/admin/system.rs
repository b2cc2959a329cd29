//! One システム, its vendors over time, and the lanes that a change of vendor leaves alone.

use super::{master_fields, post, system_ending::ending, systems};
use crate::{
    api::admin::read_system,
    form::{SEEN, came_back, typed},
    part::{
        admin_frame::{AdminPart, admin_frame},
        date_field::DateField,
        fold::{fold, fold_as},
        loaded::loaded,
        select::SelectField,
    },
    viewer::locale,
    words::{Word, admin, center_full},
};
use domain::{
    admin::validity_code,
    refusal::Field,
    view::admin::{LaneOfSystem, SystemPage as Page},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

/// The verb of the form of its names and its validity.
const EDIT: &str = "edit_system";

/// `/admin/systems/{code}`
#[component]
pub fn SystemPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.read().get("code").unwrap_or_default();
    // A form that came back is read with the validity that it sent.
    let asked = move || (code(), came_back().filter(|it| it.verb == EDIT).map(|it| it.validity()));
    loaded(Resource::new(asked, |(code, typed)| read_system(code, typed)), |system: Page| page(&system))
}

fn page(system: &Page) -> AnyView {
    let l = locale();
    let row = &system.row;
    let content = view! {
        <section class="panel" aria-label=row.name.clone()>
            <dl class="facts">
                <dt>{Field::Code.word()}</dt><dd>{row.code.clone()}</dd>
                <dt>{Field::Label.word()}</dt><dd>{row.name.clone()}</dd>
                <dt>{Field::NameEn.word()}</dt><dd>{row.name_en.clone()}</dd>
                <dt>{Field::Center.word()}</dt><dd>{center_full(row.center)}</dd>
                <dt>{td_string!(l, admin.system.kind)}</dt><dd>{systems::kind(row)}</dd>
                <dt>{td_string!(l, admin.org.valid)}</dt><dd>{master_fields::valid(row.valid, system.today)}</dd>
            </dl>
        </section>
        {history(system)}
        {lanes(system)}
        {row.may_edit.then(|| edit(system))}
    };
    admin_frame(AdminPart::Systems, format!("{} {}", row.code, row.name), (), content)
}

/// The vendors, the latest first, and the form of another one.
fn history(system: &Page) -> AnyView {
    let l = locale();
    let terms = system.row.vendors.iter().map(|term| {
        let name = term.vendor.as_ref().map_or(td_string!(l, admin.system.no_vendor), |it| it.name.as_str()).to_owned();
        view! { <dt class="nowrap">{admin::period(term.period)}</dt><dd>{name}</dd> }
    });
    let terms = terms.collect_view();
    let none =
        system.row.vendors.is_empty().then(|| view! { <p class="support">{td_string!(l, admin.system.no_vendor)}</p> });
    view! {
        <section class="panel" aria-labelledby="system-vendors">
            <h2 id="system-vendors">{td_string!(l, admin.system.vendors)}</h2>
            {none}
            <dl class="facts">{terms}</dl>
            {system.row.may_edit.then(|| change_vendor(system))}
        </section>
    }
    .into_any()
}

fn change_vendor(system: &Page) -> AnyView {
    const VERB: &str = "change_vendor";
    let l = locale();
    let back = typed(VERB);
    let inputs = view! {
        <p class="support">{td_string!(l, admin.system.change_support)}</p>
        <SelectField verb=VERB field=Field::Vendor typed=back.clone() choices=systems::vendors(&system.vendors)/>
        <DateField verb=VERB field=Field::From typed=back.clone() required=true any_day=true/>
        <button type="submit" class="button">{td_string!(l, admin.system.change)}</button>
    };
    let form = post(format!("/admin/systems/{}", system.row.code), VERB, system.row.version, inputs);
    fold(td_string!(l, admin.system.change), back.is_returned(), form).into_any()
}

/// Lanes of live cases: the preview of a change of vendor, which leaves them as they are.
fn lanes(system: &Page) -> AnyView {
    let l = locale();
    let rows = system.lanes.iter().map(lane).collect_view();
    let none = (system.lanes.is_empty() && system.hidden_lanes == 0)
        .then(|| view! { <p class="support">{td_string!(l, admin.system.lanes_none)}</p> });
    let hidden = (system.hidden_lanes > 0).then(|| {
        let text = td_string!(l, admin.system.hidden, n = system.hidden_lanes).to_string();
        view! { <p class="support">{text}</p> }
    });
    view! {
        <section class="panel" aria-labelledby="system-lanes">
            <h2 id="system-lanes">{td_string!(l, admin.system.lanes)}</h2>
            <ul class="admin-list">{rows}</ul>
            {none}
            {hidden}
        </section>
    }
    .into_any()
}

/// The case of a lane, with its vendor.
pub(super) fn lane(lane: &LaneOfSystem) -> AnyView {
    let vendor = lane.vendor.clone().unwrap_or_else(|| td_string!(locale(), admin.system.no_vendor).to_owned());
    view! {
        <li>
            <a href=format!("/cases/{}", lane.no)>{format!("{} {}", lane.no, lane.title)}</a>
            " "<span class="support">{vendor}</span>
        </li>
    }
    .into_any()
}

fn edit(system: &Page) -> AnyView {
    let l = locale();
    let back = typed(EDIT);
    let row = &system.row;
    let inputs = view! {
        {master_fields::names(EDIT, &back, &row.name, &row.name_en)}
        {master_fields::revised(EDIT, &back, row.revised)}
        {master_fields::validity(EDIT, &back, row.sort, row.valid)}
        {system.ending.as_ref().map(|it| view! {
            {ending(system, it)}
            <input type="hidden" name=SEEN value=validity_code(it.valid)/>
        })}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    let form = post(format!("/admin/systems/{}", row.code), EDIT, row.version, inputs);
    fold_as("panel", td_string!(l, admin.user.edit), back.is_returned(), form)
}
