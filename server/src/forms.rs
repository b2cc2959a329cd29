//! Forms: posted to the page's own address, carried out by `app::form`, answered by a redirect or by the same page
//! with what was typed (docs/decisions/0002).

use crate::{
    middleware::{SIGNED_IN_LIMIT, read_form_body, trace::Refused},
    own_path::sign_in_then,
    pages::Pages,
    plain_page::Trouble,
    sign_in::begin_anew,
    viewing::look_as,
};
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
use domain::my_number;
use percent_encoding::percent_decode;
use tower_sessions::Session;

/// `POST` to a page.
pub async fn post(State(pages): State<Pages>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
    let Visitor(Some(actor)) = visitor else {
        // The actor middleware sends strangers away already; a form never runs without a person.
        return Redirect::to(&sign_in_then(parts.uri.path())).into_response();
    };
    let fields = match read_fields(&parts.headers, body, SIGNED_IN_LIMIT).await {
        Ok(fields) => fields,
        Err(trouble) => return trouble.into_response(),
    };
    match submit(pages.store(), &actor, parts.uri.path(), fields).await {
        Outcome::Done { to } => Redirect::to(&to).into_response(),
        Outcome::DoneAnew { to } => match parts.extensions.get::<Session>() {
            Some(session) => begin_anew(session, &actor, pages.store().now()).await.err().map_or_else(
                || Redirect::to(&to).into_response(),
                |error| {
                    tracing::error!(error = %app::chain(&error), "could not begin a session anew");
                    Trouble::Busy.into_response()
                },
            ),
            None => Redirect::to(&to).into_response(),
        },
        Outcome::LookAs { user } => match parts.extensions.get::<Session>() {
            Some(session) => look_as(session, user).await,
            None => Trouble::Busy.into_response(),
        },
        Outcome::Refused(returned) => {
            let refused = (!returned.status().is_success()).then(|| format!("{}: {}", returned.verb, returned.error));
            // Whoever forges a form may write anything into its verb.
            let refused = refused.map(|why| my_number::masked(&why).into_owned());
            let mut response = pages.render(parts, Some(returned)).await;
            if let Some(why) = refused {
                response.extensions_mut().insert(Refused(why));
            }
            response
        }
    }
}

/// The fields of a form in the order they were sent.
///
/// # Errors
/// It is no form, larger than `limit` bytes, or no UTF-8: then it comes from no page of ours.
pub async fn read_fields(headers: &HeaderMap, body: Body, limit: usize) -> Result<Vec<(String, String)>, Trouble> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Trouble::NoForm);
    }
    let body = read_form_body(body, limit).await?;
    if percent_decode(&body).decode_utf8().is_err() {
        return Err(Trouble::NoForm);
    }
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}
