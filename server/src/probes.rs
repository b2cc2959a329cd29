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

/// `GET /readyz`: the database answers and has the tables this binary expects.
pub async fn ready(State(store): State<Store>) -> Response {
    match store.ready().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(error = %crate::chain(&error), "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
        }
    }
}
