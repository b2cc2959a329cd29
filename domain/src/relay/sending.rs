//! What the forms of a 上申 say.

use super::SENT_INTO;
use crate::{
    key::IssueKey,
    refusal::{Field, Problem, Problems, Refusal},
    text,
    visibility::Scope,
};

/// 上申, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubmitInput {
    /// 件名.
    pub title: String,
    /// What the city should hear.
    pub text: String,
}

/// A 上申 that holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// 件名.
    pub title: String,
    /// What the city should hear.
    pub text: String,
}

impl SubmitInput {
    /// What the form says.
    ///
    /// # Errors
    /// Problems beside the fields.
    pub fn read(&self) -> Result<Submitted, Refusal> {
        let mut problems = Problems::default();
        let title = problems.keep(text::line(Field::Title, &self.title));
        let text = problems.keep(text::prose(Field::Text, &self.text));
        problems.finish()?;
        Ok(Submitted { title: title.unwrap_or_default(), text: text.unwrap_or_default() })
    }
}

/// 転記, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendInput {
    /// `new`, or the 課題番号 on which it becomes a comment.
    pub target: String,
    /// 公開範囲.
    pub scope: String,
    /// 対象システム of a new 課題.
    pub system: String,
    /// 件名 of a new 課題.
    pub title: String,
    /// The text in the manager's words.
    pub text: String,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new 課題.
    New {
        /// 件名.
        title: String,
    },
    /// A comment on this one.
    Comment(IssueKey),
}

/// A text on its way to the city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// Where it goes.
    pub target: Target,
    /// 公開範囲.
    pub scope: Scope,
    /// The text.
    pub text: String,
}

impl SendInput {
    /// The code of a new 課題 as the target.
    pub const NEW: &str = "new";

    /// What the form says. 件名 and 対象システム are of a new 課題 only.
    ///
    /// # Errors
    /// Problems beside the fields.
    pub fn read(&self) -> Result<Sending, Refusal> {
        let mut problems = Problems::default();
        let target = match self.target.trim() {
            "" => {
                problems.add(Field::Target, Problem::Required);
                None
            }
            Self::NEW => problems.keep(text::line(Field::Title, &self.title)).map(|title| Target::New { title }),
            key => {
                let key = IssueKey::parse(key);
                if key.is_none() {
                    problems.add(Field::Target, Problem::UnknownChoice);
                }
                key.map(Target::Comment)
            }
        };
        let scope = match (self.scope.trim(), Scope::parse(self.scope.trim())) {
            (_, Some(scope)) if SENT_INTO.contains(&scope) => Some(scope),
            (typed, known) => {
                problems.add(
                    Field::Scope,
                    match (typed, known) {
                        ("", _) => Problem::Required,
                        (_, Some(_)) => Problem::ScopeNotYours,
                        (_, None) => Problem::UnknownChoice,
                    },
                );
                None
            }
        };
        let text = problems.keep(text::prose(Field::Text, &self.text));
        problems.finish()?;
        match (target, scope, text) {
            (Some(target), Some(scope), Some(text)) => Ok(Sending { target, scope, text }),
            _ => Err(Refusal::Invalid(Vec::new())),
        }
    }
}
