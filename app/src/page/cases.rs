//! stub
use leptos::prelude::*;

/// stub
#[component]
pub fn CasesPage() -> impl IntoView {
    view! { <h1>"cases"</h1> }
}
