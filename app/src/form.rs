//! Forms are plain posts to the page's own address (docs/decisions/0002).
//!
//! Each form carries a hidden `do` that names the verb. Done: the server redirects (303). Refused:
//! the same page is rendered again with what was typed and what is wrong, under a true status.
//! One path, with JavaScript and without.

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod admin;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod issue;
#[cfg(feature = "ssr")]
mod raise;
#[cfg(feature = "ssr")]
mod submit;

#[cfg(feature = "ssr")]
pub use submit::{Outcome, sign_in_refused, submit};

use crate::error::AppError;
use domain::refusal::{Field, FieldProblem, Problem, Refusal};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Hidden field that names the verb.
pub const DO: &str = "do";

/// Hidden field that names the writer, so that a form kept over a sign-in comes back to nobody else.
pub const BY: &str = "by";

/// Before the 課題番号, in the name of a select of its own 引継ぎ先.
pub const SUCCESSOR_OF: &str = "successor-";

/// The hidden fields that every form begins with.
pub fn beginning(verb: &'static str) -> impl IntoView {
    let writer = crate::viewer::viewer().actor.map(|actor| actor.login);
    view! {
        <input type="hidden" name=DO value=verb/>
        <input type="hidden" name=BY value=writer/>
    }
}

/// A refused form: what was typed and why it was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The verb, as in the hidden field.
    pub verb: String,
    /// The fields as typed (passwords left out).
    pub fields: Vec<(String, String)>,
    /// Why.
    pub error: AppError,
}

impl Returned {
    /// The status of the page that shows it.
    pub const fn status(&self) -> http::StatusCode {
        self.error.status()
    }
}

/// What a form shows: what was typed before, or what the record holds.
#[derive(Clone, Debug, Default)]
pub struct Typed(Option<Returned>);

/// What came back for the form of this verb, if anything did.
pub fn typed(verb: &str) -> Typed {
    Typed(came_back().filter(|returned| returned.verb == verb))
}

/// The refused form of this page, whichever it was.
pub fn came_back() -> Option<Returned> {
    use_context::<StoredValue<Option<Returned>>>().and_then(|kept| kept.get_value())
}

impl Typed {
    /// What was typed into a form that came by another way than a post.
    pub const fn of(returned: Returned) -> Self {
        Self(Some(returned))
    }

    /// Whether this form was sent and refused.
    pub const fn is_returned(&self) -> bool {
        self.0.is_some()
    }

    /// Why it was refused.
    pub fn error(&self) -> Option<AppError> {
        self.0.as_ref().map(|returned| returned.error.clone())
    }

    /// What was typed into a field; else `otherwise`.
    pub fn or(&self, field: Field, otherwise: impl Into<String>) -> String {
        self.value(field.as_str()).unwrap_or_else(|| otherwise.into())
    }

    /// What was typed into a field of that name. `None` when this form did not come back.
    pub fn value(&self, name: &str) -> Option<String> {
        let returned = self.0.as_ref()?;
        let found = returned.fields.iter().find(|(n, _)| n == name);
        Some(found.map(|(_, value)| value.clone()).unwrap_or_default())
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: Field) -> Option<Problem> {
        match &self.0.as_ref()?.error {
            AppError::Refused(Refusal::Invalid(problems)) => {
                problems.iter().find(|p: &&FieldProblem| p.field == field).map(|p| p.problem.clone())
            }
            AppError::Taken(taken) if *taken == field => Some(Problem::AlreadyThere),
            _ => None,
        }
    }
}
