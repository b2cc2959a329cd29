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
mod case;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod gate_settings;
#[cfg(feature = "ssr")]
mod issue;
#[cfg(feature = "ssr")]
mod law;
#[cfg(feature = "ssr")]
mod plan_lines;
#[cfg(feature = "ssr")]
mod raise;
#[cfg(feature = "ssr")]
mod relay;
#[cfg(feature = "ssr")]
mod screening;
#[cfg(feature = "ssr")]
mod signal;
#[cfg(feature = "ssr")]
mod stage;
#[cfg(feature = "ssr")]
mod submit;

#[cfg(feature = "ssr")]
pub use screening::note_refusal;
#[cfg(feature = "ssr")]
pub use submit::{Outcome, code_refused, openid_refused, sign_in_refused, submit};

use crate::{
    error::AppError,
    part::{confirming::confirming, standing::stands},
};
use domain::refusal::{Field, FieldProblem, Problem, Refusal};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Hidden field that names the verb.
pub const DO: &str = "do";

/// Hidden field that names the writer, so that a form kept over a sign-in comes back to nobody else.
pub const BY: &str = "by";

/// Hidden field by which a form that is sent twice is known: it is carried out once.
pub const TOKEN: &str = "token";

/// The box by which the writer says that nothing in the form is personal data.
pub const CONFIRMED: &str = "confirmed";

/// The button of a form that asks for more rows and means nothing else yet.
pub const MORE: &str = "more";

/// The validity whose effects the page has shown, in the form of an organisation or a system.
pub const SEEN: &str = "seen";

/// The verb that begins 「この人として表示」.
pub const VIEW_AS: &str = "view_as";

/// Before the 課題番号, or the id of a line of a checklist, in the name of a select of its own 引継ぎ先.
pub const SUCCESSOR_OF: &str = "successor-";

/// Before the name of a field, in a hidden one that holds what a proposal filled in where nothing was typed.
pub const PROPOSED: &str = "proposed-";

/// The verb that moves 工程6 and 7 along with 本番リリース予定; and, in what came back, that they were.
pub const FOLLOW: &str = "follow_go_live";

/// The verb that draws the plan as it was typed, with what is odd in it; and, in what came back, that it was.
pub const REDRAW: &str = "redraw";

/// The case that a proposal found beside the new one, `案件番号 件名`, in a hidden field of the form.
pub const BESIDE: &str = "beside-there";

/// The name of the hidden field that holds what was filled into this one.
pub fn proposed_name(field: Field) -> String {
    format!("{PROPOSED}{field}")
}

/// The hidden fields that every form begins with.
pub fn beginning(verb: &'static str) -> impl IntoView {
    view! {
        <input type="hidden" name=DO value=verb/>
        {written_by(&[verb])}
    }
}

/// The writer, in a form whose buttons name one of these verbs; and what is asked when it comes back.
pub fn written_by(verbs: &[&str]) -> impl IntoView + use<> {
    stands(verbs);
    let writer = crate::viewer::viewer().actor.map(|actor| actor.login);
    view! {
        <input type="hidden" name=BY value=writer/>
        {confirming(verbs)}
    }
}

/// A secret that was made by chance: told once, on the page that answers the form.
#[derive(Clone, PartialEq, Eq)]
pub enum Made {
    /// A password for somebody.
    Password {
        /// Whose.
        login: String,
        /// It.
        password: String,
    },
    /// The asker's own codes for the loss of the second factor.
    Codes(Vec<String>),
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Password { .. } => "Password",
            Self::Codes(_) => "Codes",
        })
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

    /// First and last day of a validity, as sent.
    pub fn validity(&self) -> [String; 2] {
        [Field::From, Field::To].map(|field| self.sent(field.as_str()).unwrap_or_default().to_owned())
    }

    /// What was sent first under a name.
    pub fn sent(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
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

/// What a refused form of one of these verbs sent under a name: which record's form is to stay open.
pub fn sent_by(verbs: &[&str], name: &str) -> Option<String> {
    let returned = came_back().filter(|it| verbs.contains(&it.verb.as_str()))?;
    returned.sent(name).map(str::to_owned)
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
        Some(returned.sent(name).unwrap_or_default().to_owned())
    }

    /// Every value that was sent under a name: the ticked boxes of a group. `None` when this form did not come back.
    pub fn values(&self, name: &str) -> Option<Vec<String>> {
        let returned = self.0.as_ref()?;
        Some(returned.fields.iter().filter(|(n, _)| n == name).map(|(_, value)| value.clone()).collect())
    }

    /// Everything that was sent; nothing when this form did not come back.
    pub fn fields(&self) -> &[(String, String)] {
        self.0.as_ref().map_or(&[], |returned| returned.fields.as_slice())
    }

    /// Everything that is wrong with a field.
    pub fn problems(&self, field: Field) -> Vec<Problem> {
        match self.0.as_ref().map(|returned| &returned.error) {
            Some(AppError::Refused(Refusal::Invalid(problems))) => {
                problems.iter().filter(|it| it.field == field).map(|it| it.problem.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether somebody else changed the record since the form was made.
    pub fn is_outdated(&self) -> bool {
        let refusals = |it: &AppError| {
            matches!(
                it,
                AppError::Stale
                    | AppError::Refused(
                        Refusal::WrongState { .. }
                            | Refusal::IssueOver(_)
                            | Refusal::CaseState { .. }
                            | Refusal::WrongRelay { .. }
                    )
            )
        };
        self.0.as_ref().is_some_and(|returned| refusals(&returned.error))
    }

    /// What was typed into the `n`th input of that name, from 0. `None` when this form did not come back.
    pub fn nth(&self, name: &str, n: usize) -> Option<String> {
        let mut found = self.0.as_ref()?.fields.iter().filter(|(it, _)| it == name);
        Some(found.nth(n).map(|(_, value)| value.clone()).unwrap_or_default())
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
