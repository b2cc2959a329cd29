//! stub
use leptos::prelude::*;

/// stub
#[component]
pub fn RaisePage() -> impl IntoView {
    view! { <h1>"raise"</h1> }
}
