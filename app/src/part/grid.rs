//! The frame of a table of records: it scrolls sideways, by keyboard too, and says its name.

use crate::viewer::locale;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What a table is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// By a caption that is only heard.
    Heard(String),
    /// By a caption that everybody reads.
    Shown(String),
    /// By the heading above it: its id and its text.
    Heading(&'static str, String),
}

/// A table with one row of heads and one group of rows.
pub fn grid(name: Name, class: &'static str, heads: impl IntoView, rows: impl IntoView) -> AnyView {
    framed(name, class, view! { <tr>{heads.into_view()}</tr> }, view! { <tbody>{rows.into_view()}</tbody> })
}

/// A table whose head has rows of its own, or whose rows stand in groups.
pub fn framed(name: Name, class: &'static str, head: impl IntoView, bodies: impl IntoView) -> AnyView {
    let (text, caption, heading) = match name {
        Name::Heard(text) => {
            (text.clone(), Some(view! { <caption class="visually-hidden">{text}</caption> }.into_any()), None)
        }
        Name::Shown(text) => (text.clone(), Some(view! { <caption>{text}</caption> }.into_any()), None),
        Name::Heading(id, text) => (text, None, Some(id)),
    };
    let table = view! {
        <table class=format!("grid {class}") aria-labelledby=heading>
            {caption}
            <thead>{head.into_view()}</thead>
            {bodies.into_view()}
        </table>
    };
    scrolling("", td_string!(locale(), shell.table, name = text).to_string(), table)
}

/// Heads of columns that are a word each.
pub fn heads(words: &[&'static str]) -> AnyView {
    words.iter().map(|word| view! { <th scope="col">{*word}</th> }).collect_view().into_any()
}

/// What may be wider than its page: it scrolls in a region that the keyboard reaches.
pub fn scrolling(class: &'static str, label: String, content: impl IntoView) -> AnyView {
    view! {
        <div class=format!("table-scroll {class}") tabindex="0" role="region" aria-label=label>
            {content.into_view()}
        </div>
    }
    .into_any()
}
