//! A form that arrives after its session has ended is kept until the person has signed in again: whoever typed for
//! half an hour loses nothing.

use crate::{forms::read_fields, middleware::FORM_LIMIT};
use app::{AppError, form::Returned};
use axum::{extract::Request, http::Method};
use domain::{my_number, refusal::Field};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use tower_sessions::{Session, session::Error};

const KEY: &str = "kept_form";

/// The longest texts of our forms fit well; what is larger is not kept for strangers.
const LIMIT: usize = 256 * 1024;

/// What was posted, and to which page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    path: String,
    fields: Vec<(String, String)>,
}

impl KeptForm {
    /// The form in a request, if it is one and not too large.
    pub async fn in_request(request: Request) -> Option<Self> {
        if *request.method() != Method::POST {
            return None;
        }
        let (parts, body) = request.into_parts();
        let mut fields = read_fields(&parts.headers, body, FORM_LIMIT).await.ok()?;
        // A password is not kept: whoever sets one types it again.
        fields.retain(|(name, _)| !Field::parse(name).is_some_and(Field::is_secret));
        // Nor an 個人番号: it would stand in the database. The text around it is kept.
        for (_, value) in &mut fields {
            if let Cow::Owned(masked) = my_number::masked(value) {
                *value = masked;
            }
        }
        // No page of ours sends a form without its verb and its writer; and without them it comes back to nobody.
        if ![app::form::DO, app::form::BY].iter().all(|wanted| fields.iter().any(|(name, _)| name == wanted)) {
            return None;
        }
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        (size <= LIMIT).then(|| Self { path: parts.uri.path().to_owned(), fields })
    }

    /// Puts it into the stranger's session, which signing in carries over.
    ///
    /// # Errors
    /// The session could not be written.
    pub async fn keep(self, session: &Session) -> Result<(), Error> {
        session.insert(KEY, self).await
    }

    /// Takes it out again when the person who wrote it opens the page it was meant for.
    ///
    /// # Errors
    /// The session could not be read.
    pub async fn take(session: &Session, path: &str, login: &str) -> Result<Option<Returned>, Error> {
        let Some(kept) = session.get::<Self>(KEY).await? else { return Ok(None) };
        let field = |wanted: &str| kept.fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        let is_theirs = field(app::form::BY).is_some_and(|writer| writer == login);
        if kept.path != path && is_theirs {
            return Ok(None);
        }
        // On a shared computer the next person never sees what the one before had typed.
        session.remove_value(KEY).await?;
        let verb = field(app::form::DO).filter(|_| is_theirs);
        Ok(verb.map(|verb| Returned { verb, fields: kept.fields, error: AppError::SignedOut }))
    }
}
