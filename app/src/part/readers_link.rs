//! The way from a record to who reads it, for those who may ask.

use crate::viewer::{locale, viewer};
use domain::visibility::may_ask_why;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `record`: the address of its page.
pub fn readers_link(record: &str) -> Option<AnyView> {
    let text = td_string!(locale(), readers.link);
    let href = format!("{record}/readers");
    let may = viewer().actor.as_ref().is_some_and(may_ask_why);
    may.then(|| view! { <a class="readers-link" href=href rel="external">{text}</a> }.into_any())
}
