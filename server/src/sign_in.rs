//! Signing in and out. Only this module changes who a session belongs to.

use crate::{
    forms::read_fields,
    half_in::HalfIn,
    middleware::{FORM_LIMIT, client_address::ClientAddress, cookie_name, trace::Refused},
    own_path::{in_header, own_path, sign_in_then},
    pages::Pages,
    plain_page::Trouble,
    signed_in::SignedIn,
};
use app::{
    AppError,
    form::{Returned, code_refused, sign_in_refused},
};
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::UserId,
    origin::{Origin, SessionMark},
    refusal::{Field, Problem, Refusal},
    way_in::{Proof, WayIn},
};
use store::{Entry, Store, StoreError};
use tower_sessions::{Session, session::Id};

/// Whether cookies are for https only, for the cookie that removes one.
#[derive(Clone, Copy, Debug)]
pub struct CookieSecure(pub bool);

/// `POST /session`: fields `login_id`, `password`, `next`; then, where a second factor is asked for, `one_time_code`.
pub async fn sign_in(State(pages): State<Pages>, session: Session, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let fields = match read_fields(&parts.headers, body, FORM_LIMIT).await {
        Ok(fields) => fields,
        Err(trouble) => return trouble.into_response(),
    };
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
    let (login_id, next) = (field("login_id"), field("next"));
    // Unknown, disabled, locked, wrong password: one answer, and the store takes the same time for each.
    // PostgreSQL refuses NUL in any text.
    let address = parts.extensions.get::<ClientAddress>().copied().unwrap_or_default().0;
    let mark = new_mark();
    let origin = Origin { address, session: Some(mark) };
    if fields.iter().any(|(name, _)| name == Field::OneTimeCode.as_str()) {
        return second_step(&pages, &session, parts, &origin, field(Field::OneTimeCode.as_str())).await;
    }
    match pages.store().sign_in_from(&origin, &login_id.replace('\0', "\u{FFFD}"), field("password")).await {
        Ok(entry) => enter(&pages, &session, &origin, entry, next, Proof::Password).await,
        Err(StoreError::Refused(refusal)) => {
            if let Ok(uri) = sign_in_then(next).parse::<Uri>() {
                parts.uri = uri;
            }
            refused(&pages, parts, sign_in_refused(login_id, next, refusal)).await
        }
        Err(error) => broken(&error),
    }
}

/// In, or on to the second step.
pub async fn enter(pages: &Pages, session: &Session, origin: &Origin, entry: Entry, next: &str, by: Proof) -> Response {
    match entry {
        Entry::In(user) => let_in(pages, session, origin, user, next, by.way()).await,
        Entry::NeedsCode(user) => match HalfIn::now(user, next, pages.store().now(), by).keep(session).await {
            Ok(()) => Redirect::to("/sign-in?step=code").into_response(),
            Err(error) => broken(&error),
        },
    }
}

/// The second step, for whom the first one let come so far.
async fn second_step(pages: &Pages, session: &Session, mut parts: Parts, origin: &Origin, code: &str) -> Response {
    let half = match HalfIn::load(session, pages.store().now()).await {
        Ok(Some(half)) => half,
        Ok(None) => return Redirect::to("/sign-in").into_response(),
        Err(error) => return broken(&error),
    };
    match pages.store().sign_in_by_code(origin, half.user, code, &half.by).await {
        Ok(user) => match HalfIn::forget(session).await {
            Ok(()) => let_in(pages, session, origin, user, &half.next, half.by.way()).await,
            Err(error) => broken(&error),
        },
        Err(StoreError::Refused(refusal)) => {
            parts.uri = Uri::from_static("/sign-in?step=code");
            refused(pages, parts, code_refused(refusal)).await
        }
        // It was taken off meanwhile: from the beginning.
        Err(StoreError::NotFound(_)) => Redirect::to("/sign-in").into_response(),
        Err(error) => broken(&error),
    }
}

