//! A form that opens on demand, and by itself when it came back.

use leptos::prelude::*;

/// Something under a summary.
pub fn fold(summary: &str, open: bool, inside: AnyView) -> AnyView {
    view! { <details class="folded" open=open><summary>{summary.to_owned()}</summary>{inside}</details> }.into_any()
}
