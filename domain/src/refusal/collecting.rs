//! All that is wrong with a form, at once.

use super::{Field, FieldProblem, Problem, Refusal};

/// Collects the problems of a form, so that a person reads all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldProblem>);

impl Problems {
    /// Keeps the value, or notes the problem and goes on.
    pub fn keep<T>(&mut self, result: Result<T, FieldProblem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.0.push(problem);
                None
            }
        }
    }

    /// Notes a problem.
    pub fn add(&mut self, field: Field, problem: Problem) {
        self.0.push(FieldProblem::new(field, problem));
    }

    /// Only what is wrong with these fields.
    #[must_use]
    pub fn of(mut self, fields: &[Field]) -> Self {
        self.0.retain(|it| fields.contains(&it.field));
        self
    }

    /// All was well, or all that was not.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every problem noted.
    pub fn finish(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}
