//! Headers every answer carries unless whoever made it knew better.

use axum::{extract::Request, http::HeaderValue, middleware::Next, response::Response};

/// Pages bring their own policy with a nonce (app's shell); this one is for everything else and allows no script.
const DEFAULT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                              base-uri 'none'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", DEFAULT_POLICY),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    // Nothing about a case stays on a shared computer's disk. Files of the site say otherwise themselves.
    ("cache-control", "no-store"),
];

/// The layer.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(*name).or_insert(HeaderValue::from_static(value));
    }
    response
}
