//! Getting in: a new password, disabling and enabling.

use super::{super::post, address};
use crate::{
    form::{Made, VIEW_AS, typed},
    part::{field::TextField, fold::fold_as},
    viewer::locale,
    words::account::password_rules,
};
use domain::{admin::AccountState, refusal::Field, view::admin::AccountPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn access(account: &AccountPage) -> AnyView {
    let switch = if account.state == AccountState::Disabled { enable(account) } else { disable(account) };
    let factor = account.second_factor.then(|| factor(account));
    let openid = account.openid.then(|| openid(account));
    view! { {password(account)}{sessions(account)}{factor}{openid}{switch} }.into_any()
}

/// The password that was just made, this once.
pub(super) fn made(account: &AccountPage) -> Option<AnyView> {
    let l = locale();
    let Some(Made::Password { login, password }) = use_context::<Made>() else { return None };
    if login != account.login {
        return None;
    }
    let heading = td_string!(l, admin.user.made, login = login).to_string();
    Some(
        view! {
            <section class="panel made-password" aria-labelledby="made-password">
                <h2 id="made-password">{heading}</h2>
                <p><code class="made-password-text" translate="no">{password}</code></p>
                <p class="support">{td_string!(l, admin.user.made_lead)}</p>
            </section>
        }
        .into_any(),
    )
}

/// Their screens, to be looked at and nothing more.
pub(super) fn view_as(account: &AccountPage) -> AnyView {
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, viewing.lead)}</p>
        <button type="submit" class="button-quiet">{td_string!(l, viewing.begin)}</button>
    };
    let form = post(address(account), VIEW_AS, account.version, inputs);
    fold_as("panel", td_string!(l, viewing.begin), typed(VIEW_AS).is_returned(), form)
}

fn password(account: &AccountPage) -> AnyView {
    const VERB: &str = "set_password";
    let l = locale();
    let back = typed(VERB);
    let inputs = view! {
        <TextField verb=VERB field=Field::Password typed=back.clone() label=td_string!(l, admin.user.password_new)
            support=td_string!(l, admin.user.password_support, rules = password_rules()).to_string() autocomplete="new-password"/>
        <button type="submit" class="button">{td_string!(l, admin.user.password_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.password), back.is_returned(), form)
}

fn sessions(account: &AccountPage) -> AnyView {
    const VERB: &str = "end_sessions";
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, admin.user.end_sessions_support)}</p>
        <button type="submit" class="button">{td_string!(l, admin.user.end_sessions)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.end_sessions), typed(VERB).is_returned(), form)
}

fn factor(account: &AccountPage) -> AnyView {
    const VERB: &str = "remove_factor_of";
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, admin.user.factor_support)}</p>
        <button type="submit" class="button">{td_string!(l, admin.user.factor_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.factor), typed(VERB).is_returned(), form)
}

fn openid(account: &AccountPage) -> AnyView {
    const VERB: &str = "unlink_openid_of";
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, admin.user.openid_support)}</p>
        <button type="submit" class="button">{td_string!(l, admin.user.openid_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.openid), typed(VERB).is_returned(), form)
}

fn disable(account: &AccountPage) -> AnyView {
    const VERB: &str = "disable_account";
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, admin.user.disable_support)}</p>
        <button type="submit" class="button-danger">{td_string!(l, admin.user.disable_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.disable), typed(VERB).is_returned(), form)
}

fn enable(account: &AccountPage) -> AnyView {
    const VERB: &str = "enable_account";
    let l = locale();
    let inputs = view! {
        <p class="support">{td_string!(l, admin.user.enable_support)}</p>
        <button type="submit" class="button">{td_string!(l, admin.user.enable)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.enable), typed(VERB).is_returned(), form)
}
