//! Every address of the server.

mod addressed;

pub use addressed::Addressed;

use crate::{
    assets::{self, Assets},
    config::Settings,
    forms, log_export, middleware, openid,
    pages::{Pages, not_found},
    plain_page::{PlainPages, Trouble},
    probes,
    sign_in::{self, CookieSecure, sign_out},
    viewing,
};
use app::DemoAccounts;
use axum::{
    Extension,
    routing::{get, post},
};
use std::sync::Arc;
use store::Store;

const SESSION: &str = "/session";
const SESSION_END: &str = "/session/end";
const VIEWING_END: &str = "/session/as/end";
const LOG_EXPORT: &str = "/audit/export";
const ALIVE: &str = "/healthz";
const READY: &str = "/readyz";

/// The whole server over a store. The demo's accounts are given in demo mode only.
pub fn build(store: Store, settings: &Settings, assets: Arc<Assets>, demo: Option<DemoAccounts>) -> Addressed {
    let store = store.with_rules(settings.access);
    let plain = PlainPages::new(&assets);
    let pages = Pages::new(store.clone(), &assets, demo).with_openid(settings.openid.as_ref());

    // GET: the pages of app::App · POST to the same address: its forms · /fn/…: server functions
    let for_people = pages
        .router(&post(forms::post))
        .at(SESSION, get(sign_in::back).post(sign_in::sign_in).delete(sign_out))
        .at(SESSION_END, post(sign_out))
        .at(VIEWING_END, post(viewing::end))
        .at(LOG_EXPORT, get(log_export::export))
        .and(openid::router(settings.openid.as_ref()))
        .around(|people| {
            people
                .fallback(not_found)
                .method_not_allowed_fallback(wrong_method)
                .layer(Extension(CookieSecure(settings.cookie_secure)))
                .with_state(pages)
        });

    let for_programs = Addressed::nowhere()
        .at(ALIVE, get(probes::alive))
        .at(READY, get(probes::ready))
        .around(|programs| programs.method_not_allowed_fallback(wrong_method).with_state(store.clone()));

    let all = Addressed::nowhere()
        .and(for_people.around(|people| middleware::around_pages(people, &store, settings)))
        .and(assets::router(assets))
        .and(for_programs);
    all.around(|all| middleware::around_all(all, &plain, settings))
}

/// No page of ours sends it, but nobody is left before an empty one.
async fn wrong_method() -> Trouble {
    Trouble::WrongMethod
}

#[cfg(test)]
mod tests;
