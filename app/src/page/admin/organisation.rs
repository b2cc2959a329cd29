//! One 組織.

use super::{master_fields, org_ending::ending, post};
use crate::{
    api::admin::read_organisation,
    form::{SEEN, came_back, typed},
    page::{issue::present::present, not_found::NotFound},
    part::{
        admin_frame::{AdminPart, admin_frame},
        field::TextField,
        fold::fold_as,
        loaded::loaded,
    },
    viewer::locale,
    words::Word,
};
use domain::{
    admin::validity_code,
    refusal::Field,
    view::admin::{OrgList, OrgRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

const VERB: &str = "edit_org";

/// `/admin/organisations/{code}`
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.read().get("code").unwrap_or_default();
    // A form that came back is read with the validity that it sent.
    let asked = move || (code(), came_back().filter(|it| it.verb == VERB).map(|it| it.validity()));
    loaded(Resource::new(asked, |(code, typed)| read_organisation(code, typed)), |list: OrgList| {
        match list.rows.first() {
            Some(row) => page(&list, row),
            None => view! { <NotFound/> }.into_any(),
        }
    })
}

fn page(list: &OrgList, row: &OrgRow) -> AnyView {
    let l = locale();
    let bureau = row.bureau.clone().map(|it| view! { <dt>{Field::Bureau.word()}</dt><dd>{it}</dd> });
    let networks = match row.sign_in_from.as_str() {
        "" => td_string!(l, admin.org.networks_all).to_owned(),
        held => held.to_owned(),
    };
    let content = view! {
        <section class="panel" aria-label=row.name.clone()>
            <dl class="facts">
                <dt>{Field::Code.word()}</dt><dd>{row.code.clone()}</dd>
                <dt>{Field::OrgKind.word()}</dt><dd>{row.kind.word()}</dd>
                <dt>{Field::Label.word()}</dt><dd>{row.name.clone()}</dd>
                <dt>{Field::NameEn.word()}</dt><dd>{row.name_en.clone()}</dd>
                {bureau}
                <dt>{Field::SignInFrom.word()}</dt><dd>{networks}</dd>
                <dt>{td_string!(l, admin.org.valid)}</dt><dd>{master_fields::valid(row.valid, list.today)}</dd>
            </dl>
        </section>
        {row.may_edit.then(|| edit(list, row))}
        {row.may_edit.then(|| networks_form(row))}
    };
    admin_frame(AdminPart::Organisations, row.name.clone(), (), content)
}

fn edit(list: &OrgList, row: &OrgRow) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let bureau = row.bureau.clone().unwrap_or_default();
    let inputs = view! {
        {master_fields::names(VERB, &back, &row.name, &row.name_en)}
        <TextField verb=VERB field=Field::Bureau typed=back.clone() value=bureau.clone()/>
        {present(&back, Field::Bureau, &bureau, &bureau)}
        {master_fields::validity(VERB, &back, row.sort, row.valid)}
        {list.ending.as_ref().map(|it| view! {
            {ending(it)}
            <input type="hidden" name=SEEN value=validity_code(it.valid)/>
        })}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    let form = post(format!("/admin/organisations/{}", row.code), VERB, row.version, inputs);
    view! { <section class="panel"><h2>{td_string!(l, admin.user.edit)}</h2>{form}</section> }.into_any()
}

/// From where its people sign in.
fn networks_form(row: &OrgRow) -> AnyView {
    const VERB: &str = "set_networks";
    let l = locale();
    let back = typed(VERB);
    let held = row.sign_in_from.clone();
    let inputs = view! {
        <TextField verb=VERB field=Field::SignInFrom typed=back.clone() value=held.clone() support=td_string!(l, admin.org.networks_support)/>
        {present(&back, Field::SignInFrom, &held, &held)}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    let form = post(format!("/admin/organisations/{}", row.code), VERB, row.version, inputs);
    fold_as("panel", td_string!(l, admin.org.networks), back.is_returned(), form)
}
