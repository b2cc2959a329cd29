//! 「この人として表示」 in a session: it begins on the page of an account and ends by a button on every page. Nothing is
//! changed by who only looks: `app::form::submit` refuses every form, and `store` every verb below it.

use crate::{pages::Pages, plain_page::Trouble, signed_in::SignedIn};
use app::Visitor;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::ids::UserId;
use tower_sessions::{Session, session::Error};

/// From now on the screens of that person.
pub async fn look_as(session: &Session, user: UserId) -> Response {
    match keep(session, Some(user)).await {
        Ok(()) => Redirect::to("/").into_response(),
        Err(error) => broken(&error),
    }
}

/// `POST /session/as/end`: the own screens again, and the account from which it began.
pub async fn end(State(pages): State<Pages>, Extension(visitor): Extension<Visitor>, session: Session) -> Response {
    let Some((person, watcher)) = visitor.0.and_then(|person| Some((person.user, *person.watcher?))) else {
        return Redirect::to("/").into_response();
    };
    if let Err(error) = keep(&session, None).await {
        return broken(&error);
    }
    match pages.store().end_viewing(&watcher, person).await {
        Ok(login) => Redirect::to(&format!("/admin/users/{login}")).into_response(),
        Err(error) => broken(&error),
    }
}

async fn keep(session: &Session, viewing: Option<UserId>) -> Result<(), Error> {
    match SignedIn::load(session).await? {
        Some(signed_in) => signed_in.looking_as(viewing).keep(session).await,
        None => Ok(()),
    }
}

fn broken(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error = %app::chain(error), "could not begin or end to look as somebody else");
    Trouble::Busy.into_response()
}
