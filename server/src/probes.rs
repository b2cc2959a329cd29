//! For whoever watches the server: is it alive, can it work.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::time::Duration;
use store::Store;
use tokio::time::timeout;

/// Whoever asks gives up after a few seconds; a connection is waited for longer than that.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database answers. Its tables are as this binary expects: they were
/// brought up to date before it listened.
pub async fn ready(State(store): State<Store>) -> Response {
    match timeout(PATIENCE, store.ping()).await {
        Ok(Ok(())) => return "ready".into_response(),
        Ok(Err(error)) => tracing::warn!(error = %app::chain(&error), "not ready"),
        Err(_) => tracing::warn!(seconds = PATIENCE.as_secs(), "not ready: the database does not answer"),
    }
    (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
}
