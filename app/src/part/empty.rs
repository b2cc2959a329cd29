//! An empty list says why it is empty and what to do next.

use crate::viewer::{locale, viewer};
use domain::role::Role;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// In place of a list of cases or issues, for whom there are none and never will be: システム管理者.
pub fn without_content() -> Option<AnyView> {
    let l = locale();
    let is_admin = viewer().actor.is_some_and(|actor| actor.role == Role::SystemAdmin);
    is_admin.then(|| {
        view! { <Empty why=td_string!(l, today.admin)><a href="/admin">{td_string!(l, shell.admin)}</a></Empty> }
            .into_any()
    })
}

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
