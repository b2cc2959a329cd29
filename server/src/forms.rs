//! Forms: posted to the page's own address, carried out by `app::form`, answered by a redirect or by the same page
//! with what was typed (docs/decisions/0002).

use crate::{
    middleware::{SIGNED_IN_LIMIT, read_form_body, trace::Refused},
    own_path::sign_in_then,
    pages::Pages,
    plain_page::{Trouble, Typed},
    sign_in::begin_anew,
    viewing::look_as,
};
use app::{
    AppError, Visitor,
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
use std::time::Duration;
use store::Store;
use tower_sessions::Session;

/// Somebody waits for the page.
const PATIENCE: Duration = Duration::from_secs(2);

/// `POST` to a page.
pub async fn post(State(pages): State<Pages>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
    let Visitor(Some(actor)) = visitor else {
        // The actor middleware sends strangers away already; a form never runs without a person.
        return Redirect::to(&sign_in_then(parts.uri.path())).into_response();
    };
    let fields = match read_fields(&parts.headers, body, SIGNED_IN_LIMIT).await {
        Ok(fields) => fields,
        Err(trouble) => return trouble.into_response(),
    };
    if let Some(typed) = parts.extensions.get::<Typed>() {
        typed.remember(&fields);
    }
    match submit(pages.store(), &actor, parts.uri.path(), fields).await {
        Outcome::Done { to } => Redirect::to(&to).into_response(),
        Outcome::Made { to, made } => {
            // Told in the answer itself: an address or a session would keep it.
            if let Ok(uri) = to.parse() {
                parts.uri = uri;
            }
            pages.render_made(parts, made).await
        }
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
            if let Some(trouble) = bad_day(&returned.error, pages.store()).await {
                return trouble.into_response();
            }
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

/// On a bad day the page with the form may not be made either: then a plain one holds what was typed.
async fn bad_day(error: &AppError, store: &Store) -> Option<Trouble> {
    let trouble = match error {
        AppError::Busy => Trouble::Busy,
        AppError::Unwritable => Trouble::Unwritable,
        _ => return None,
    };
    let answers = tokio::time::timeout(PATIENCE, store.ping()).await;
    (!matches!(answers, Ok(Ok(())))).then_some(trouble)
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
