//! What the store refuses, as a sentence for the person at the command line.

use anyhow::{Error, anyhow};
use domain::refusal::{Field, FieldProblem, Problem, Refusal};
use store::{Noun, StoreError};

/// The sentence, in the words of the screens; what is no refusal keeps its causes.
pub(super) fn sentence(error: StoreError) -> Error {
    match error {
        StoreError::Refused(Refusal::Invalid(problems)) => {
            anyhow!(problems.iter().map(problem).collect::<Vec<_>>().join(" "))
        }
        StoreError::Taken(field) => anyhow!(app::in_english(&FieldProblem::new(field, Problem::AlreadyThere))),
        StoreError::NotFound(Noun::User) => anyhow!("there is no such account"),
        other => other.into(),
    }
}

/// There is no list here to choose from.
fn problem(wrong: &FieldProblem) -> String {
    match wrong {
        FieldProblem { field: Field::Org, problem: Problem::UnknownChoice } => {
            "Organisation: no organisation has that code; --org-kind and --org-name register it.".to_owned()
        }
        wrong => app::in_english(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_sentence() {
        let short = StoreError::from(Refusal::field(Field::Password, Problem::TooShort { min: 12 }));
        assert_eq!(sentence(short).to_string(), "Password: Use at least 12 characters.");
        assert_eq!(sentence(StoreError::Taken(Field::LoginId)).to_string(), "Login ID: It is already there.");
    }

    #[test]
    fn no_problem_is_named_by_its_code() {
        for problem in [Problem::Blanks, Problem::ControlCharacter, Problem::MyNumber, Problem::TooMany { max: 20 }] {
            let told = sentence(Refusal::field(Field::LoginId, problem.clone()).into()).to_string();
            assert!(!told.contains(&format!("{problem:?}")) && told.starts_with("Login ID: "), "{told}");
        }
    }
}
