//! Bad days: what people see, and that nothing is lost. The long forms are `cargo xtask soak -- bad`.

mod clock;
mod crowd;
mod database_away;
mod disk;
mod hands;
mod sign_ins;

use crate::page::html;
use tests::Answer;

/// A 課題 of the case that is everybody's example.
const ISSUE: &str = "/issues/SOMU-2026-001-19";

/// The form that a page of a bad day carries: its hidden fields, as a browser sends them again.
fn kept_in(answer: &Answer) -> Vec<(String, String)> {
    let inputs = html::tags(&answer.body).into_iter().filter(|(name, tag)| name == "input" && tag.contains("hidden"));
    inputs.filter_map(|(_, tag)| Some((html::attribute(&tag, "name")?, html::attribute(&tag, "value")?))).collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
