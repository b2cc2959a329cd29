//! Which verb a posted form means.

use super::{DO, Returned, account, admin, fields::Fields, issue, raise};
use crate::error::AppError;
use domain::{
    actor::Actor,
    key::IssueKey,
    refusal::{Field, Problem, Refusal},
};
use store::Store;

/// What became of a form.
#[derive(Debug)]
pub enum Outcome {
    /// Done: go there (303).
    Done {
        /// An own path.
        to: String,
    },
    /// Refused: show the page again with this.
    Refused(Returned),
}

/// Runs the verb that a form names, on the page it was posted to.
pub async fn submit(store: &Store, actor: &Actor, path: &str, fields: Vec<(String, String)>) -> Outcome {
    let fields = Fields(fields);
    match run(store, actor, path, &fields).await {
        Ok(to) => Outcome::Done { to },
        Err(error) => {
            let verb = fields.get(DO).to_owned();
            // A password is never sent back.
            let kept = fields.0.into_iter().filter(|(name, _)| name != Field::Password.as_str());
            Outcome::Refused(Returned { verb, fields: kept.collect(), error })
        }
    }
}

async fn run(store: &Store, actor: &Actor, path: &str, fields: &Fields) -> Result<String, AppError> {
    let verb = fields.get(DO);
    match path.strip_prefix("/issues/") {
        Some("new") if verb == "raise" => raise::raise(store, actor, fields).await,
        Some(key) => {
            let key = IssueKey::parse(key).ok_or(AppError::NotFound)?;
            issue::submit(store, actor, key, fields).await
        }
        None if path.starts_with("/admin/") => admin::submit(store, actor, path, fields).await,
        None if path == "/account" && verb == "account" => account::save(store, actor, fields).await,
        None => Err(AppError::NotFound),
    }
}

/// The sign-in form, shown again: the same words whatever was wrong.
pub fn sign_in_refused(login_id: &str, next: &str) -> Returned {
    Returned {
        verb: "sign_in".to_owned(),
        fields: vec![(Field::LoginId.as_str().to_owned(), login_id.to_owned()), ("next".to_owned(), next.to_owned())],
        error: AppError::Refused(Refusal::field(Field::Password, Problem::UnknownChoice)),
    }
}
