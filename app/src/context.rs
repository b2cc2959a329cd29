//! What a server function or a page may ask of the request: the store and the actor.

use crate::{
    error::AppError,
    form::Returned,
    viewer::{DemoAccounts, Viewer, Visitor},
};
use domain::{access::PasswordDue, actor::Actor, date::DateStyle, language::Language};
use http::request::Parts;
use leptos::prelude::use_context;
use std::sync::Arc;
use store::Store;

/// The store, given by the server to pages and server functions alike.
///
/// # Errors
/// None was given: a mistake of start-up.
pub fn store() -> Result<Store, AppError> {
    use_context::<Store>().ok_or_else(|| AppError::Broken("no store".to_owned()))
}

/// Who is asking.
///
/// # Errors
/// Nobody is signed in.
pub fn actor() -> Result<Actor, AppError> {
    visitor().ok_or(AppError::SignedOut)
}

fn visitor() -> Option<Actor> {
    use_context::<Parts>()?.extensions.get::<Visitor>()?.0.clone()
}

/// The path of this request.
pub fn path() -> Option<String> {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned())
}

/// The id of this request, as the log has it.
pub fn request_id() -> String {
    use_context::<Parts>()
        .and_then(|parts| parts.headers.get("x-request-id")?.to_str().ok().map(str::to_owned))
        .unwrap_or_else(|| "-".to_owned())
}

/// The refused form of this request, or the one that waited for its writer to sign in again.
pub fn returned() -> Option<Returned> {
    use_context::<Returned>().or_else(|| use_context::<Parts>()?.extensions.get::<Returned>().cloned())
}

/// Sets the status of a failed page or server function. A refused form that was re-rendered has
/// its status from the server already, except on a page that one may not know of.
pub fn refuse(error: &AppError) {
    if use_context::<Returned>().is_some() && *error != AppError::NotFound {
        return;
    }
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(error.status());
    }
}

/// Runs a read of the store for the signed-in person; the status is set when it fails.
///
/// # Errors
/// What the store said, or nobody is signed in.
pub async fn read<T, F>(read: impl FnOnce(Store, Actor) -> F) -> Result<T, AppError>
where
    F: Future<Output = Result<T, store::StoreError>>,
{
    let result = async { Ok(read(store()?, actor()?).await?) }.await;
    if let Err(error) = &result {
        refuse(error);
    }
    result
}

/// Who looks at the page, for the first render.
pub fn viewer() -> Viewer {
    let actor = visitor();
    let store = use_context::<Store>();
    let today = store.as_ref().map(Store::today).unwrap_or_default();
    let rules = store.as_ref().map(|store| *store.rules()).unwrap_or_default();
    let due = use_context::<Parts>().and_then(|parts| parts.extensions.get::<PasswordDue>().copied());
    let calendars = store.map(|store| (*store.calendars()).clone()).unwrap_or_default();
    let demo = use_context::<Arc<DemoAccounts>>().is_some();
    let language = actor.as_ref().map_or_else(accepted_language, |a| a.language);
    // Who is not signed in has no setting yet: each language's own way of writing dates.
    let usual = if language == Language::En { DateStyle::Western } else { DateStyle::Japanese };
    let date_style = actor.as_ref().map_or(usual, |a| a.date_style);
    Viewer { actor, language, date_style, today, demo, calendars, rules, due }
}

/// Before signing in: Japanese, unless the browser asks for English and not for Japanese.
fn accepted_language() -> Language {
    let header = use_context::<Parts>()
        .and_then(|parts| parts.headers.get("accept-language")?.to_str().ok().map(str::to_ascii_lowercase))
        .unwrap_or_default();
    if header.contains("en") && !header.contains("ja") { Language::En } else { Language::Ja }
}
