//! In words who will read the 課題.

use super::whereabouts::Chosen;
use crate::{viewer::locale, words::scope_readers};
use domain::visibility::Scope;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A band above the button that says who will read it; it follows the choice while the bundle
/// runs, and is left out where it could not.
#[component]
pub(super) fn Readers(
    /// What is chosen now.
    chosen: Chosen,
) -> impl IntoView {
    let l = locale();
    let scope = move || Scope::parse(&chosen.scope.read());
    let no_vendor = move || {
        let alone = scope() == Some(Scope::Shared) && chosen.system.read().is_empty();
        alone.then(|| view! { <span class="readers-note">{td_string!(l, raise.no_vendor)}</span> })
    };
    view! {
        <p class=move || format!("readers needs-script readers-{}", chosen.scope.get()) role="status">
            <strong>{td_string!(l, raise.will_read)}</strong>" "
            <span>{move || scope().map(scope_readers)}</span>
            {no_vendor}
        </p>
    }
}
