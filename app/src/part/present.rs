//! Both versions of a field when somebody else was faster: what was typed stays in the input, what the record holds
//! now stands under it.

use crate::{form::Typed, viewer::locale, words::Word};
use domain::{date::parse_day, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The present value of a field that was typed differently. `held`: as the form would send it; `shown`: as people
/// read it.
pub fn present(typed: &Typed, field: Field, held: &str, shown: &str) -> Option<AnyView> {
    let l = locale();
    let sent = typed.value(field.as_str()).filter(|_| typed.is_outdated())?;
    let text = |raw: &str| raw.replace("\r\n", "\n").trim().to_owned();
    let same_day = matches!((parse_day(&sent), parse_day(held)), (Ok(sent), Ok(held)) if sent == held);
    (!same_day && text(&sent) != text(held)).then(|| told(l, field, shown))
}

/// The same for a group of boxes; `held` and `shown` one by one.
pub fn present_group(typed: &Typed, field: Field, held: &[String], shown: &[String]) -> Option<AnyView> {
    let mut sent = typed.values(field.as_str()).filter(|_| typed.is_outdated())?;
    let mut held = held.to_vec();
    sent.sort();
    held.sort();
    let l = locale();
    (sent != held).then(|| told(l, field, &shown.join(td_string!(l, cases.line.comma))))
}

fn told(l: crate::texts::Locale, field: Field, shown: &str) -> AnyView {
    let label = td_string!(l, laws.present, field = field.word()).to_string();
    let shown = if shown.is_empty() { td_string!(l, laws.present_none).to_owned() } else { shown.to_owned() };
    view! { <p class="present"><b>{label}</b><span class="as-typed">{shown}</span></p> }.into_any()
}
