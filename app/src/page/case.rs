//! stub
use leptos::prelude::*;

/// stub
#[component]
pub fn CasePage() -> impl IntoView {
    view! { <h1>"case"</h1> }
}
