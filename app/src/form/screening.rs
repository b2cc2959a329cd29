//! What every form goes through before its verb: no 個人番号 comes in, and about other personal data the writer is asked.
//!
//! Below it `domain::text` refuses the number once more, for whoever calls a verb without a form.

use super::{CONFIRMED, DO, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    ids::StageLineId,
    key::{CaseNo, IssueKey},
    my_number::{self, Pattern},
    refusal::{Field, Problem, Problems, Refusal},
    text::PROSE_MAX,
};
use std::collections::HashMap;
use store::Store;

/// No text of so many bytes is within the length of any field: its verb refuses it, so nothing needs to be asked.
const KEPT_BY_NONE: usize = 4 * PROSE_MAX as usize;

/// Looks through everything that was typed, whatever the form and its fields.
///
/// # Errors
/// An 個人番号 stands in it, or something that the writer has not yet called harmless.
pub(super) fn screen(fields: &Fields) -> Result<(), Refusal> {
    let is_confirmed = !fields.get(CONFIRMED).is_empty();
    let mut problems = Problems::default();
    let mut rows: HashMap<&str, usize> = HashMap::new();
    for (name, value) in &fields.0 {
        let field = Field::parse(name);
        let row = rows.entry(name).and_modify(|row| *row += 1).or_insert(1);
        // A chosen field holds a code. Where lines are ticked, a typed one holds an id, whose digits are a die's.
        if field.is_some_and(|it| !it.is_typed()) || StageLineId::parse(value).is_some() {
            continue;
        }
        let patterns = found(value);
        let problem = if patterns.contains(&Pattern::MyNumber) {
            Problem::MyNumber
        } else if !is_confirmed && field.is_some() && !patterns.is_empty() {
            Problem::MaybePersonal(patterns)
        } else {
            continue;
        };
        // What no field of ours holds is shown beside none, and refused all the same.
        problems.add(field.unwrap_or(Field::Text), in_row(*row, name, problem));
    }
    problems.finish()
}

/// What a value may hold. One that is too long for every field is only searched for an 個人番号, which is noted.
fn found(value: &str) -> Vec<Pattern> {
    if value.trim().len() <= KEPT_BY_NONE {
        return my_number::patterns(value);
    }
    if my_number::is_in(value) { vec![Pattern::MyNumber] } else { Vec::new() }
}

/// Rows of a form are fields of one name.
fn in_row(row: usize, name: &str, problem: Problem) -> Problem {
    let is_row = name == Field::Condition.as_str() || name == Field::ConditionDue.as_str();
    if !is_row {
        return problem;
    }
    Problem::InRow { row: u8::try_from(row).unwrap_or(u8::MAX), problem: Box::new(problem) }
}

/// Writes down that a form was refused because of an 個人番号, or because its sender may not do that.
pub(super) async fn note(store: &Store, actor: &Actor, path: &str, fields: &Fields, error: &AppError) {
    let (verb, case) = (fields.get(DO), case_of(path, fields));
    let denied = match error {
        AppError::Refused(Refusal::NotAllowed(action)) => store.note_denied(actor, verb, Some(*action), case).await,
        AppError::NotFound => store.note_denied(actor, verb, None, case).await,
        AppError::Refused(refusal) => {
            note_refusal(store, actor, verb, refusal, case).await;
            return;
        }
        _ => return,
    };
    // The refusal stands, whether or not it could be written down.
    if let Err(error) = denied {
        tracing::error!(%error, "a refused form could not be noted");
    }
}

/// Writes down that a form was refused that would have brought an operator and somebody outside the center together
/// (specification 9-(5)).
pub(super) async fn note_contact(store: &Store, actor: &Actor, path: &str, fields: &Fields, error: &AppError) {
    let AppError::Refused(refusal) = error else { return };
    // The refusal stands, whether or not it could be written down.
    let noted = store.note_refused_contact(actor, fields.get(DO), &fields.0, refusal, case_of(path, fields));
    if let Err(error) = noted.await {
        tracing::error!(%error, "a refused contact could not be noted");
    }
}

/// The same for what is no form.
pub async fn note_refusal(store: &Store, actor: &Actor, verb: &str, refusal: &Refusal, case: Option<CaseNo>) {
    let numbers = refusal.numbers();
    if numbers.is_empty() {
        return;
    }
    // The refusal stands, whether or not it could be written down.
    if let Err(error) = store.note_refused_number(actor, verb, &numbers, case).await {
        tracing::error!(%error, "a refused number could not be noted");
    }
}

