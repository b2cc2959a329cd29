//! Leptos and axum: the routes of the pages, what every page is given, and rendering a page from a handler.

use crate::{
    assets::Assets,
    config::OpenId,
    own_path::{in_header, own_path},
    router::Addressed,
};
use app::{
    DemoAccounts, OpenIdDoor, PageAssets,
    form::{Made, Returned},
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::MethodRouter,
};
use leptos::{config::LeptosOptions, prelude::provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::sync::{Arc, LazyLock};
use store::Store;

/// The pages' addresses. Listed once in a process: while Leptos lists them, a page that begins to read its data on
/// another thread would wait for ever (leptos-rs/leptos#4773), and tests build many servers at a time.
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// What pages are made from. Every layer of the router is copied for every request, and this with it: its texts are
/// shared.
#[derive(Clone, Debug)]
pub struct Pages {
    store: Store,
    assets: PageAssets,
    demo: Option<Arc<DemoAccounts>>,
    openid: Option<OpenIdDoor>,
}

impl Pages {
    /// Pages over this store, with the site's files. The demo's accounts exist in demo mode only.
    pub fn new(store: Store, assets: &Assets, demo: Option<DemoAccounts>) -> Self {
        let manifest = assets.manifest();
        let assets = PageAssets {
            js: manifest.map(|m| m.js.as_str().into()),
            wasm: manifest.map(|m| m.wasm.as_str().into()),
            css: manifest.map(|m| m.css.as_str().into()),
        };
        Self { store, assets, demo: demo.map(Arc::new), openid: None }
    }

    /// The same with 組織のアカウント on the sign-in page, where it is set.
    pub fn with_openid(self, set: Option<&OpenId>) -> Self {
        let door = |set: &OpenId| OpenIdDoor { name_ja: set.name_ja.clone(), name_en: set.name_en.clone() };
        Self { openid: set.map(door), ..self }
    }

    /// The same pages, not brought to life in the browser: for a page whose address there is another one.
    pub fn still(&self) -> Self {
        let assets = PageAssets { js: None, wasm: None, ..self.assets.clone() };
        Self { assets, ..self.clone() }
    }

    /// The store below.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    fn give(&self) {
        provide_context(self.store.clone());
        if let Some(demo) = &self.demo {
            provide_context(Arc::clone(demo));
        }
        if let Some(openid) = &self.openid {
            provide_context(openid.clone());
        }
    }

    /// Every page by GET, its forms by POST to the same address, and the server functions.
    pub fn router(&self, forms: &MethodRouter<Pages>) -> Addressed<Self> {
        // Only names and addresses that Leptos wants to know; our shell uses none of them.
        let options = LeptosOptions::builder().output_name("kaisei").build();
        let routes = &*ROUTES;
        let of_leptos = Router::<LeptosOptions>::new()
            .leptos_routes_with_context(
                &options,
                routes.clone(),
                {
                    let pages = self.clone();
                    move || pages.give()
                },
                {
                    let assets = self.assets.clone();
                    move || app::shell(assets.clone())
                },
            )
            .with_state::<Self>(options);
        let with_forms = routes.iter().map(AxumRouteListing::path).filter(|path| *path != "/sign-in");
        with_forms.fold(Addressed::of_leptos(routes, of_leptos), |pages, path| pages.at(path, forms.clone()))
    }

    /// Renders the page of an address, with a refused form when there is one: then the status is the form's.
    pub async fn render(&self, parts: Parts, returned: Option<Returned>) -> Response {
        let status = returned.as_ref().map(Returned::status);
        let give = move || {
            if let Some(returned) = returned.clone() {
                provide_context(returned);
            }
        };
        let mut response = self.page(parts, give).await;
        if let Some(status) = status.filter(|_| response.status() != StatusCode::NOT_FOUND) {
            *response.status_mut() = status;
        }
        response
    }

    /// Renders the page of an address with a secret that was made.
    pub async fn render_made(&self, parts: Parts, made: Made) -> Response {
        self.page(parts, move || provide_context(made.clone())).await
    }

    /// Renders the page of an address, which is told something.
    async fn page(&self, mut parts: Parts, tell: impl Fn() + Clone + Send + Sync + 'static) -> Response {
        // The page is read, not posted: what came with the form is not part of it.
        parts.method = Method::GET;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        let pages = self.clone();
        let give = move || {
            pages.give();
            tell();
        };
        let assets = self.assets.clone();
        let page = render_app_async_with_context(give, move || app::shell(assets.clone()));
        page(Request::from_parts(parts, Body::empty())).await
    }
}

/// The browser's router reads `/issues/` as `/issues`; ours leads there. Never to another server: only one slash stays
/// in front.
fn without_trailing_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/').filter(|path| !path.is_empty() && !path.ends_with('/'))?;
    let own = own_path(path)?;
    Some(uri.query().map_or_else(|| own.to_owned(), |query| format!("{own}?{query}")))
}

/// An address that is no page of ours: a true 404, in the site's look.
pub async fn not_found(State(pages): State<Pages>, request: Request) -> Response {
    if let Some(to) = without_trailing_slash(request.uri()) {
        return Redirect::permanent(&in_header(&to)).into_response();
    }
    let mut response = pages.render(request.into_parts().0, None).await;
    if response.status().is_success() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
