//! There is none, or you may not know of it: the two look the same.

use crate::viewer::locale;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// The 404 page, in the site's own look.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::context::refuse(&crate::error::AppError::NotFound);
    let l = locale();
    view! {
        <Title text=td_string!(l, problems.not_found)/>
        <div class="failed">
            <h1>{td_string!(l, problems.not_found)}</h1>
            <p>{td_string!(l, problems.not_found_text)}</p>
            <p><a class="button" href="/">{td_string!(l, shell.back_home)}</a></p>
        </div>
    }
}
