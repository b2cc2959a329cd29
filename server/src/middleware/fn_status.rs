//! A server function that could not even be called (an argument is missing or garbled) has the status of its error.
//!
//! Leptos answers every such call with 500, as if it were our fault; what it writes is our [`AppError`].

use crate::own_path::is_below;
use app::AppError;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
};

/// An error of ours is a few words of JSON.
const LIMIT: usize = 64 * 1024;

/// The layer.
pub async fn set(request: Request, next: Next) -> Response {
    let is_fn = is_below(request.uri().path(), "/fn");
    let response = next.run(request).await;
    if !is_fn || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LIMIT).await.unwrap_or_default();
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = error.status();
    }
    Response::from_parts(parts, Body::from(bytes))
}
