//! The second factor: begun, confirmed by a first code, left.

use super::PATH;
use crate::{
    form::{Made, typed},
    part::{field::TextField, post::post},
    viewer::{day, locale},
};
use domain::{date::instant::jst_day, refusal::Field, view::SecondFactor};
use leptos::prelude::*;
use leptos_i18n::td_string;
use qrcodegen::{QrCode, QrCodeEcc};

pub(super) fn factor(factor: &SecondFactor) -> AnyView {
    let l = locale();
    let inside = match factor {
        SecondFactor::Off => {
            let form = with_password("begin_factor", "button", td_string!(l, account.factor_begin));
            view! { <p class="support">{td_string!(l, account.factor_lead)}</p>{form} }.into_any()
        }
        SecondFactor::Begun { secret, address } => begun(secret, address),
        SecondFactor::On { since, codes_left } => {
            let since = day(jst_day(*since));
            let state = td_string!(l, account.factor_on, since = since, n = *codes_left).to_string();
            let form = with_password("remove_factor", "button-quiet", td_string!(l, account.factor_off));
            view! { <p>{state}</p>{codes()}{form} }.into_any()
        }
    };
    view! {
        <section class="panel form-narrow" aria-labelledby="factor-heading">
            <h2 id="factor-heading">{td_string!(l, account.factor)}</h2>
            {inside}
        </section>
    }
    .into_any()
}

/// A form that asks for the present password and nothing else.
fn with_password(verb: &'static str, class: &'static str, button: &'static str) -> AnyView {
    let inputs = view! {
        <TextField verb=verb field=Field::CurrentPassword typed=typed(verb) kind="password" required=true
            autocomplete="current-password"/>
        <button type="submit" class=class>{button}</button>
    };
    post(PATH.to_owned(), "", verb, None, inputs)
}

fn begun(secret: &str, address: &str) -> AnyView {
    const VERB: &str = "confirm_factor";
    let l = locale();
    let inputs = view! {
        <p>{td_string!(l, account.factor_confirm_lead)}</p>
        <TextField verb=VERB field=Field::OneTimeCode typed=typed(VERB) required=true autocomplete="one-time-code"/>
        <button type="submit" class="button">{td_string!(l, account.factor_confirm)}</button>
    };
    view! {
        <p>{td_string!(l, account.factor_scan)}</p>
        {picture(address)}
        <dl class="facts">
            <dt>{td_string!(l, account.factor_key)}</dt>
            <dd><code class="factor-key" translate="no">{secret.to_owned()}</code></dd>
        </dl>
        <p><a href=address.to_owned() rel="external">{td_string!(l, account.factor_open)}</a></p>
        {post(PATH.to_owned(), "", VERB, None, inputs)}
        {with_password("remove_factor", "button-quiet", td_string!(l, account.factor_cancel))}
    }
    .into_any()
}

/// The address as a picture that apps read; nothing if it does not fit into one.
fn picture(address: &str) -> Option<AnyView> {
    /// Light modules around it, as the standard asks for.
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let path: String = dark.map(|(x, y)| format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET)).collect();
    let whole = size + 2 * QUIET;
    Some(
        view! {
            <svg class="factor-picture" role="img" aria-label=td_string!(locale(), account.factor_picture)
                viewBox=format!("0 0 {whole} {whole}") shape-rendering="crispEdges">
                <rect width=whole.to_string() height=whole.to_string() fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
        }
        .into_any(),
    )
}

/// The codes for the loss of the app, this once.
fn codes() -> Option<AnyView> {
    let l = locale();
    let Some(Made::Codes(codes)) = use_context::<Made>() else { return None };
    let codes = codes.into_iter().map(|code| view! { <li><code translate="no">{code}</code></li> }).collect_view();
    Some(
        view! {
            <section class="made-password panel" aria-labelledby="codes-heading">
                <h3 id="codes-heading">{td_string!(l, account.codes)}</h3>
                <p>{td_string!(l, account.codes_lead)}</p>
                <ul class="factor-codes">{codes}</ul>
            </section>
        }
        .into_any(),
    )
}
