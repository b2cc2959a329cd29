//! システム: the list, and a new one.

use super::{master_fields, post};
use crate::{
    api::admin::read_systems,
    form::typed,
    part::{
        admin_frame::{AdminPart, admin_frame},
        fold::fold_as,
        grid::{Name, grid, heads},
        loaded::loaded,
        select::{Choice, SelectField},
    },
    viewer::locale,
    words::{Word, center_full},
};
use chrono::NaiveDate;
use domain::{
    period::Period,
    refusal::Field,
    view::{
        Named,
        admin::{SystemList, SystemRow},
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/admin/systems`
#[component]
pub fn SystemsPage() -> impl IntoView {
    loaded(Resource::new(|| (), |()| read_systems()), |list: SystemList| page(&list))
}

fn page(list: &SystemList) -> AnyView {
    let l = locale();
    let content = view! {
        {(!list.centers.is_empty()).then(|| add(list))}
        {table(list)}
    };
    admin_frame(AdminPart::Systems, td_string!(l, admin.system.heading).to_owned(), (), content)
}

/// The vendor of today.
pub(super) fn vendor(row: &SystemRow, today: NaiveDate) -> String {
    let now = row.vendors.iter().find(|it| it.period.covers(today)).and_then(|it| it.vendor.clone());
    now.map_or_else(|| td_string!(locale(), admin.system.no_vendor).to_owned(), |it| it.name)
}

/// 改修対象 or 連携のみ.
pub(super) fn kind(row: &SystemRow) -> &'static str {
    let l = locale();
    if row.revised { td_string!(l, admin.system.revised) } else { td_string!(l, admin.system.partner) }
}

/// The vendors that can be named, after none.
pub(super) fn vendors(offered: &[Named]) -> Vec<Choice> {
    let none = Choice::new("", td_string!(locale(), admin.system.no_vendor));
    std::iter::once(none).chain(offered.iter().map(|it| Choice::new(&it.code, &it.name))).collect()
}

fn table(list: &SystemList) -> AnyView {
    let l = locale();
    let rows = list.rows.iter().map(|row| {
        let href = format!("/admin/systems/{}", row.code);
        view! {
            <tr>
                <th scope="row"><a href=href>{row.code.clone()}</a></th>
                <td>{row.name.clone()}</td>
                <td>{row.name_en.clone()}</td>
                <td>{row.center.word()}</td>
                <td>{vendor(row, list.today)}</td>
                <td>{kind(row)}</td>
                <td>{master_fields::valid(row.valid, list.today)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = heads(&[
        td_string!(l, words.field.code),
        td_string!(l, words.field.label),
        td_string!(l, words.field.name_en),
        td_string!(l, words.field.center),
        td_string!(l, words.field.vendor),
        td_string!(l, admin.system.kind),
        td_string!(l, admin.org.valid),
    ]);
    grid(Name::Heard(td_string!(l, admin.system.caption).into()), "admin-table admin-wide", columns, rows)
}

fn add(list: &SystemList) -> AnyView {
    const VERB: &str = "add_system";
    let l = locale();
    let back = typed(VERB);
    let choose = Choice::new("", td_string!(l, shell.choose));
    let centers = list.centers.iter().map(|it| Choice::new(it.as_str(), center_full(*it)));
    let centers = std::iter::once(choose).chain(centers).collect();
    let inputs = view! {
        {master_fields::code(VERB, &back)}
        {master_fields::names(VERB, &back, "", "")}
        <SelectField verb=VERB field=Field::Center typed=back.clone() choices=centers required=true/>
        <SelectField verb=VERB field=Field::Vendor typed=back.clone() choices=vendors(&list.vendors)/>
        {master_fields::revised(VERB, &back, true)}
        {master_fields::validity(VERB, &back, 0, Period::new(list.today, None))}
        <button type="submit" class="button">{td_string!(l, admin.org.submit)}</button>
    };
    let form = post("/admin/systems".to_owned(), VERB, 0, inputs);
    fold_as("panel", td_string!(l, admin.system.add), back.is_returned(), form)
}
