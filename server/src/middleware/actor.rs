//! Who is asking. Below this line every request has a [`Visitor`]; a stranger gets no page but the sign-in page, and
//! that is decided before anything is rendered or read.

use super::{client_address::ClientAddress, trace::AskedBy};
use crate::{
    config::Settings,
    kept_form::KeptForm,
    own_path::{is_below, own_path, sign_in_then},
    plain_page::Trouble,
    signed_in::SignedIn,
};
use app::Visitor;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::{actor::Actor, ids::UserId, origin::Origin};
use std::time::Duration;
use store::Store;
use tower_sessions::Session;

/// What the layer needs.
#[derive(Clone, Debug)]
pub struct Gate {
    store: Store,
    session_length: Duration,
}

impl Gate {
    /// For this store, with the longest life of a session.
    pub const fn new(store: Store, settings: &Settings) -> Self {
        Self { store, session_length: settings.session_length }
    }

    /// The person of a session. One that is over, or whose account is, is ended here.
    async fn actor(&self, session: &Session, address: ClientAddress) -> Result<Option<Actor>, Trouble> {
        let Some(signed_in) = SignedIn::load(session).await.map_err(|e| unreadable(&e))? else { return Ok(None) };
        let now = self.store.now();
        let actor = if signed_in.is_too_old(now, self.session_length) {
            None
        } else {
            let actor = self.store.actor(signed_in.user).await.map_err(|e| unreadable(&e))?;
            let origin = Origin { address: address.0, session: signed_in.mark };
            actor.map(|actor| Actor { origin, ..actor })
        };
        let (actor, signed_in) = match (actor, signed_in.viewing()) {
            (Some(actor), Some(user)) => self.viewing(session, signed_in, actor, user).await?,
            (actor, _) => (actor, signed_in),
        };
        match (&actor, signed_in.renewed(now)) {
            (None, _) => session.flush().await.map_err(|e| unreadable(&e))?,
            (Some(_), Some(renewed)) => {
                renewed.keep(session).await.map_err(|e| unreadable(&e))?;
                // The session is written now in any case: the moment to note that the person is here.
                self.store.visited(signed_in.user).await.map_err(|e| unreadable(&e))?;
            }
            (Some(_), None) => {}
        }
        Ok(actor)
    }

    /// The person as whom somebody looks at the screens. Once they may not any more, they are themselves again.
    async fn viewing(
        &self,
        session: &Session,
        signed_in: SignedIn,
        watcher: Actor,
        user: UserId,
    ) -> Result<(Option<Actor>, SignedIn), Trouble> {
        if let Some(person) = self.store.viewed(&watcher, user).await.map_err(|e| unreadable(&e))? {
            return Ok((Some(person), signed_in));
        }
        let signed_in = signed_in.looking_as(None);
        signed_in.keep(session).await.map_err(|e| unreadable(&e))?;
        self.store.end_viewing(&watcher, user).await.map_err(|e| unreadable(&e))?;
        Ok((Some(watcher), signed_in))
    }
}

/// The database cannot say who it is: nobody is let in, and nobody is signed out for it.
fn unreadable(error: &(dyn std::error::Error + 'static)) -> Trouble {
    tracing::error!(error = %app::chain(error), "could not find out who is asking");
    Trouble::Busy
}

/// The layer.
pub async fn find(State(gate): State<Gate>, session: Session, mut request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ClientAddress>().copied().unwrap_or_default();
    let actor = match gate.actor(&session, address).await {
        Ok(actor) => actor,
        Err(trouble) => return trouble.into_response(),
    };
    if is_below(request.uri().path(), "/fn") {
        // Programs ask there. Leptos sends whoever accepts HTML back to the referrer with what went wrong, and the
        // referrer may be another site.
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    }
    let Some(actor) = actor else {
        return match send_away(&request) {
            Some(away) => keep_form(&session, request).await.unwrap_or(away),
            None => {
                request.extensions_mut().insert(Visitor(None));
                next.run(request).await
            }
        };
    };
    let login = actor.doer().login.clone();
    let mut response = match send_on(&request).or_else(|| send_off(&actor, &request)) {
        Some(answer) => answer,
        None => {
            if let Err(error) = bring_back(&session, &mut request, &login).await {
                return unreadable(&error).into_response();
            }
            request.extensions_mut().insert(Visitor(Some(actor)));
            next.run(request).await
        }
    };
    response.extensions_mut().insert(AskedBy(login));
    response
}

/// A form of somebody whose session has ended waits in the session of the stranger they are now, and the sign-in page
/// says so. `None`: there was none to keep.
async fn keep_form(session: &Session, request: Request) -> Option<Response> {
    if is_below(request.uri().path(), "/fn") {
        return None;
    }
    let sign_in = sign_in_then(request.uri().path_and_query().map_or("/", |asked| asked.as_str()));
    let form = KeptForm::in_request(request).await?;
    if let Err(error) = form.keep(session).await {
        return Some(unreadable(&error).into_response());
    }
    let mark = if sign_in.contains('?') { '&' } else { '?' };
    Some(Redirect::to(&format!("{sign_in}{mark}kept=yes")).into_response())
}

/// Gives the kept form to the page it was meant for.
async fn bring_back(
    session: &Session,
    request: &mut Request,
    login: &str,
) -> Result<(), tower_sessions::session::Error> {
    if *request.method() == Method::GET
        && let Some(returned) = KeptForm::take(session, request.uri().path(), login).await?
    {
        request.extensions_mut().insert(returned);
    }
    Ok(())
}

/// A stranger's way: to the sign-in page, and back afterwards. Programs get a status, not a page.
fn send_away(request: &Request) -> Option<Response> {
    let path = request.uri().path();
    if path == "/sign-in" || is_below(path, "/session") {
        return None;
    }
    if is_below(path, "/fn") {
        return Some(StatusCode::UNAUTHORIZED.into_response());
    }
    let asked = request.uri().path_and_query().map_or(path, |asked| asked.as_str());
    Some(Redirect::to(&sign_in_then(asked)).into_response())
}

/// Who is signed in has no use for the sign-in page.
fn send_on(request: &Request) -> Option<Response> {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    (is_reading && request.uri().path() == "/sign-in").then(|| {
        let query = request.uri().query().unwrap_or_default();
        let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next");
        let to = next.as_ref().and_then(|(_, next)| own_path(next)).unwrap_or("/");
        Redirect::to(to).into_response()
    })
}

/// The own settings of a person are for nobody else to look at.
fn send_off(actor: &Actor, request: &Request) -> Option<Response> {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    (is_reading && actor.watcher.is_some() && is_below(request.uri().path(), "/account"))
        .then(|| Redirect::to("/").into_response())
}
