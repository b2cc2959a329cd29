//! One account: who it is, the role periods, and what an administrator can do with it.

mod access;
mod duties;
mod leaving;
mod moving;
mod roles;

pub(in crate::page::admin) use leaving::line_place;

use super::{post, users::state};
use crate::{
    api::admin::read_account,
    form::typed,
    page::issue::present::present,
    part::{
        admin_frame::{AdminPart, admin_frame},
        field::TextField,
        fold::fold_as,
        history::history,
        loaded::loaded,
        standing,
    },
    viewer::{day, locale},
    words::Word,
};
use domain::{refusal::Field, view::admin::AccountPage};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

/// `/admin/users/{login}`
#[component]
pub fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let login = move || params.read().get("login").unwrap_or_default();
    loaded(Resource::new(login, read_account), |account: AccountPage| page(&account))
}

fn page(account: &AccountPage) -> AnyView {
    let l = locale();
    standing::now(account.state.word());
    let may = account.may_edit && !account.own;
    let own =
        (account.may_edit && account.own).then(|| view! { <p class="support">{td_string!(l, admin.user.own)}</p> });
    let content = view! {
        {access::made(account)}
        <section class="panel" aria-labelledby="user-facts">
            <h2 id="user-facts">{td_string!(l, admin.user.facts)}</h2>
            {facts(account)}
        </section>
        {roles::terms(account)}
        {duties::facts(account)}
        {own}
        {may.then(|| roles::give(account))}
        {may.then(|| roles::finish(account))}
        {account.may_edit.then(|| edit(account))}
        {account.may_edit.then(|| duties::edit(account))}
        {may.then(|| leaving::leaving(account))}
        {may.then(|| moving::moving(account))}
        {may.then(|| access::access(account))}
        {account.may_view_as.then(|| access::view_as(account))}
        <section class="panel" aria-labelledby="user-history">
            <h2 id="user-history">{td_string!(l, admin.user.history)}</h2>
            {history(&account.history)}
        </section>
    };
    let heading = format!("{} {}", account.name, account.login);
    admin_frame(AdminPart::Users, heading, state(account.state), content)
}

fn facts(account: &AccountPage) -> AnyView {
    let l = locale();
    let left_on = account.left_on.map(|on| view! { <dt>{td_string!(l, admin.user.left_on)}</dt><dd>{day(on)}</dd> });
    let factor = account.second_factor.then(|| {
        view! { <dt>{td_string!(l, admin.user.factor_on)}</dt><dd>{td_string!(l, admin.user.factor_yes)}</dd> }
    });
    let openid = account.openid.then(|| {
        view! { <dt>{td_string!(l, admin.user.openid_on)}</dt><dd>{td_string!(l, admin.user.openid_yes)}</dd> }
    });
    let cases = (account.cases > 0).then(|| {
        let text = td_string!(l, admin.user.cases, n = account.cases).to_string();
        view! { <p class="support">{text}</p> }
    });
    view! {
        <dl class="facts">
            <dt>{td_string!(l, words.field.name)}</dt><dd>{account.name.clone()}</dd>
            <dt>{td_string!(l, words.field.kana)}</dt><dd>{account.kana.clone()}</dd>
            <dt>{td_string!(l, words.field.job_title)}</dt><dd>{account.title.clone()}</dd>
            <dt>{td_string!(l, words.field.affiliation)}</dt><dd>{account.org.name.clone()}</dd>
            <dt>{td_string!(l, words.field.login_id)}</dt><dd>{account.login.clone()}</dd>
            {left_on}
            {factor}
            {openid}
        </dl>
        {cases}
    }
    .into_any()
}

/// The page's own address, to which all of its forms are posted.
fn address(account: &AccountPage) -> String {
    format!("/admin/users/{}", account.login)
}

fn edit(account: &AccountPage) -> AnyView {
    const VERB: &str = "edit_account";
    let l = locale();
    let back = typed(VERB);
    let (name, kana, title) = (account.name.clone(), account.kana.clone(), account.title.clone());
    let inputs = view! {
        <TextField verb=VERB field=Field::Name typed=back.clone() value=name.clone() required=true/>
        {present(&back, Field::Name, &name, &name)}
        <TextField verb=VERB field=Field::Kana typed=back.clone() value=kana.clone() required=true/>
        {present(&back, Field::Kana, &kana, &kana)}
        <TextField verb=VERB field=Field::JobTitle typed=back.clone() value=title.clone()/>
        {present(&back, Field::JobTitle, &title, &title)}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.edit), back.is_returned(), form)
}
