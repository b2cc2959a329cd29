//! What is known of an account for its yearly review (specification 5-1): 宣誓書, 守秘研修, 特定個人情報取扱者.

use super::account::day;
use crate::refusal::{Field, FieldProblem, Problem, Problems, Refusal};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The three as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutiesInput {
    /// 宣誓書提出日, or empty.
    pub pledged_on: String,
    /// 守秘研修日, or empty.
    pub trained_on: String,
    /// 特定個人情報取扱者: empty where the box is not ticked.
    pub handles_numbers: String,
}

/// The same, checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    /// 宣誓書提出日.
    pub pledged_on: Option<NaiveDate>,
    /// 守秘研修日.
    pub trained_on: Option<NaiveDate>,
    /// 特定個人情報取扱者.
    pub handles_numbers: bool,
}

impl DutiesInput {
    /// Checks what was typed: days that have been.
    ///
    /// # Errors
    /// All problems, each beside its field.
    pub fn read(&self, today: NaiveDate) -> Result<Duties, Refusal> {
        let been = |field, input| match day(field, input)? {
            Some(on) if on > today => Err(FieldProblem::new(field, Problem::Future { today })),
            on => Ok(on),
        };
        let mut problems = Problems::default();
        let pledged_on = problems.keep(been(Field::PledgedOn, &self.pledged_on)).flatten();
        let trained_on = problems.keep(been(Field::TrainedOn, &self.trained_on)).flatten();
        problems.finish()?;
        Ok(Duties { pledged_on, trained_on, handles_numbers: !self.handles_numbers.is_empty() })
    }
}

impl Duties {
    /// Whether the last 守秘研修 is older than a year. Of who has none written down nothing is said: it may be kept
    /// elsewhere.
    pub fn is_training_old(&self, today: NaiveDate) -> bool {
        let until = self.trained_on.and_then(|on| on.checked_add_months(Months::new(12)));
        until.is_some_and(|until| until < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn a_training_is_good_for_a_year() {
        for (trained, today, old) in [
            (Some("2025-11-24"), "2026-11-24", false),
            (Some("2025-11-24"), "2026-11-25", true),
            (Some("2024-02-29"), "2025-02-28", false),
            (Some("2024-02-29"), "2025-03-01", true),
            (None, "2026-11-24", false),
        ] {
            let duties = Duties { trained_on: trained.map(on), ..Duties::default() };
            assert_eq!(duties.is_training_old(on(today)), old, "{trained:?} {today}");
        }
    }

    #[test]
    fn only_days_that_have_been_are_taken() {
        let typed = |pledged: &str, trained: &str| DutiesInput {
            pledged_on: pledged.into(),
            trained_on: trained.into(),
            handles_numbers: "true".into(),
        };
        let today = on("2026-11-24");
        let read = typed("R8.4.1", "").read(today).unwrap();
        assert_eq!(read, Duties { pledged_on: Some(on("2026-04-01")), trained_on: None, handles_numbers: true });
        assert_eq!(DutiesInput::default().read(today).unwrap(), Duties::default());
        let Err(Refusal::Invalid(wrong)) = typed("R8.11.25", "x").read(today) else { panic!("refused") };
        assert_eq!(wrong.iter().map(|it| it.field).collect::<Vec<_>>(), [Field::PledgedOn, Field::TrainedOn]);
    }
}
