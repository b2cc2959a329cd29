//! The own password: changed when one likes, or before anything else.

use super::PATH;
use crate::{
    form::typed,
    part::{
        banner::{Notice, NoticeKind},
        field::TextField,
        post::post,
    },
    viewer::{locale, viewer},
    words::account::password_rules,
};
use domain::{access::PasswordDue, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Why it must be changed now, and the form.
pub(super) fn first(due: PasswordDue) -> AnyView {
    let l = locale();
    let why = match due {
        PasswordDue::Given => td_string!(l, account.due_given).to_owned(),
        PasswordDue::Expired => td_string!(l, account.due_expired, days = viewer().rules.password.days).to_string(),
    };
    view! {
        <Notice kind=NoticeKind::Warning><p>{why}</p></Notice>
        {change()}
    }
    .into_any()
}

/// The form.
pub(super) fn change() -> AnyView {
    const VERB: &str = "change_password";
    let l = locale();
    let back = typed(VERB);
    let login = viewer().actor.map(|actor| actor.login);
    let inputs = view! {
        // For password managers.
        <input type="text" autocomplete="username" value=login readonly=true hidden=true/>
        <TextField verb=VERB field=Field::CurrentPassword typed=back.clone() kind="password" required=true
            autocomplete="current-password"/>
        <TextField verb=VERB field=Field::Password typed=back.clone() kind="password" required=true
            label=td_string!(l, account.password_new) support=password_rules()
            autocomplete="new-password"/>
        <TextField verb=VERB field=Field::PasswordAgain typed=back kind="password" required=true
            autocomplete="new-password"/>
        <button type="submit" class="button">{td_string!(l, account.password_submit)}</button>
    };
    view! {
        <section class="panel form-narrow" aria-labelledby="password-heading">
            <h2 id="password-heading">{td_string!(l, account.password)}</h2>
            <p class="support">{td_string!(l, account.password_lead)}</p>
            {post(PATH.to_owned(), "", VERB, None, inputs)}
        </section>
    }
    .into_any()
}
