//! 証跡: where the proof of a line lies.

use crate::{
    refusal::{Field, FieldProblem, Problem},
    text,
};

/// Most characters of an address.
const MAX: u32 = 1_000;

/// An address on the web or a path on the city's own servers; empty where there is none. Nothing
/// that a browser would run.
///
/// # Errors
/// Too long, characters that cannot be seen, another scheme, or another host without one.
pub fn evidence(typed: &str) -> Result<String, FieldProblem> {
    let link = text::optional(Field::Evidence, typed, MAX)?;
    let lower = link.to_ascii_lowercase();
    let on_the_web = ["http://", "https://"].iter().any(|scheme| {
        lower.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
    });
    let before_path = link.split(['/', '?', '#']).next().unwrap_or_default();
    let is_path = !before_path.contains(':') && !link.starts_with("//") && !link.contains('\\');
    let is_clean = !link.chars().any(char::is_control);
    if is_clean && (on_the_web || is_path) {
        Ok(link)
    } else {
        Err(FieldProblem::new(Field::Evidence, Problem::NotALink))
    }
}
