//! A number for every request and one log line about it.

use crate::plain_page::Trouble;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use domain::my_number;
use std::time::Instant;
use tower_http::request_id::{MakeRequestId, MakeRequestUuid, RequestId};
use tracing::{Instrument, field::Empty, info, info_span};

/// Where the number stands in requests and responses.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The ログインID of who asked, left in the response by the actor middleware for the line.
#[derive(Clone, Debug)]
pub struct AskedBy(pub String);

/// Why a form was refused, left in the response for the line.
#[derive(Clone, Debug)]
pub struct Refused(pub String);

/// Numbers the request and writes its line when it is answered. The query is left out: searches are nobody's business.
pub async fn line(mut request: Request, next: Next) -> Response {
    // A number that came with the request is replaced: it could be anything.
    let id = MakeRequestUuid
        .make_request_id(&request)
        .map_or_else(|| HeaderValue::from_static("none"), RequestId::into_header_value);
    request.extensions_mut().insert(RequestId::new(id.clone()));
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let (method, path, began) = (request.method().clone(), request.uri().path().to_owned(), Instant::now());
    // An 個人番号 may be typed into the address too.
    let path = my_number::masked(&path).into_owned();
    let span = info_span!("request", id = id.to_str().unwrap_or_default(), user = Empty, refused = Empty);
    let mut response = next.run(request).instrument(span.clone()).await;
    response.headers_mut().insert(REQUEST_ID, id);
    if let Some(AskedBy(login)) = response.extensions().get() {
        span.record("user", login.as_str());
    }
    let extensions = response.extensions();
    let refused = extensions.get().map(|Refused(why)| why.as_str());
    if let Some(why) = refused.or_else(|| extensions.get::<Trouble>()?.refused()) {
        span.record("refused", why);
    }
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| info!(target: "server::request", %method, path, status, ms));
    response
}

/// The number of a request, as text.
pub fn request_id(headers: &axum::http::HeaderMap) -> String {
    headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned()
}
