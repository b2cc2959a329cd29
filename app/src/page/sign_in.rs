//! サインイン: a plain form, so that it works before and without the bundle.

use crate::{
    form::typed,
    part::{
        banner::{Notice, NoticeKind},
        field::TextField,
    },
    texts::Locale,
    viewer::{DemoAccounts, OpenIdDoor, locale},
};
use domain::refusal::Field;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// ログインID and パスワード; in the demo also one button per account.
#[component]
pub fn SignInPage() -> impl IntoView {
    if use_query_map().read_untracked().get("step").as_deref() == Some("code") {
        return code_step().into_any();
    }
    let l = locale();
    let back = typed("sign_in");
    let next = match back.value("next") {
        Some(next) => next,
        None => use_query_map().read_untracked().get("next").unwrap_or_default(),
    };
    let accounts = use_context::<StoredValue<DemoAccounts>>().map(|kept| kept.get_value()).unwrap_or_default().0;
    let demo = (!accounts.is_empty()).then(|| {
        let next = next.clone();
        let buttons = accounts
            .into_iter()
            .map(|account| {
                view! {
                    <li>
                        <form method="post" action="/session">
                            <input type="hidden" name="login_id" value=account.login.clone()/>
                            <input type="hidden" name="password" value="kaisei-demo-2026"/>
                            <input type="hidden" name="next" value=next.clone()/>
                            <button type="submit" class="demo-account">
                                <strong>{account.title}</strong>
                                <span>{account.name}" "<code>{account.login}</code></span>
                            </button>
                        </form>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="demo-accounts" aria-labelledby="demo-heading">
                <h2 id="demo-heading">{td_string!(l, sign_in.demo_heading)}</h2>
                <p class="support">{td_string!(l, sign_in.demo_lead)}</p>
                <ul>{buttons}</ul>
            </section>
        }
    });
    let openid = openid(&next);
    // What was sent without a session waits for its writer.
    let kept = use_query_map().read_untracked().get("kept").map(|_| {
        view! { <Notice kind=NoticeKind::Warning><p>{td_string!(l, sign_in.kept)}</p></Notice> }
    });
    view! {
        <Title text=td_string!(l, sign_in.heading)/>
        <div class="sign-in">
            <section class="sign-in-form">
                <h1>{td_string!(l, sign_in.heading)}</h1>
                <p class="support">{td_string!(l, sign_in.lead)}</p>
                {kept}
                <form method="post" action="/session">
                    <TextField verb="sign_in" field=Field::LoginId typed=back.clone() required=true autocomplete="username"/>
                    <TextField verb="sign_in" field=Field::Password typed=back kind="password" required=true autocomplete="current-password"/>
                    <input type="hidden" name="next" value=next/>
                    <button type="submit" class="button">{td_string!(l, sign_in.button)}</button>
                </form>
                {openid}
                <p class="support">{td_string!(l, sign_in.forgot)}</p>
            </section>
            {demo}
        </div>
    }
    .into_any()
}

/// 組織のアカウント, where it is set: a link, which leads to the provider.
fn openid(next: &str) -> Option<AnyView> {
    const BEGIN: &str = "/session/openid";
    let l = locale();
    let OpenIdDoor { name_ja, name_en } = use_context::<OpenIdDoor>()?;
    let name = match l {
        Locale::ja => name_ja.unwrap_or_else(|| td_string!(l, sign_in.openid).to_owned()),
        Locale::en => name_en.unwrap_or_else(|| td_string!(l, sign_in.openid).to_owned()),
    };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    let href = if next.is_empty() { BEGIN.to_owned() } else { format!("{BEGIN}?{query}") };
    Some(
        view! {
            <p class="sign-in-or">{td_string!(l, sign_in.or)}</p>
            <a class="button-quiet" href=href rel="external">{name}</a>
        }
        .into_any(),
    )
}

/// The second step: the code of an authenticator app, or one on paper.
fn code_step() -> impl IntoView {
    const VERB: &str = "sign_in_code";
    let l = locale();
    view! {
        <Title text=td_string!(l, sign_in.code_heading)/>
        <div class="sign-in">
            <section class="sign-in-form">
                <h1>{td_string!(l, sign_in.code_heading)}</h1>
                <p class="support">{td_string!(l, sign_in.code_lead)}</p>
                <form method="post" action="/session">
                    <TextField verb=VERB field=Field::OneTimeCode typed=typed(VERB) required=true autocomplete="one-time-code"/>
                    <button type="submit" class="button">{td_string!(l, sign_in.code_button)}</button>
                </form>
                <p><a href="/sign-in">{td_string!(l, sign_in.code_again)}</a></p>
                <p class="support">{td_string!(l, sign_in.code_lost)}</p>
            </section>
        </div>
    }
}
