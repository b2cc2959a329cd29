//! 組織: the list, and a new one.

use super::{master_fields, post};
use crate::{
    api::admin::read_organisations,
    form::typed,
    part::{
        admin_frame::{AdminPart, admin_frame},
        field::TextField,
        fold::fold_as,
        grid::{Name, grid, heads},
        loaded::loaded,
        select::{Choice, SelectField},
    },
    viewer::locale,
    words::Word,
};
use domain::{
    organisation::OrgKind,
    period::Period,
    refusal::Field,
    view::admin::{OrgList, OrgRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/admin/organisations`
#[component]
pub fn OrganisationsPage() -> impl IntoView {
    loaded(Resource::new(|| (), |()| read_organisations()), |list: OrgList| page(&list))
}

fn page(list: &OrgList) -> AnyView {
    let l = locale();
    let content = view! {
        {list.may_add.then(|| add(list))}
        {table(list)}
    };
    admin_frame(AdminPart::Organisations, td_string!(l, admin.org.heading).to_owned(), (), content)
}

fn table(list: &OrgList) -> AnyView {
    let l = locale();
    let rows = list.rows.iter().map(|row: &OrgRow| {
        let href = format!("/admin/organisations/{}", row.code);
        view! {
            <tr>
                <th scope="row"><a href=href>{row.code.clone()}</a></th>
                <td>{row.name.clone()}</td>
                <td>{row.name_en.clone()}</td>
                <td>{row.kind.word()}</td>
                <td>{row.bureau.clone()}</td>
                <td>{master_fields::valid(row.valid, list.today)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = heads(&[
        td_string!(l, words.field.code),
        td_string!(l, words.field.label),
        td_string!(l, words.field.name_en),
        td_string!(l, words.field.org_kind),
        td_string!(l, words.field.bureau),
        td_string!(l, admin.org.valid),
    ]);
    grid(Name::Heard(td_string!(l, admin.org.caption).into()), "admin-table admin-wide", columns, rows)
}

fn add(list: &OrgList) -> AnyView {
    const VERB: &str = "add_org";
    let l = locale();
    let back = typed(VERB);
    let kinds = OrgKind::ALL.iter().filter(|it| **it != OrgKind::Center);
    let choose = Choice::new("", td_string!(l, shell.choose));
    let kinds = std::iter::once(choose).chain(kinds.map(|it| Choice::new(it.as_str(), it.word()))).collect();
    let inputs = view! {
        {master_fields::code(VERB, &back)}
        <SelectField verb=VERB field=Field::OrgKind typed=back.clone() choices=kinds required=true/>
        {master_fields::names(VERB, &back, "", "")}
        <TextField verb=VERB field=Field::Bureau typed=back.clone()/>
        {master_fields::validity(VERB, &back, 0, Period::new(list.today, None))}
        <button type="submit" class="button">{td_string!(l, admin.org.submit)}</button>
    };
    let form = post("/admin/organisations".to_owned(), VERB, 0, inputs);
    fold_as("panel", td_string!(l, admin.org.add), back.is_returned(), form)
}
