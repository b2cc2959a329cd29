//! Both versions of a field, when somebody else was faster: what was typed stays in the input, what
//! the record holds now stands under it.

use crate::{error::AppError, form::Typed, viewer::locale, words::Word};
use domain::{
    date::parse_day,
    refusal::{Field, Refusal},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The present value of a field that was typed differently. `held`: as the form would send it;
/// `shown`: as people read it.
pub(in crate::page) fn present(typed: &Typed, field: Field, held: &str, shown: &str) -> Option<AnyView> {
    let l = locale();
    let sent = typed.value(field.as_str()).filter(|_| outdated(typed))?;
    if same(field, &sent, held) {
        return None;
    }
    let label = td_string!(l, issue.present, field = field.word()).to_string();
    let shown = if shown.is_empty() { td_string!(l, issue.present_none).to_owned() } else { shown.to_owned() };
    Some(view! { <p class="present"><b>{label}</b><span class="as-typed">{shown}</span></p> }.into_any())
}

/// Whether the form was made from a page that is not true any more.
fn outdated(typed: &Typed) -> bool {
    matches!(typed.error(), Some(AppError::Stale | AppError::Refused(Refusal::WrongState { .. })))
}

/// Browsers send line breaks as CRLF, and a day has many notations.
fn same(field: Field, sent: &str, held: &str) -> bool {
    let text = |raw: &str| raw.replace("\r\n", "\n").trim().to_owned();
    match (field, parse_day(sent), parse_day(held)) {
        (Field::Due | Field::From | Field::To, Ok(sent), Ok(held)) => sent == held,
        _ => text(sent) == text(held),
    }
}
