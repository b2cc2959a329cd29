//! Every address of the server.

use crate::{
    assets::{self, Assets},
    config::{RETURN, Settings},
    forms, log_export, middleware, openid,
    pages::{self, Pages, not_found},
    plain_page::{PlainPages, Trouble},
    probes,
    sign_in::{self, CookieSecure, sign_out},
    viewing,
};
use app::DemoAccounts;
use axum::{
    Extension, Router,
    routing::{get, post},
};
use std::sync::Arc;
use store::Store;

/// Every address that answers, as the router has it, apart from the files of the site, which hold nothing of anybody:
/// what is probed for leaks must be all there is.
pub fn addresses() -> Vec<String> {
    let of_functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path);
    pages::paths()
        .chain(of_functions)
        .chain([SESSION, SESSION_END, VIEWING_END, LOG_EXPORT, ALIVE, READY])
        .chain([openid::BEGIN, RETURN])
        .map(str::to_owned)
        .collect()
}

const SESSION: &str = "/session";
const SESSION_END: &str = "/session/end";
const VIEWING_END: &str = "/session/as/end";
const LOG_EXPORT: &str = "/audit/export";
const ALIVE: &str = "/healthz";
const READY: &str = "/readyz";

/// The whole server over a store. The demo's accounts are given in demo mode only.
pub fn build(store: Store, settings: &Settings, assets: Arc<Assets>, demo: Option<DemoAccounts>) -> Router {
    let store = store.with_rules(settings.access);
    let plain = PlainPages::new(&assets);
    let pages = Pages::new(store.clone(), &assets, demo).with_openid(settings.openid.as_ref());

    // GET: the pages of app::App · POST to the same address: its forms · /fn/…: server functions
    let for_people = pages
        .router(&post(forms::post))
        .route(SESSION, get(sign_in::back).post(sign_in::sign_in).delete(sign_out))
        .route(SESSION_END, post(sign_out))
        .route(VIEWING_END, post(viewing::end))
        .route(LOG_EXPORT, get(log_export::export))
        .merge(openid::router(settings.openid.as_ref()))
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(Extension(CookieSecure(settings.cookie_secure)))
        .with_state(pages);

    let for_programs = Router::new()
        .route(ALIVE, get(probes::alive))
        .route(READY, get(probes::ready))
        .method_not_allowed_fallback(wrong_method)
        .with_state(store.clone());

    let all = Router::new()
        .merge(middleware::around_pages(for_people, &store, settings))
        .merge(assets::router(assets))
        .merge(for_programs);
    middleware::around_all(all, &plain, settings)
}

/// No page of ours sends it, but nobody is left before an empty one.
async fn wrong_method() -> Trouble {
    Trouble::WrongMethod
}

#[cfg(test)]
mod tests;
