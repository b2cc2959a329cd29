//! Forms of other sites are refused: the browser says where a form comes from (`Sec-Fetch-Site`, `Origin`), so no
//! token is needed and it holds without JavaScript. Server functions need it too: they check no content type.

use super::trace::Refused;
use crate::plain_page::Trouble;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// The layer with our answer.
pub fn layer() -> CsrfLayer<fn(ProtectionError) -> Response> {
    CsrfLayer::new().with_rejection_response(refuse as fn(ProtectionError) -> Response)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
fn refuse(error: ProtectionError) -> Response {
    let mut response = Trouble::ForeignForm.into_response();
    response.extensions_mut().insert(Refused(format!("form of another site: {error}")));
    response
}
