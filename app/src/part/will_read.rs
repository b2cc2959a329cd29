//! Before something is sent: who will read it, in words and colour.

use crate::{part::scope_band::of_scope, viewer::locale};
#[cfg(feature = "ssr")]
use domain::case::CaseState;
use domain::visibility::Scope;
use leptos::prelude::*;
use leptos_i18n::td_string;

const WILL_READ: &str = "scope-band will-read";

/// Who reads what is written about a record of that 公開範囲. `system`: its 対象システム, which decides the vendor.
pub fn will_read(scope: Scope, system: Option<&str>) -> AnyView {
    let label = td_string!(locale(), readers.will_read);
    of_scope(WILL_READ, label, scope, system)
}

/// Who reads what is written about a 案件 as a whole. A draft has no vendors until it is confirmed
/// (docs/decisions/0011).
#[cfg(feature = "ssr")]
pub fn case_will_read(state: CaseState) -> AnyView {
    let l = locale();
    let who = if state == CaseState::Draft { td_string!(l, readers.draft) } else { td_string!(l, readers.case) };
    band("scope-band-shared", who)
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
