//! The whole document around a page.

use crate::{app::App, viewer::viewer};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use std::sync::Arc;

/// Where the site's own files are; empty before the browser part was built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageAssets {
    /// JavaScript glue.
    pub js: Option<Arc<str>>,
    /// The bundle.
    pub wasm: Option<Arc<str>>,
    /// Style sheet.
    pub css: Option<Arc<str>>,
}

/// Renders the document and sets the content security policy for it.
pub fn shell(assets: PageAssets) -> impl IntoView {
    #[cfg(feature = "ssr")]
    set_policy();
    let language = {
        #[cfg(feature = "ssr")]
        {
            crate::context::viewer().language.as_str()
        }
        #[cfg(not(feature = "ssr"))]
        {
            viewer().language.as_str()
        }
    };
    let _ = viewer;
    view! {
        <!DOCTYPE html>
        <html lang=language>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {assets.css.clone().map(|css| view! { <link rel="stylesheet" href=css/> })}
                <Hydration assets/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Starts the bundle. Our own instead of `HydrationScripts`, which puts the nonce into the
/// preload's `crossorigin` and does not catch a failed start (notes/stack §3.2).
#[component]
fn Hydration(assets: PageAssets) -> impl IntoView {
    let (Some(js), Some(wasm)) = (assets.js, assets.wasm) else { return ().into_any() };
    #[cfg(feature = "ssr")]
    if crate::context::path().is_some_and(|path| crate::still::is_still(&path)) {
        return ().into_any();
    }
    let nonce = use_nonce();
    let start = format!(
        "import i,{{hydrate}} from '{js}';i({{module_or_path:'{wasm}'}}).then(()=>hydrate())\
         .catch(e=>{{console.error(e);document.documentElement.dataset.wasm='failed'}})"
    );
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce inner_html=start></script>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn set_policy() {
    use http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<leptos_axum::ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}
