//! Before something is sent: who will read it, in words and colour.

use crate::{part::scope_band::of_scope, viewer::locale};
use domain::visibility::Scope;
use leptos::prelude::*;
use leptos_i18n::td_string;

const WILL_READ: &str = "scope-band will-read";

/// Who reads what is written about a record of that 公開範囲. `system`: its 対象システム, which decides the vendor.
pub fn will_read(scope: Scope, system: Option<&str>) -> AnyView {
    let label = td_string!(locale(), readers.will_read);
    of_scope(WILL_READ, label, scope, system)
}

/// Who reads what is written about a 案件 as a whole.
#[cfg(feature = "ssr")]
pub fn case_will_read() -> AnyView {
    let l = locale();
    band("scope-band-shared", td_string!(l, readers.case))
}

/// Who reads a 案件 that is opened now. A draft has no vendors until somebody confirms it (docs/decisions/0011).
#[cfg(feature = "ssr")]
pub fn new_case_will_read(is_draft: bool) -> AnyView {
    if !is_draft {
        return case_will_read();
    }
    band("scope-band-shared", td_string!(locale(), readers.draft))
}

/// Who reads what is written about a 制度改正.
#[cfg(feature = "ssr")]
pub fn law_will_read() -> AnyView {
    let l = locale();
    band("scope-band-city_manager", td_string!(l, readers.law))
}

#[cfg(feature = "ssr")]
fn band(class: &'static str, who: &'static str) -> AnyView {
    let label = td_string!(locale(), readers.will_read);
    view! {
        <p class=format!("{WILL_READ} {class}")>
            <span class="scope-band-label">{label}</span>
            <span>{who}</span>
        </p>
    }
    .into_any()
}
