//! What can go wrong on the way to a screen, and the status it has.

use domain::refusal::{Field, Refusal};
use http::StatusCode;
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Crosses the wire: codes and data, never text from below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// The rules say no: 422, 403 or 409.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// There is none, or the asker may not know of it (404).
    #[error("not found")]
    NotFound,
    /// Nobody is signed in (401).
    #[error("signed out")]
    SignedOut,
    /// The value is another's already (409).
    #[error("taken: {0}")]
    Taken(Field),
    /// Somebody else was faster (409).
    #[error("stale")]
    Stale,
    /// The form was opened by somebody else, who is signed in no longer (409).
    #[error("opened by another person: {by}")]
    OtherPerson {
        /// ログインID of who opened it.
        by: String,
    },
    /// The database is too busy (503).
    #[error("busy")]
    Busy,
    /// Nothing can be written: the disk is full, or may only be read (503).
    #[error("unwritable")]
    Unwritable,
    /// Our fault; the id finds it in the log (500).
    #[error("broken: {0}")]
    Broken(String),
    /// Nothing is wrong and nothing was written: the form comes back with what was proposed (200).
    #[error("proposed")]
    Proposed,
    /// The server could not be reached. Made in the browser only.
    #[error("offline")]
    Offline,
}

impl AppError {
    /// The HTTP status, shared by pages, server functions and forms.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Refused(Refusal::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(Refusal::NotAllowed(_) | Refusal::Viewing) => StatusCode::FORBIDDEN,
            Self::Refused(
                Refusal::WrongState { .. }
                | Refusal::IssueOver(_)
                | Refusal::CaseState { .. }
                | Refusal::WrongStage { .. }
                | Refusal::CaseNotAtWork { .. }
                | Refusal::LeaveOutProposed { .. }
                | Refusal::RaisedAlready { .. }
                | Refusal::Unseen
                | Refusal::WrongRelay { .. }
                | Refusal::GateShut(_),
            )
            | Self::Taken(_)
            | Self::Stale
            | Self::OtherPerson { .. } => StatusCode::CONFLICT,
            Self::Proposed => StatusCode::OK,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Busy | Self::Unwritable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) | Self::Offline => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            // What was asked for cannot be read: whoever asked made a mistake, not we.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Refused(Refusal::Invalid(Vec::new()))
            }
            _ => Self::Broken("-".to_owned()),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            // Nothing is wrong: the form comes back with what is to be looked at.
            Refusal::Unseen => Self::Proposed,
            refusal => Self::Refused(refusal),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::StoreError> for AppError {
    /// The chain of an error of ours is logged here, once; people see only its id.
    fn from(error: store::StoreError) -> Self {
        use store::StoreError as E;
        match error {
            E::Refused(refusal) => refusal.into(),
            E::NotFound(_) => Self::NotFound,
            E::Taken(field) => Self::Taken(field),
            E::Stale => Self::Stale,
            E::Busy => Self::Busy,
            E::Unwritable => Self::Unwritable,
            broken @ E::Broken(_) => {
                let id = crate::context::request_id();
                tracing::error!(request_id = %id, error = %chain(&broken), "the store failed");
                Self::Broken(id)
            }
        }
    }
}

/// An error with all of its causes, in one line. What repeats its cause in its own words is not said twice.
#[cfg(feature = "ssr")]
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let why = error.to_string();
        if !text.contains(&why) {
            text = format!("{text}: {why}");
        }
        cause = error.source();
    }
    // A source may hold what somebody typed: no line of the log is theirs to write.
    text.replace(char::is_control, " ")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::chain;
    use anyhow::anyhow;

    #[test]
    fn a_cause_that_was_said_already_is_not_said_again() {
        let repeating = anyhow!("no such table").context("query error: no such table").context("the database failed");
        assert_eq!(chain(repeating.as_ref()), "the database failed: query error: no such table");
        let lines = anyhow!("no\r\n2026-11-24 INFO forged\u{1b}[2J");
        assert_eq!(chain(lines.as_ref()), "no  2026-11-24 INFO forged [2J");
        let plain = anyhow!("refused").context("not opened");
        assert_eq!(chain(plain.as_ref()), "not opened: refused");
    }
}
