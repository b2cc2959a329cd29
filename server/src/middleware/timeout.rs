//! A request has an end, even when the database does not answer.

use crate::plain_page::Trouble;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// Answers "busy" when the inside takes too long; what it began is rolled back with its transaction.
pub async fn limit(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    tokio::time::timeout(limit, next.run(request)).await.unwrap_or_else(|_| {
        tracing::error!(seconds = limit.as_secs(), "took too long");
        Trouble::Busy.into_response()
    })
}
