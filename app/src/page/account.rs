//! 個人設定.

use crate::{
    form::typed,
    part::{
        field::TextField,
        post::post,
        select::{Choice, SelectField},
    },
    texts::Locale,
    viewer::{locale, viewer},
    words::Word,
};
use domain::{date::DateStyle, language::Language, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

const PATH: &str = "/account";

/// Who one is, language and 和暦 or 西暦, and the password.
#[component]
pub fn AccountPage() -> impl IntoView {
    let l = locale();
    let who = viewer();
    let facts = who.actor.as_ref().map(|actor| {
        view! {
            <dl class="facts">
                <dt>{Field::Name.word()}</dt><dd>{actor.name.clone()}</dd>
                <dt>{Field::LoginId.word()}</dt><dd>{actor.login.clone()}</dd>
                <dt>{Field::Org.word()}</dt><dd>{if l == Locale::en { actor.org_name_en.clone() } else { actor.org_name.clone() }}</dd>
                <dt>{td_string!(l, account.role)}</dt><dd>{actor.role.word()}</dd>
            </dl>
        }
    });
    view! {
        <Title text=td_string!(l, account.heading)/>
        <h1>{td_string!(l, account.heading)}</h1>
        <section class="panel">
            <h2>{td_string!(l, account.who)}</h2>
            {facts}
        </section>
        {settings()}
        {password()}
    }
}

fn settings() -> AnyView {
    const VERB: &str = "account";
    let l = locale();
    let who = viewer();
    let back = typed(VERB);
    let languages = Language::ALL.iter().map(|v| Choice::new(v.as_str(), v.word())).collect();
    let styles = DateStyle::ALL.iter().map(|v| Choice::new(v.as_str(), v.word())).collect();
    let inputs = view! {
        <SelectField verb=VERB field=Field::Language typed=back.clone() choices=languages
            label=td_string!(l, account.language) value=who.language.as_str() required=true/>
        <SelectField verb=VERB field=Field::DateStyle typed=back choices=styles
            label=td_string!(l, account.dates) value=who.date_style.as_str() required=true/>
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    post(PATH.to_owned(), "panel form-narrow", VERB, None, inputs)
}

fn password() -> AnyView {
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
            label=td_string!(l, account.password_new) support=td_string!(l, account.password_support)
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
