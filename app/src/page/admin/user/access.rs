//! Getting in: a new password, disabling and enabling.

use super::{super::post, address};
use crate::{
    form::{VIEW_AS, typed},
    part::{field::TextField, fold::fold_as},
    viewer::locale,
};
use domain::{admin::AccountState, refusal::Field, view::admin::AccountPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn access(account: &AccountPage) -> AnyView {
    let switch = if account.state == AccountState::Disabled { enable(account) } else { disable(account) };
    view! { {password(account)}{switch} }.into_any()
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
        <TextField verb=VERB field=Field::Password typed=back.clone() label=td_string!(l, admin.user.password_new) required=true
            support=td_string!(l, admin.user.password_support) autocomplete="new-password"/>
        <button type="submit" class="button">{td_string!(l, admin.user.password_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.password), back.is_returned(), form)
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
