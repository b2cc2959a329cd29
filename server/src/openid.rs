//! Signing in by 組織のアカウント: there and back (docs/decisions/0036). Where it is not set, these addresses are not
//! there either.

mod answer;
mod journey;
mod proof;
mod provider;
mod web;

use crate::{
    config::{OpenId, RETURN},
    middleware::{actor::neighbourhood, client_address::ClientAddress, pace::Turns},
    own_path::{in_header, own_path, sign_in_then},
    pages::Pages,
    plain_page::Trouble,
    router::Addressed,
    sign_in::{broken, enter, new_mark, refused},
};
use answer::Answer;
use app::{Visitor, form::openid_refused};
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    origin::Origin,
    refusal::{Field, FieldProblem, OpenIdProblem, Problem, Refusal},
    way_in::Proof,
};
use journey::Journey;
use provider::Provider;
use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Claimed, StoreError};
use tower_sessions::Session;

/// Where it begins; `next` is where the person wanted to go.
pub const BEGIN: &str = "/session/openid";

/// Sign-ins that one address may begin in [`BEGUN_WITHIN`]: a city behind one proxy in the morning. Each takes a row of
/// the database for half an hour.
const BEGUN_OF_ONE: u32 = 300;
const BEGUN_WITHIN: Duration = Duration::from_secs(5 * 60);

/// The way out and in again.
#[derive(Clone, Debug)]
struct Door {
    provider: Arc<Provider>,
    begun: Arc<Turns<Option<IpAddr>>>,
}

/// The two addresses, where a provider is set.
pub fn router(set: Option<&OpenId>) -> Addressed<Pages> {
    let Some(set) = set else { return Addressed::nowhere() };
    let begun = Arc::new(Turns::new(BEGUN_OF_ONE, BEGUN_WITHIN));
    let door = Door { provider: Arc::new(Provider::new(set.clone())), begun };
    Addressed::nowhere().at(BEGIN, get(begin)).at(RETURN, get(back)).around(|both| both.layer(Extension(door)))
}

/// `GET /session/openid?next=…`: on to the provider.
async fn begin(
    State(pages): State<Pages>,
    Extension(door): Extension<Door>,
    Extension(Visitor(person)): Extension<Visitor>,
    session: Session,
    request: Request,
) -> Response {
    let parts = request.into_parts().0;
    let query = parts.uri.query().unwrap_or_default();
    let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next");
    let next = next.map(|(_, next)| next.into_owned()).and_then(|next| own_path(&next).map(str::to_owned));
    let next = next.unwrap_or_else(|| "/".to_owned());
    if person.is_some() {
        return Redirect::to(&in_header(&next)).into_response();
    }
    if !is_own_doing(&parts) {
        return Redirect::to(&in_header(&sign_in_then(&next))).into_response();
    }
    if let Err(wait) = door.begun.take(address(&parts).map(neighbourhood), Instant::now()) {
        let mut response = Trouble::TooFast.into_response();
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        return response;
    }
    match door.provider.way_there().await {
        Ok(way) => {
            let journey = Journey::begun(&way, next, pages.store().now());
            match journey.keep(&session).await {
                Ok(()) => Redirect::to(way.to.as_str()).into_response(),
                Err(error) => broken(&error),
            }
        }
        Err(problem) => not_let_in(&pages, parts, &next, of(problem)).await,
    }
}

/// `GET /session/openid/return`: the browser comes back with an answer.
async fn back(
    State(pages): State<Pages>,
    Extension(door): Extension<Door>,
    Extension(Visitor(person)): Extension<Visitor>,
    session: Session,
    request: Request,
) -> Response {
    if person.is_some() {
        // Somebody steps back in their browser, or signed in by another tab meanwhile.
        return Redirect::to("/").into_response();
    }
    let parts = request.into_parts().0;
    let origin = Origin { address: address(&parts), session: Some(new_mark()) };
    let store = pages.store();
    let journey = match Journey::take(&session, store.now()).await {
        Ok(journey) => journey,
        Err(error) => return broken(&error),
    };
    let next = journey.as_ref().map_or_else(|| "/".to_owned(), |it| it.next.clone());
    let entry = match store.openid_waits(&origin).await {
        Ok(_) => match claimed(&door, journey.as_ref(), &parts.uri, &pages).await {
            Ok(claimed) => {
                let by = Proof::OpenId(claimed.name.clone());
                store.sign_in_by_openid(&origin, &claimed).await.map(|entry| (entry, by))
            }
            Err(problem) => {
                // Without a beginning there is nothing to guess, and any page of the web could send people here to be
                // counted.
                if journey.is_some()
                    && problem.counts_as_failure()
                    && let Err(error) = store.openid_failed(&origin).await
                {
                    return broken(&error);
                }
                Err(of(problem).into())
            }
        },
        Err(error) => Err(error),
    };
    match entry {
        Ok((entry, by)) => enter(&pages, &session, &origin, entry, &next, by).await,
        Err(StoreError::Refused(refusal)) => not_let_in(&pages, parts, &next, refusal).await,
        Err(error) => broken(&error),
    }
}

/// Whom the provider answers for, once everything about the answer holds.
async fn claimed(door: &Door, journey: Option<&Journey>, uri: &Uri, pages: &Pages) -> Result<Claimed, OpenIdProblem> {
    let answer = Answer::read(uri.query().unwrap_or_default())?;
    let journey = journey.filter(|it| it.is_of(&answer.state)).ok_or(OpenIdProblem::NotBegun)?;
    let code = door.provider.code_of(answer).await?;
    door.provider.exchange(code, journey, pages.store().now_elsewhere()).await
}

/// Whether the person pressed our link or typed the address. Somebody whom another site sends here chooses first: where
/// the provider remembers them, they would be in without having done anything.
fn is_own_doing(parts: &Parts) -> bool {
    let said = parts.headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    matches!(said, None | Some(b"same-origin" | b"none"))
}

fn address(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ClientAddress>().copied().unwrap_or_default().0
}

fn of(problem: OpenIdProblem) -> Refusal {
    Refusal::Invalid(vec![FieldProblem::new(Field::LoginId, Problem::OpenId(problem))])
}

/// The sign-in page with what is wrong.
async fn not_let_in(pages: &Pages, mut parts: Parts, next: &str, refusal: Refusal) -> Response {
    if let Ok(uri) = sign_in_then(next).parse::<Uri>() {
        parts.uri = uri;
    }
    let is_away = refusal == of(OpenIdProblem::Away);
    let mut response = refused(pages, parts, openid_refused(refusal)).await;
    if is_away {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    response
}
