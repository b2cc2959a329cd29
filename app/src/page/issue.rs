//! stub
use leptos::prelude::*;

/// stub
#[component]
pub fn IssuePage() -> impl IntoView {
    view! { <h1>"issue"</h1> }
}
