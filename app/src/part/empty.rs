//! An empty list says why it is empty and what to do next.

use leptos::prelude::*;

/// A sentence for why, and links for what next.
#[component]
pub fn Empty(
    /// Why there is nothing.
    #[prop(into)]
    why: String,
    /// What to do next: links or buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! { <div class="empty"><p>{why}</p>{children.map(|next| view! { <p class="empty-next">{next()}</p> })}</div> }
}
