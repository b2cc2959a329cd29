//! 異動: another organisation, once the roles in this one are over.

use super::{super::post, address};
use crate::{
    form::typed,
    part::{
        fold::fold_as,
        select::{Choice, SelectField},
    },
    viewer::locale,
};
use domain::{refusal::Field, view::admin::AccountPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The form, or how to come to it while a role is not over.
pub(super) fn moving(account: &AccountPage) -> AnyView {
    const VERB: &str = "move_account";
    let l = locale();
    let back = typed(VERB);
    let word = td_string!(l, admin.user.moving);
    let in_role = account.terms.iter().any(|it| !it.term.period.is_over(account.today));
    let inputs = if in_role {
        view! { <p class="support">{td_string!(l, admin.user.moving_first)}</p> }.into_any()
    } else {
        let choose = Choice::new("", td_string!(l, shell.choose));
        let orgs = account.orgs.iter().map(|it| Choice::new(&it.code, &it.name));
        let choices = std::iter::once(choose).chain(orgs).collect();
        let inputs = view! {
            <p class="support">{td_string!(l, admin.user.moving_lead)}</p>
            <SelectField verb=VERB field=Field::Affiliation typed=back.clone() choices=choices required=true/>
            <button type="submit" class="button">{td_string!(l, admin.user.moving_submit)}</button>
        };
        post(address(account), VERB, account.version, inputs)
    };
    fold_as("panel", word, back.is_returned(), inputs)
}
