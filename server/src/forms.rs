//! Forms: posted to the page's own address, carried out by `app::form`, answered by a redirect or by the same page
//! with what was typed (docs/decisions/0002).

use crate::{middleware::read_form_body, own_path::sign_in_then, pages::Pages, plain_page::Trouble};
use app::{
    Visitor,
    form::{Outcome, submit},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};

/// `POST` to a page.
pub async fn post(State(pages): State<Pages>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
    let Visitor(Some(actor)) = visitor else {
        // The actor middleware sends strangers away already; a form never runs without a person.
        return Redirect::to(&sign_in_then(parts.uri.path())).into_response();
    };
    let fields = match read_fields(&parts.headers, body).await {
        Ok(fields) => fields,
        Err(trouble) => return trouble.into_response(),
    };
    match submit(pages.store(), &actor, parts.uri.path(), fields).await {
        Outcome::Done { to } => Redirect::to(&to).into_response(),
        Outcome::Refused(returned) => {
            if !returned.status().is_success() {
                tracing::info!(verb = %returned.verb, error = %returned.error, "refused a form");
            }
            pages.render(parts, Some(returned)).await
        }
    }
}

/// The fields of a form in the order they were sent.
///
/// # Errors
/// It is no form, or too large.
pub async fn read_fields(headers: &HeaderMap, body: Body) -> Result<Vec<(String, String)>, Trouble> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Trouble::NoForm);
    }
    let body = read_form_body(body).await?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}
