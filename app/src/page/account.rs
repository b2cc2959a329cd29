//! 個人設定.

use crate::{
    form::{beginning, typed},
    part::select::{Choice, SelectField},
    texts::Locale,
    viewer::{locale, viewer},
    words::Word,
};
use domain::{date::DateStyle, language::Language, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// Language and 和暦 or 西暦.
#[component]
pub fn AccountPage() -> impl IntoView {
    let l = locale();
    let who = viewer();
    let back = typed("account");
    let languages = Language::ALL.iter().map(|v| Choice::new(v.as_str(), v.word())).collect();
    let styles = DateStyle::ALL.iter().map(|v| Choice::new(v.as_str(), v.word())).collect();
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
        <form method="post" action="/account" class="panel form-narrow">
            {beginning("account")}
            <SelectField verb="account" field=Field::Language typed=back.clone() choices=languages
                label=td_string!(l, account.language) value=who.language.as_str() required=true/>
            <SelectField verb="account" field=Field::DateStyle typed=back choices=styles
                label=td_string!(l, account.dates) value=who.date_style.as_str() required=true/>
            <button type="submit" class="button">{td_string!(l, shell.save)}</button>
        </form>
    }
}
