//! What happens around every request. The order is the order of this page: the first line of [`around`] is the
//! first to see a request and the last to see its response.

pub mod actor;
mod body_limit;
pub mod client_address;
mod csrf;
mod fn_status;
mod headers;
pub mod pace;
mod panic;
mod timeout;
pub mod trace;

#[cfg(test)]
pub use timeout::limit as timeout_limit;

pub use body_limit::{FORM_LIMIT, SIGNED_IN_LIMIT, read_form_body};

use crate::{
    config::{Network, Settings},
    plain_page::{self, PlainPages},
    session_store::StoredSessions,
};
use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn, middleware::from_fn_with_state as with};
use std::sync::Arc;
use store::Store;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite, cookie::time::Duration};

/// Wraps the pages, forms and server functions. Files of the site and the probes stay outside: they need no session
/// and are compressed already.
pub fn around_pages(pages: Router, store: &Store, settings: &Settings) -> Router {
    let gate = actor::Gate::new(store.clone(), settings);
    let layers = ServiceBuilder::new()
        .layer(CompressionLayer::new())
        .layer(with(settings.request_timeout, timeout::limit))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(csrf::layer())
        .layer(from_fn(fn_status::set))
        .layer(session_layer(store.clone(), settings))
        .layer(with(gate, actor::find))
        .layer(with(Arc::new(pace::Pace::new(settings)), pace::keep))
        // Inside, so that the line of a request that is too large says whose it was.
        .layer(from_fn(body_limit::refuse_large));
    pages.layer(layers)
}

/// Wraps everything, files and probes included.
pub fn around_all(all: Router, plain: &PlainPages, settings: &Settings) -> Router {
    let trusted: Arc<[Network]> = settings.trusted_proxies.clone().into();
    let layers = ServiceBuilder::new()
        .layer(with(trusted, client_address::find))
        .layer(from_fn(trace::line))
        .layer(with(settings.cookie_secure, headers::secure))
        .layer(with(plain.clone(), plain_page::write))
        .layer(panic::layer());
    all.layer(layers)
}

/// The cookie: `__Host-` (this host only, https only) in real use; `Lax`, so that links from mail and chat arrive
/// signed in.
fn session_layer(store: Store, settings: &Settings) -> SessionManagerLayer<StoredSessions> {
    let idle = Duration::try_from(settings.session_idle).unwrap_or(Duration::minutes(30));
    SessionManagerLayer::new(StoredSessions::new(store))
        .with_name(cookie_name(settings.cookie_secure))
        .with_secure(settings.cookie_secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(idle))
}

/// Browsers refuse the prefix over plain http.
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-kaisei" } else { "kaisei" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;
    use axum::{body::Body, http::Request, routing::get};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_becomes_a_page_with_the_number_of_the_request() {
        async fn broken() -> &'static str {
            panic!("a bug of ours")
        }
        let router = around_all(
            Router::new().route("/", get(broken)),
            &PlainPages::new(&Assets::default()),
            &Settings::default(),
        );
        let response = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), 500);
        let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
        let page = response.into_body().collect().await.unwrap().to_bytes();
        let page = String::from_utf8(page.to_vec()).unwrap();
        assert!(page.contains(&id) && !page.contains("a bug of ours"), "{page}");
    }
}
