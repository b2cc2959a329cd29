//! A form that opens on demand, and by itself when it came back.

use leptos::prelude::*;

/// Something under a summary.
pub fn fold(summary: &str, open: bool, inside: AnyView) -> AnyView {
    fold_as("", summary, open, inside)
}

/// The same, with a class of its own: `panel` where it stands alone.
pub fn fold_as(class: &'static str, summary: &str, open: bool, inside: AnyView) -> AnyView {
    view! {
        <details class=format!("folded {class}") open=open><summary>{summary.to_owned()}</summary>{inside}</details>
    }
    .into_any()
}
