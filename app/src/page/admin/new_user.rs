//! A new account: who, the first role, the initial password.

use super::post;
use crate::{
    api::admin::read_account_form,
    form::typed,
    part::{
        admin_frame::{AdminPart, admin_frame},
        date_field::DateField,
        field::TextField,
        loaded::loaded,
        select::{Choice, SelectField},
    },
    viewer::{day, locale, viewer},
    words::{Word, account::password_rules},
};
use domain::{organisation::CenterCode, refusal::Field, view::admin::AccountForm};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "add_account";

/// `/admin/users/new`
#[component]
pub fn NewUserPage() -> impl IntoView {
    loaded(Resource::new(|| (), |()| read_account_form()), |form: AccountForm| page(&form))
}

fn page(form: &AccountForm) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let choose = || Choice::new("", td_string!(l, shell.choose));
    let orgs = form.orgs.iter().map(|it| Choice::in_group(&it.code, it.name_in(viewer().language), it.kind.word()));
    let orgs = std::iter::once(choose()).chain(orgs).collect();
    let inputs = view! {
        <fieldset>
            <legend>{td_string!(l, admin.fresh.who)}</legend>
            <TextField verb=VERB field=Field::LoginId typed=back.clone() required=true support=td_string!(l, admin.fresh.login_support)/>
            <TextField verb=VERB field=Field::Name typed=back.clone() required=true/>
            <TextField verb=VERB field=Field::Kana typed=back.clone() required=true support=td_string!(l, admin.fresh.kana_support)/>
            <TextField verb=VERB field=Field::JobTitle typed=back.clone()/>
            <SelectField verb=VERB field=Field::Affiliation typed=back.clone() choices=orgs required=true/>
        </fieldset>
        <fieldset>
            <legend>{td_string!(l, admin.fresh.first_role)}</legend>
            {role_fields(VERB, &form.roles, None, &day(form.today))}
        </fieldset>
        <fieldset>
            <legend>{td_string!(l, admin.fresh.password)}</legend>
            <TextField verb=VERB field=Field::Password typed=back label=td_string!(l, admin.fresh.password)
                support=td_string!(l, admin.fresh.password_support, rules = password_rules()).to_string() autocomplete="new-password"/>
        </fieldset>
        <button type="submit" class="button">{td_string!(l, admin.fresh.submit)}</button>
    };
    let content = view! { <div class="panel form-narrow">{post("/admin/users/new".to_owned(), VERB, 0, inputs)}</div> };
    admin_frame(AdminPart::Users, td_string!(l, admin.fresh.heading).to_owned(), (), content)
}

/// 役割, センター, 開始日, 終了日. `center`: the only one there is a choice of.
pub(super) fn role_fields(
    verb: &'static str,
    roles: &[domain::role::Role],
    center: Option<CenterCode>,
    from: &str,
) -> AnyView {
    let l = locale();
    let back = typed(verb);
    let choose = || Choice::new("", td_string!(l, shell.choose));
    let bound = roles.iter().any(|it| it.is_bound_to_one_center());
    let roles = std::iter::once(choose()).chain(roles.iter().map(|it| Choice::new(it.as_str(), it.word()))).collect();
    let centers = CenterCode::ALL.iter().filter(|it| center.is_none_or(|only| only == **it));
    let centers = std::iter::once(choose())
        .chain(centers.map(|it| Choice::new(it.as_str(), crate::words::center_full(*it))))
        .collect();
    let center_field = bound.then(|| {
        let value = center.map(CenterCode::as_str).unwrap_or_default();
        view! {
            <SelectField verb=verb field=Field::Center typed=back.clone() choices=centers value=value
                support=td_string!(l, admin.fresh.center_support)/>
        }
    });
    view! {
        <SelectField verb=verb field=Field::Role typed=back.clone() choices=roles required=true/>
        {center_field}
        <DateField verb=verb field=Field::From typed=back.clone() value=from.to_owned() required=true any_day=true/>
        <DateField verb=verb field=Field::To typed=back support=td_string!(l, admin.fresh.to_support) any_day=true/>
    }
    .into_any()
}
