//! Lines of a checklist.

use crate::{
    actor::Actor,
    date::parse_day,
    organisation::Side,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    text,
};
use chrono::NaiveDate;

/// What a form says about a line, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInput {
    /// Its text, of a new one.
    pub text: String,
    /// A checked box sends something.
    pub required: String,
    /// Code of 担当組織; may be left out.
    pub org: String,
    /// ログインID of the person; may be left out.
    pub owner: String,
    /// 期限; may be left out.
    pub due: String,
    /// 証跡; may be left out.
    pub evidence: String,
    /// 確認する側, of a new one; empty: any.
    pub side: String,
}

/// The text of a line, of one 工程 or of the template.
///
/// # Errors
/// Empty, too long, or characters that cannot be seen.
pub fn template_text(typed: &str) -> Result<String, FieldProblem> {
    text::line(Field::Line, typed)
}

/// 確認する側: who may say that a line is done; `None` is any side.
///
/// # Errors
/// There is no such side.
pub fn line_side(typed: &str) -> Result<Option<Side>, FieldProblem> {
    match typed.trim() {
        "" => Ok(None),
        typed => {
            let side = Side::parse(typed);
            side.map(Some).ok_or_else(|| FieldProblem::new(Field::Side, Problem::UnknownChoice))
        }
    }
}

/// A line that somebody adds to the checklist of one 工程.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedLine {
    /// Its text.
    pub text: String,
    /// A condition of the gate.
    pub required: bool,
    /// 確認する側; `None` is any.
    pub side: Option<Side>,
}

/// Reads a line that the actor adds. A vendor adds what it has to show itself: its own side's, and no condition of the
/// gate, which the city decides and the center prepares. What shall be a condition, one of these adds.
pub fn added_line(actor: &Actor, input: &LineInput, problems: &mut Problems) -> Option<AddedLine> {
    let text = problems.keep(template_text(&input.text));
    let required = !input.required.is_empty();
    let mut side = problems.keep(line_side(&input.side))?;
    if actor.side() == Side::Vendor {
        if required {
            problems.add(Field::Required, Problem::NotYours);
        }
        if side.is_some_and(|it| it != Side::Vendor) {
            problems.add(Field::Side, Problem::NotYours);
        }
        side = Some(Side::Vendor);
    }
    Some(AddedLine { text: text?, required, side })
}

/// A line of the templates, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateInput {
    /// Its text.
    pub text: String,
    /// The same in English; may be left out.
    pub text_en: String,
    /// A checked box sends something.
    pub required: String,
    /// 確認する側; empty: any.
    pub side: String,
}

/// A line of the templates that holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateContent {
    /// Its text.
    pub text: String,
    /// The same in English; empty where nobody gave one.
    pub text_en: String,
    /// A condition of the gate.
    pub required: bool,
    /// 確認する側; `None` is any.
    pub side: Option<Side>,
}

impl TemplateInput {
    /// What the form says.
    ///
    /// # Errors
    /// No text, too long, characters that cannot be seen, or no such side.
    pub fn read(&self) -> Result<TemplateContent, Refusal> {
        let mut problems = Problems::default();
        let text = problems.keep(template_text(&self.text));
        let english = if self.text_en.trim().is_empty() {
            Some(String::new())
        } else {
            problems.keep(text::line(Field::LineEn, &self.text_en))
        };
        let side = problems.keep(line_side(&self.side)).flatten();
        problems.finish()?;
        Ok(TemplateContent {
            text: text.unwrap_or_default(),
            text_en: english.unwrap_or_default(),
            required: !self.required.is_empty(),
            side,
        })
    }
}

/// The 期限 of a line: a day that exists, or none. One that has passed is kept: lines are taken over
/// with the days they had.
///
/// # Errors
/// It is no day.
pub fn line_due(typed: &str) -> Result<Option<NaiveDate>, FieldProblem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse_day(typed).map(Some).map_err(|error| FieldProblem::new(Field::Due, Problem::Date(error)))
}
