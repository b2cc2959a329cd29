//! 公開範囲 in words: who reads this record.

use crate::{
    part::chip,
    viewer::locale,
    words::{Word, scope_readers},
};
use domain::{refusal::Field, visibility::Scope};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The band under the heading of a record. `system`: its 対象システム, which decides the vendor.
pub fn scope_band(scope: Scope, system: Option<&str>) -> AnyView {
    of_scope("scope-band", Field::Scope.word(), scope, system)
}

/// Which vendor reads what is 案件共有; nothing for another 公開範囲.
pub fn vendor_words(scope: Scope, system: Option<&str>) -> Option<String> {
    let l = locale();
    (scope == Scope::Shared).then(|| match system {
        Some(system) => td_string!(l, issue.scope_system, system = system.to_owned()).to_string(),
        None => td_string!(l, issue.scope_no_vendor).to_owned(),
    })
}

/// The same under a name and a class of its own.
pub fn of_scope(class: &'static str, label: &'static str, scope: Scope, system: Option<&str>) -> AnyView {
    let vendor = vendor_words(scope, system);
    view! {
        <p class=format!("{class} scope-band-{scope}")>
            <span class="scope-band-label">{label}</span>
            {chip::scope(scope)}
            <span>{scope_readers(scope)}</span>
            {vendor.map(|vendor| view! { <span class="scope-band-vendor">{vendor}</span> })}
        </p>
    }
    .into_any()
}
