//! The lines of a plan in a form: `plan-1-start`, `plan-3-SHOMU-end`.

use super::fields::Fields;
use crate::part::plan_table::{line_name, line_of_name};
use domain::planning::LineInput;

/// The lines that were sent, in the order of the form.
pub(super) fn sent(fields: &Fields) -> Vec<LineInput> {
    let mut lines: Vec<LineInput> = Vec::new();
    for (name, value) in &fields.0 {
        let Some((stage, system, is_start)) = line_of_name(name) else { continue };
        let at = lines.iter().position(|it| it.stage == stage && it.system == system).unwrap_or_else(|| {
            lines.push(LineInput { stage, system, start: String::new(), end: String::new() });
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(at) {
            *(if is_start { &mut line.start } else { &mut line.end }) = value.clone();
        }
    }
    lines
}

/// Puts lines into the form, in place of those that were sent.
pub(super) fn put(fields: &mut Fields, lines: &[LineInput]) {
    fields.0.retain(|(name, _)| line_of_name(name).is_none());
    for line in lines {
        let name = |is_start| line_name(line.stage, line.system.as_deref(), is_start);
        fields.0.push((name(true), line.start.clone()));
        fields.0.push((name(false), line.end.clone()));
    }
}
