//! What the store refuses, as a sentence for the person at the command line.

use anyhow::{Error, anyhow};
use domain::refusal::{FieldProblem, Problem, Refusal};
use store::{Noun, StoreError};

/// The sentence; what is no refusal keeps its causes.
pub(super) fn sentence(error: StoreError) -> Error {
    match error {
        StoreError::Refused(Refusal::Invalid(problems)) => {
            anyhow!(problems.iter().map(problem).collect::<Vec<_>>().join("; "))
        }
        StoreError::Taken(field) => anyhow!("{field} is another's already"),
        StoreError::NotFound(Noun::User) => anyhow!("there is no such account"),
        other => other.into(),
    }
}

fn problem(FieldProblem { field, problem }: &FieldProblem) -> String {
    match problem {
        Problem::Required => format!("{field} is missing"),
        Problem::TooShort { min } => format!("{field} needs at least {min} characters"),
        Problem::TooLong { max, .. } => format!("{field} may have {max} characters at most"),
        Problem::UnknownChoice => format!("{field} is not known or has characters it may not have"),
        Problem::NotInOrganisation => format!("{field} is of another side than the role"),
        other => format!("{field}: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::refusal::Field;

    #[test]
    fn a_refusal_is_a_sentence() {
        let short = StoreError::from(Refusal::field(Field::Password, Problem::TooShort { min: 12 }));
        assert_eq!(sentence(short).to_string(), "password needs at least 12 characters");
        assert_eq!(sentence(StoreError::Taken(Field::LoginId)).to_string(), "login_id is another's already");
    }
}
