//! A panic is our bug: it ends one request, not the server, and the person reads a page with the number.

use crate::plain_page::Trouble;
use axum::{body::Body, http::Response, response::IntoResponse};
use std::any::Any;
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};

/// Answers in place of what panicked.
#[derive(Clone, Copy, Debug)]
pub struct Sorry;

/// The layer.
pub fn layer() -> CatchPanicLayer<Sorry> {
    CatchPanicLayer::custom(Sorry)
}

impl ResponseForPanic for Sorry {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, what: Box<dyn Any + Send + 'static>) -> Response<Body> {
        let text = what.downcast_ref::<String>().map(String::as_str).or_else(|| what.downcast_ref::<&str>().copied());
        tracing::error!(what = text.unwrap_or("no message"), "panicked");
        Trouble::Broken.into_response()
    }
}
