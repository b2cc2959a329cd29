//! stub
use leptos::prelude::*;

/// stub
#[component]
pub fn IssuesPage() -> impl IntoView {
    view! { <h1>"issues"</h1> }
}
