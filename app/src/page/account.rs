//! 個人設定.

mod factor;
mod password;
mod sessions;

use crate::{
    api::read_own_account,
    form::typed,
    part::{
        banner::{Notice, NoticeKind},
        loaded::loaded,
        post::post,
        select::{Choice, SelectField},
    },
    texts::Locale,
    viewer::{day, locale, viewer},
    words::Word,
};
use domain::{date::DateStyle, language::Language, refusal::Field, view::OwnAccount};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

const PATH: &str = "/account";

/// Who one is, language and 和暦 or 西暦, the password and the sessions. Whoever must change the password first sees
/// nothing else.
#[component]
pub fn AccountPage() -> impl IntoView {
    let l = locale();
    let rest = match viewer().due {
        Some(due) => password::first(due),
        None => loaded(Resource::new(|| (), |()| read_own_account()), |own: OwnAccount| page(&own)).into_any(),
    };
    view! {
        <Title text=td_string!(l, account.heading)/>
        <h1>{td_string!(l, account.heading)}</h1>
        {rest}
    }
}

fn page(own: &OwnAccount) -> AnyView {
    let l = locale();
    let who = viewer();
    let facts = who.actor.as_ref().map(|actor| {
        view! {
            <dl class="facts">
                <dt>{Field::Name.word()}</dt><dd>{actor.name.clone()}</dd>
                <dt>{Field::LoginId.word()}</dt><dd>{actor.login.clone()}</dd>
                <dt>{td_string!(l, admin.users.org)}</dt><dd>{if l == Locale::en { actor.org_name_en.clone() } else { actor.org_name.clone() }}</dd>
                <dt>{td_string!(l, account.role)}</dt><dd>{actor.role.word()}</dd>
            </dl>
        }
    });
    let training = own.old_training.map(|on| {
        let text = td_string!(l, account.old_training, day = day(on)).to_string();
        view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }
    });
    view! {
        {training}
        <section class="panel">
            <h2>{td_string!(l, account.who)}</h2>
            {facts}
        </section>
        {settings()}
        {password::change()}
        {own.second_factor.as_ref().map(factor::factor)}
        {sessions::sessions(&own.sessions)}
    }
    .into_any()
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