/// The case that a form is about: of its page, or the one chosen in it.
fn case_of(path: &str, fields: &Fields) -> Option<CaseNo> {
    let of_case = path.strip_prefix("/cases/").and_then(|rest| CaseNo::parse(rest.split('/').next()?));
    let of_issue = || path.strip_prefix("/issues/").and_then(IssueKey::parse).map(|key| key.case);
    of_case.or_else(of_issue).or_else(|| CaseNo::parse(fields.text(Field::Case)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "1234-5678-9018";

    fn screened(fields: &[(&str, &str)]) -> Result<(), Refusal> {
        screen(&Fields(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()))
    }

    #[test]
    fn a_number_is_refused_in_every_field_that_is_typed_and_in_fields_that_no_one_knows() {
        for field in Field::ALL.iter().filter(|it| it.is_typed()) {
            let refusal = screened(&[("do", "x"), (field.as_str(), NUMBER), ("confirmed", "on")]).unwrap_err();
            assert_eq!(refusal.numbers(), [*field], "{field}");
        }
        assert_eq!(screened(&[("of-a-later-form", NUMBER)]).unwrap_err().numbers(), [Field::Text]);
    }

    #[test]
    fn every_field_with_a_number_is_named_at_once() {
        let refusal = screened(&[("title", NUMBER), ("body", "よい"), ("impact", NUMBER)]).unwrap_err();
        assert_eq!(refusal.numbers(), [Field::Title, Field::Impact]);
    }

    #[test]
    fn passwords_choices_and_ids_are_not_looked_through() {
        let id = "01936d2e-0000-7000-8000-123456789018";
        assert_eq!(screened(&[("password", NUMBER), ("line", id), ("version", "3"), ("template", id)]), Ok(()));
    }

    #[test]
    fn a_doubt_is_asked_about_once_and_passes_when_confirmed() {
        let phone = ("text", "093-582-1234");
        let asked = Refusal::field(Field::Text, Problem::MaybePersonal(vec![Pattern::Phone]));
        assert_eq!(screened(&[phone]), Err(asked));
        assert_eq!(screened(&[phone, ("confirmed", "on")]), Ok(()));
    }

    #[test]
    fn a_text_too_long_for_every_field_is_searched_for_a_number_and_not_asked_about() {
        let long = format!("093-582-1234 {}", "あ".repeat(80_000));
        assert_eq!(screened(&[("text", &long)]), Ok(()));
        assert_eq!(screened(&[("text", &format!("{long}{NUMBER}"))]).unwrap_err().numbers(), [Field::Text]);
        let blanks = format!("093-582-1234{}", "\n".repeat(90_000));
        assert!(screened(&[("text", &blanks)]).is_err(), "blanks around a text are not counted");
    }

    /// Before, the worst of them took ten minutes and more.
    #[test]
    fn a_hostile_form_is_screened_in_time() {
        let much = "口座 ".repeat(400_000) + &"1234567 ".repeat(200_000);
        let number = "口座 1234567 ".repeat(1_000);
        let many: Vec<_> = (0..300).map(|_| ("text", number.as_str())).collect();
        let rows: Vec<_> = (0..50_000).map(|_| ("condition", NUMBER)).collect();
        for form in [vec![("text", much.as_str())], vec![("of-a-later-form", much.as_str())], many, rows] {
            let began = std::time::Instant::now();
            let _ = screened(&form);
            assert!(began.elapsed() < std::time::Duration::from_secs(40), "{:?}", began.elapsed());
        }
    }

    #[test]
    fn a_row_says_which_one_it_is() {
        let refusal = screened(&[("condition", "よい"), ("condition", NUMBER)]).unwrap_err();
        assert_eq!(refusal.numbers(), [Field::Condition]);
        assert!(matches!(refusal, Refusal::Invalid(list) if matches!(list[0].problem, Problem::InRow { row: 2, .. })));
    }

    #[test]
    fn the_case_is_that_of_the_page_or_the_one_chosen() {
        let chosen = Fields(vec![("case".to_owned(), "SOMU-2026-002".to_owned())]);
        let of = |path| case_of(path, &chosen).map(|no| no.to_string()).unwrap_or_default();
        assert_eq!(of("/cases/SOMU-2026-001/stages/3"), "SOMU-2026-001");
        assert_eq!(of("/issues/KYOIKU-2026-001-3"), "KYOIKU-2026-001");
        assert_eq!(of("/issues/new"), "SOMU-2026-002");
    }
}
