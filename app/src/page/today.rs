//! stub
use leptos::prelude::*;

/// stub
#[component]
pub fn TodayPage() -> impl IntoView {
    view! { <h1>"today"</h1> }
}
