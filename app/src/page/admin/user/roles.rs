//! The role periods: read, given, ended.

use super::{
    super::{new_user::role_fields, post},
    address,
};
use crate::{
    form::typed,
    part::{
        date_field::DateField,
        fold::fold_as,
        grid::{Name, grid, heads},
        select::{Choice, SelectField},
    },
    viewer::{day, locale},
    words::admin,
};
use domain::{
    refusal::Field,
    view::admin::{AccountPage, TermView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// All periods, the latest first: the history stays.
pub(super) fn terms(account: &AccountPage) -> AnyView {
    let l = locale();
    let rows = account.terms.iter().map(|TermView { term, .. }| {
        let when = if term.period.is_over(account.today) {
            td_string!(l, admin.user.over)
        } else if term.period.covers(account.today) {
            td_string!(l, admin.user.now)
        } else {
            td_string!(l, admin.user.later)
        };
        view! {
            <tr>
                <th scope="row">{admin::role(term)}</th>
                <td class="nowrap">{day(term.period.from)}</td>
                <td class="nowrap">{term.period.to.map(day)}</td>
                <td>{when}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = if account.terms.is_empty() {
        view! { <p class="support">{td_string!(l, admin.user.no_terms)}</p> }.into_any()
    } else {
        let columns = heads(&[
            td_string!(l, words.field.role),
            td_string!(l, words.field.first_day),
            td_string!(l, words.field.last),
            td_string!(l, admin.users.state),
        ]);
        grid(Name::Heading("user-terms", td_string!(l, admin.user.terms).into()), "admin-table", columns, rows)
    };
    view! {
        <section class="panel" aria-labelledby="user-terms">
            <h2 id="user-terms">{td_string!(l, admin.user.terms)}</h2>
            {table}
        </section>
    }
    .into_any()
}

pub(super) fn give(account: &AccountPage) -> AnyView {
    const VERB: &str = "give_role";
    let l = locale();
    let inputs = view! {
        {role_fields(VERB, &account.roles, account.center, "")}
        <button type="submit" class="button">{td_string!(l, admin.user.give)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.give), typed(VERB).is_returned(), form)
}

/// Ends a period that is not over; nothing when there is none.
pub(super) fn finish(account: &AccountPage) -> Option<AnyView> {
    const VERB: &str = "end_role";
    let l = locale();
    let back = typed(VERB);
    let live = account.terms.iter().filter(|it| !it.term.period.is_over(account.today));
    let choices: Vec<_> = live
        .map(|it| {
            let text = format!("{} {}", admin::role(&it.term), admin::period(it.term.period));
            Choice::new(&it.id, text)
        })
        .collect();
    let first = choices.first()?.value.clone();
    let inputs = view! {
        <SelectField verb=VERB field=Field::Term typed=back.clone() choices=choices value=first required=true/>
        <DateField verb=VERB field=Field::To typed=back.clone() required=true any_day=true/>
        <button type="submit" class="button">{td_string!(l, admin.user.finish_submit)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    Some(fold_as("panel", td_string!(l, admin.user.finish), back.is_returned(), form))
}