/// A session for who is in.
async fn let_in(pages: &Pages, session: &Session, origin: &Origin, user: UserId, next: &str, way: WayIn) -> Response {
    let present = match pages.store().present(user).await {
        Ok(present) => present,
        Err(error) => return broken(&error),
    };
    let signed_in = SignedIn::now(user, origin, pages.store().now(), way);
    let signed_in = present.iter().fold(signed_in, |it, present| it.acting_as(&present.actor));
    match start(session, signed_in).await {
        Ok(()) => Redirect::to(&in_header(own_path(next).unwrap_or("/"))).into_response(),
        Err(error) => broken(&error),
    }
}

/// The form again, with what is wrong.
pub async fn refused(pages: &Pages, parts: Parts, returned: Returned) -> Response {
    let (verb, waits) = (returned.verb.clone(), minutes_to_wait(&returned.error));
    // The browser's address bar says `/session`, where its router knows no page.
    let mut response = pages.still().render(parts, Some(returned)).await;
    response.extensions_mut().insert(Refused(verb));
    if let Some(minutes) = waits {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(u64::from(minutes) * 60));
    }
    response
}

/// How long the address has to wait, when that is why.
fn minutes_to_wait(error: &AppError) -> Option<u32> {
    let AppError::Refused(Refusal::Invalid(problems)) = error else { return None };
    problems.iter().find_map(|it| match it.problem {
        Problem::AddressWaits { minutes } => Some(minutes),
        _ => None,
    })
}

/// `GET /session`: somebody reloads after a refused sign-in.
pub async fn back() -> Redirect {
    Redirect::to("/sign-in")
}

/// The number of a new session in the log. It is made by chance, as ids are, and is no part of one.
pub fn new_mark() -> SessionMark {
    let [.., a, b, c, d, e, f, g, h] = Id::default().0.to_be_bytes();
    SessionMark::of(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
}

/// A fresh id, so that an id somebody planted before is worth nothing.
async fn start(session: &Session, signed_in: SignedIn) -> Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    signed_in.keep(session).await
}

/// The one session that is left to a person whose sessions have all ended, with a new id.
///
/// # Errors
/// The session could not be written.
pub async fn begin_anew(
    session: &Session,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), tower_sessions::session::Error> {
    start(session, SignedIn::now(actor.user, &actor.origin, now, WayIn::Password).acting_as(actor)).await
}

/// `POST /session/end` and `DELETE /session`.
pub async fn sign_out(
    State(pages): State<Pages>,
    Extension(CookieSecure(secure)): Extension<CookieSecure>,
    Extension(visitor): Extension<app::Visitor>,
    session: Session,
) -> Response {
    if let Err(error) = session.flush().await {
        return broken(&error);
    }
    if let Some(actor) = visitor.0
        && let Err(error) = note_sign_out(pages.store(), &actor).await
    {
        // The session is gone; only its line in the history is missing.
        tracing::error!(error = %app::chain(&error), "could not note a sign-out");
    }
    let mut response = Redirect::to("/sign-in").into_response();
    // The library's own removal lacks `Secure`, and browsers ignore it for a `__Host-` cookie (notes/stack 3.3).
    let attributes = if secure { "; Secure" } else { "" };
    let removal = format!("{}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax{attributes}", cookie_name(secure));
    if let Ok(removal) = HeaderValue::from_str(&removal) {
        response.headers_mut().append(header::SET_COOKIE, removal);
    }
    // The next person at this computer finds nothing by "back".
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    response
}

async fn note_sign_out(store: &Store, actor: &Actor) -> Result<(), StoreError> {
    if let Some(watcher) = &actor.watcher {
        store.end_viewing(watcher, actor.user).await?;
    }
    store.sign_out(actor).await
}

pub fn broken(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error = %app::chain(error), "could not sign in or out");
    match error.downcast_ref() {
        Some(StoreError::Unwritable) => Trouble::Unwritable.into_response(),
        _ => Trouble::Busy.into_response(),
    }
}
