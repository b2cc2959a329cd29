//! Reading a posted form.

use domain::{
    issue::{AssignmentInput, DraftInput, MoveInput},
    refusal::{Field, Problem, Refusal},
};

/// The pairs a browser sent, in order.
#[derive(Clone, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl std::fmt::Debug for Fields {
    /// Their names only: what is typed may be a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl Fields {
    /// The first value of that name; empty when there is none, as an unchecked box sends nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// The value of a known field.
    pub fn text(&self, field: Field) -> &str {
        self.get(field.as_str())
    }

    /// All values of that field, in order.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(n, _)| n == field.as_str()).map(|(_, value)| value.as_str())
    }

    /// The code that a known field names. What no code can hold is no code: PostgreSQL refuses NUL in any text.
    pub fn code(&self, field: Field) -> String {
        self.text(field).replace('\0', "\u{FFFD}")
    }

    /// Every value of that name that is not empty: the ticked boxes of a group.
    pub fn codes(&self, field: Field) -> Vec<String> {
        let sent = self.0.iter().filter(|(n, value)| n == field.as_str() && !value.trim().is_empty());
        sent.map(|(_, value)| value.replace('\0', "\u{FFFD}")).collect()
    }

    /// Sets a field, in place of what was sent under its name.
    pub fn set(&mut self, name: &str, value: String) {
        match self.0.iter_mut().find(|(n, _)| n == name) {
            Some((_, held)) => *held = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// That every one of these was sent. An edit replaces all that its form shows: one without a field of it was not
    /// made by us, and what it leaves out would be lost.
    ///
    /// # Errors
    /// One is missing.
    pub fn whole(&self, form: &[Field]) -> Result<(), Refusal> {
        let missing = form.iter().find(|field| self.0.iter().all(|(name, _)| name != field.as_str()));
        missing.map_or(Ok(()), |field| Err(Refusal::field(*field, Problem::Garbled)))
    }

    /// The version of the row that the form was made from.
    ///
    /// # Errors
    /// It is no number: the form was not made by us.
    pub fn version(&self) -> Result<i32, Refusal> {
        self.text(Field::Version).parse().map_err(|_| Refusal::field(Field::Version, Problem::Garbled))
    }

    /// The fields of a new or edited 課題.
    pub fn draft(&self) -> DraftInput {
        let text = |field| self.text(field).to_owned();
        DraftInput {
            title: text(Field::Title),
            body: text(Field::Body),
            impact: text(Field::Impact),
            category: text(Field::Category),
            severity: text(Field::Severity),
            priority: text(Field::Priority),
            stage: text(Field::Stage),
            scope: text(Field::Scope),
            blocks_gate: text(Field::BlocksGate),
        }
    }

    /// 担当組織・担当者・期限.
    pub fn assignment(&self) -> AssignmentInput {
        AssignmentInput {
            org: self.code(Field::Org),
            assignee: self.code(Field::Assignee),
            due: self.text(Field::Due).to_owned(),
        }
    }

    /// The fields of a move.
    pub fn movement(&self) -> MoveInput {
        let text = |field| self.text(field).to_owned();
        MoveInput {
            text: text(Field::Text),
            reason: text(Field::Reason),
            until: text(Field::Until),
            assignment: self.assignment(),
        }
    }
}
