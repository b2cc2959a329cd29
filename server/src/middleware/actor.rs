//! Who is asking. Below this line every request has a [`Visitor`]; a stranger gets no page but the sign-in page, and
//! that is decided before anything is rendered or read.

use super::{FORM_LIMIT, client_address::ClientAddress, pace::Turns, trace::AskedBy};
use crate::{
    config::Settings,
    forms::read_fields,
    kept_form::KeptForm,
    own_path::{in_header, is_below, own_path, sign_in_then},
    plain_page::{Trouble, Typed},
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
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Present, Store};
use tower_sessions::Session;

/// What the layer needs.
#[derive(Clone, Debug)]
pub struct Gate {
    store: Store,
    session_length: Duration,
    keeping: Arc<Turns<Option<IpAddr>>>,
}

/// Forms that are kept for strangers of one address in [`KEPT_WITHIN`]: an office behind one proxy whose sessions all
/// ended over lunch.
const KEPT_OF_ONE: u32 = 60;
const KEPT_WITHIN: Duration = Duration::from_secs(30 * 60);

impl Gate {
    /// For this store, with the longest life of a session.
    pub fn new(store: Store, settings: &Settings) -> Self {
        let keeping = Arc::new(Turns::new(KEPT_OF_ONE, KEPT_WITHIN));
        Self { store, session_length: settings.session_length, keeping }
    }

    /// The person of a session. One that is over, or whose account is, is ended here.
    async fn present(&self, session: &Session, address: ClientAddress) -> Result<Option<Present>, Trouble> {
        let Some(signed_in) = SignedIn::load(session).await.map_err(|e| unreadable(&e))? else { return Ok(None) };
        let now = self.store.now();
        let present = if signed_in.is_too_old(now, self.session_length) {
            None
        } else {
            let present = self.store.present(signed_in.user).await.map_err(|e| unreadable(&e))?;
            let origin = Origin { address: address.0, session: signed_in.mark };
            present.filter(|it| !signed_in.has_other_role(&it.actor)).map(|it| Present {
                actor: Actor { origin, ..it.actor },
                // Whoever came without a password is not asked to change one.
                due: it.due.filter(|_| signed_in.way().asks_for_password()),
            })
        };
        let (present, signed_in) = match (present, signed_in.viewing()) {
            (Some(present), Some(user)) => {
                let Present { actor, due } = present;
                let (actor, signed_in) = self.viewing(session, signed_in, actor, user).await?;
                (actor.map(|actor| Present { actor, due }), signed_in)
            }
            (present, _) => (present, signed_in),
        };
        match (&present, signed_in.renewed(now)) {
            (None, _) => session.flush().await.map_err(|e| unreadable(&e))?,
            (Some(_), Some(renewed)) => {
                renewed.keep(session).await.map_err(|e| unreadable(&e))?;
                // The session is written now in any case: the moment to note that the person is here.
                if let Err(error) = self.store.visited(signed_in.user).await {
                    // A disk that is full keeps nobody from reading.
                    tracing::warn!(error = %app::chain(&error), "could not note that somebody is here");
                }
            }
            (Some(_), None) => {}
        }
        Ok(present)
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
    let present = match gate.present(&session, address).await {
        Ok(present) => present,
        Err(trouble) => {
            remember(request).await;
            return trouble.into_response();
        }
    };
    if is_below(request.uri().path(), "/fn") {
        // Programs ask there. Leptos sends whoever accepts HTML back to the referrer with what went wrong, and the
        // referrer may be another site.
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    }
    let Some(Present { actor, due }) = present else {
        return match send_away(&request) {
            Some(away) => gate.keep_form(&session, address, request).await.unwrap_or(away),
            None => {
                request.extensions_mut().insert(Visitor(None));
                next.run(request).await
            }
        };
    };
    if let Some(due) = due {
        if !is_open_before_change(request.uri().path()) {
            return change_first(&session, request).await;
        }
        request.extensions_mut().insert(due);
    }
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

/// Nobody knows whose form it is; whoever sent it gets it back.
async fn remember(request: Request) {
    let Some(typed) = request.extensions().get::<Typed>().cloned() else { return };
    if *request.method() != Method::POST || is_below(request.uri().path(), "/session") {
        return;
    }
    let (parts, body) = request.into_parts();
    if let Ok(fields) = read_fields(&parts.headers, body, FORM_LIMIT).await {
        typed.remember(&fields);
    }
}

impl Gate {
    /// A form of somebody whose session has ended waits in the session of the stranger they are now, and the sign-in
    /// page says so. `None`: there was none to keep, or strangers have filled the room for them.
    async fn keep_form(&self, session: &Session, address: ClientAddress, request: Request) -> Option<Response> {
        if is_below(request.uri().path(), "/fn") {
            return None;
        }
        let sign_in = sign_in_then(request.uri().path_and_query().map_or("/", |asked| asked.as_str()));
        let form = KeptForm::in_request(request).await?;
        self.keeping.take(address.0.map(neighbourhood), Instant::now()).ok()?;
        match self.store.has_room_for_strangers().await {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => return Some(unreadable(&error).into_response()),
        }
        if let Err(error) = form.keep(session).await {
            return Some(unreadable(&error).into_response());
        }
        let mark = if sign_in.contains('?') { '&' } else { '?' };
        Some(Redirect::to(&format!("{sign_in}{mark}kept=yes")).into_response())
    }
}

/// One subscriber has all IPv6 addresses that begin alike.
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        v4 => v4,
    }
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

/// Where somebody may go who has to change their password: to do so, and out.
fn is_open_before_change(path: &str) -> bool {
    path == "/account" || path == "/sign-in" || is_below(path, "/session")
}

/// The way of everything else: to the change. A form that was sent waits for it, as it waits for signing in.
async fn change_first(session: &Session, request: Request) -> Response {
    if is_below(request.uri().path(), "/fn") {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Some(form) = KeptForm::in_request(request).await
        && let Err(error) = form.keep(session).await
    {
        return unreadable(&error).into_response();
    }
    Redirect::to("/account").into_response()
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
        Redirect::to(&in_header(to)).into_response()
    })
}

/// The own settings of a person are for nobody else to look at.
fn send_off(actor: &Actor, request: &Request) -> Option<Response> {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    (is_reading && actor.watcher.is_some() && is_below(request.uri().path(), "/account"))
        .then(|| Redirect::to("/").into_response())
}
