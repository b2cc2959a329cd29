//! Lines of a checklist.

use crate::{
    date::parse_day,
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
}

/// The text of a line, of one 工程 or of the template.
///
/// # Errors
/// Empty, too long, or characters that cannot be seen.
pub fn template_text(typed: &str) -> Result<String, FieldProblem> {
    text::line(Field::Line, typed)
}

/// The texts of a line of the templates, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateTexts {
    /// Its text.
    pub text: String,
    /// The same in English; may be left out.
    pub text_en: String,
}

impl TemplateTexts {
    /// Both texts.
    ///
    /// # Errors
    /// No text, too long, or characters that cannot be seen.
    pub fn read(&self) -> Result<(String, String), Refusal> {
        let mut problems = Problems::default();
        let text = problems.keep(template_text(&self.text));
        let english = if self.text_en.trim().is_empty() {
            Some(String::new())
        } else {
            problems.keep(text::line(Field::LineEn, &self.text_en))
        };
        problems.finish()?;
        Ok((text.unwrap_or_default(), english.unwrap_or_default()))
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
