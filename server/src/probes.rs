//! For whoever watches the server: is it alive, can it work.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use store::Store;

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database answers. Its tables are as this binary expects: they were
/// brought up to date before it listened.
pub async fn ready(State(store): State<Store>) -> Response {
    match store.ping().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(error = %app::chain(&error), "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
        }
    }
}
