//! The fields of a 制度改正, as typed and as read.

use super::{LawKind, LawState, law_states};
use crate::{
    actor::Actor,
    date::parse_day,
    event::Edit,
    policy::Action,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of the form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LawInput {
    /// 名称.
    pub name: String,
    /// 区分.
    pub kind: String,
    /// 法令番号.
    pub number: String,
    /// 公布日.
    pub promulgated_on: String,
    /// 施行日.
    pub in_force_on: String,
    /// 適用日.
    pub applies_from: String,
    /// A checked box sends something.
    pub retroactive: String,
    /// 所管省庁.
    pub ministry: String,
    /// 出典.
    pub source: String,
    /// 状態.
    pub state: String,
    /// 概要.
    pub summary: String,
}

/// A 制度改正 whose fields hold together. The four dates are four different ones (notes/domain §1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawFields {
    /// 名称.
    pub name: String,
    /// 区分.
    pub kind: LawKind,
    /// 法令番号.
    pub number: Option<String>,
    /// 公布日.
    pub promulgated_on: Option<NaiveDate>,
    /// 施行日.
    pub in_force_on: Option<NaiveDate>,
    /// 適用日.
    pub applies_from: Option<NaiveDate>,
    /// 遡及.
    pub retroactive: bool,
    /// 所管省庁.
    pub ministry: Option<String>,
    /// 出典.
    pub source: Option<String>,
    /// 状態.
    pub state: LawState,
    /// 概要.
    pub summary: String,
}

impl LawFields {
    /// Reads the form. `held`: the 状態 of the record that is edited.
    ///
    /// # Errors
    /// The role may not, the record is further than the role may draft, or problems beside the fields.
    pub fn read(actor: &Actor, input: &LawInput, held: Option<LawState>, today: NaiveDate) -> Result<Self, Refusal> {
        let states = law_states(actor);
        if states.is_empty() || held.is_some_and(|state| !states.contains(&state)) {
            return Err(Refusal::NotAllowed(Action::CreateCase));
        }
        let mut problems = Problems::default();
        let name = problems.keep(text::line(Field::LawName, &input.name));
        let kind = problems.keep(choice(Field::LawKind, &input.kind, LawKind::parse));
        let state = problems.keep(choice(Field::LawState, &input.state, LawState::parse));
        if state.is_some_and(|state| !states.contains(&state)) {
            problems.add(Field::LawState, Problem::UnknownChoice);
        }
        let number = problems.keep(short(Field::LawNumber, &input.number));
        let promulgated_on = problems.keep(day_or_none(Field::PromulgatedOn, &input.promulgated_on));
        let in_force_on = problems.keep(day_or_none(Field::InForceOn, &input.in_force_on));
        let applies_from = problems.keep(day_or_none(Field::AppliesFrom, &input.applies_from));
        let days = Days {
            promulgated: promulgated_on.flatten(),
            in_force: in_force_on.flatten(),
            applies: applies_from.flatten(),
            // Beside a day that cannot be read the box says nothing yet.
            retroactive: applies_from.map(|_| !input.retroactive.is_empty()),
        };
        days.check(state, today, &mut problems);
        let ministry = problems.keep(short(Field::Ministry, &input.ministry));
        let source = problems.keep(text::optional(Field::Source, &input.source, text::NOTE_MAX));
        let summary = problems.keep(text::optional(Field::Summary, &input.summary, text::PROSE_MAX));
        problems.finish()?;
        let read = || {
            Some(Self {
                name: name?,
                kind: kind?,
                number: number?,
                promulgated_on: promulgated_on?,
                in_force_on: in_force_on?,
                applies_from: applies_from?,
                retroactive: !input.retroactive.is_empty(),
                ministry: ministry?,
                source: source.filter(|it| !it.is_empty()),
                state: state?,
                summary: summary?,
            })
        };
        read().ok_or(Refusal::Invalid(Vec::new()))
    }

    /// What differs from `before`, as text or code.
    pub fn edits_from(&self, before: &Self) -> Vec<Edit> {
        let pairs = before.values().into_iter().zip(self.values());
        pairs
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| Edit { field, before, after })
            .collect()
    }

    fn values(&self) -> [(Field, String); 11] {
        let day = |day: Option<NaiveDate>| day.map(|it| it.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            (Field::LawName, self.name.clone()),
            (Field::LawKind, self.kind.to_string()),
            (Field::LawNumber, text(&self.number)),
            (Field::PromulgatedOn, day(self.promulgated_on)),
            (Field::InForceOn, day(self.in_force_on)),
            (Field::AppliesFrom, day(self.applies_from)),
            (Field::Retroactive, if self.retroactive { "true" } else { "" }.to_owned()),
            (Field::Ministry, text(&self.ministry)),
            (Field::Source, text(&self.source)),
            (Field::LawState, self.state.to_string()),
            (Field::Summary, self.summary.clone()),
        ]
    }
}

/// The days of a 制度改正, as far as they are known.
struct Days {
    promulgated: Option<NaiveDate>,
    in_force: Option<NaiveDate>,
    applies: Option<NaiveDate>,
    retroactive: Option<bool>,
}

impl Days {
    /// 公布 comes before 施行 or with it; what applies from before 施行 is 遡及, and nothing else is; what has happened
    /// has a day that has come.
    fn check(&self, state: Option<LawState>, today: NaiveDate, problems: &mut Problems) {
        let is_promulgated = matches!(state, Some(LawState::Promulgated | LawState::InForce));
        match (self.promulgated, self.in_force) {
            (Some(day), Some(in_force)) if day > in_force => {
                problems.add(Field::PromulgatedOn, Problem::PromulgatedLate { in_force });
            }
            (Some(day), _) if day > today && is_promulgated => {
                problems.add(Field::PromulgatedOn, Problem::Future { today });
            }
            _ => {}
        }
        let Some(in_force) = self.in_force else { return };
        if state == Some(LawState::InForce) && in_force > today {
            problems.add(Field::LawState, Problem::NotInForceYet { in_force });
        }
        let Some(applies) = self.applies else { return };
        match self.retroactive {
            Some(true) if applies >= in_force => {
                problems.add(Field::Retroactive, Problem::NotRetroactive { in_force });
            }
            Some(false) if applies < in_force => problems.add(Field::Retroactive, Problem::Retroactive { in_force }),
            _ => {}
        }
    }
}

fn choice<T>(field: Field, code: &str, parse: fn(&str) -> Option<T>) -> Result<T, FieldProblem> {
    let code = code.trim();
    let problem = if code.is_empty() { Problem::Required } else { Problem::UnknownChoice };
    parse(code).ok_or_else(|| FieldProblem::new(field, problem))
}

/// A text of one line that may be left out.
fn short(field: Field, typed: &str) -> Result<Option<String>, FieldProblem> {
    let text = text::optional(field, &typed.replace(['\r', '\n', '\t'], " "), text::LINE_MAX)?;
    Ok(Some(text).filter(|it| !it.is_empty()))
}

/// A day that may be unknown yet, in any notation.
///
/// # Errors
/// Something was typed that is no day.
pub fn day_or_none(field: Field, typed: &str) -> Result<Option<NaiveDate>, FieldProblem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse_day(typed).map(Some).map_err(|problem| FieldProblem::new(field, Problem::Date(problem)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::sample::kyuyo;

    fn told(state: &str, days: [&str; 3], retroactive: bool) -> Vec<(Field, Problem)> {
        let [promulgated_on, in_force_on, applies_from] = days.map(str::to_owned);
        let input = LawInput {
            name: "改正".to_owned(),
            kind: "law".to_owned(),
            state: state.to_owned(),
            promulgated_on,
            in_force_on,
            applies_from,
            retroactive: if retroactive { "true".to_owned() } else { String::new() },
            ..LawInput::default()
        };
        match LawFields::read(&kyuyo(), &input, None, "2026-11-24".parse().unwrap()) {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(problems)) => problems.into_iter().map(|it| (it.field, it.problem)).collect(),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_four_dates_do_not_contradict_one_another() {
        let (in_force, today) = ("2025-11-20".parse().unwrap(), "2026-11-24".parse().unwrap());
        for (state, days, retroactive, problem) in [
            ("in_force", ["2025-11-19", "2025-11-20", "2025-04-01"], true, None),
            ("in_force", ["2025-11-20", "2025-11-20", ""], false, None),
            ("in_force", ["2025-11-19", "2025-11-20", "2025-11-20"], false, None),
            ("gathering", ["", "2025-11-20", ""], true, None),
            ("bill", ["", "", "2026-04-01"], true, None),
            (
                "in_force",
                ["2025-11-21", "2025-11-20", ""],
                false,
                Some((Field::PromulgatedOn, Problem::PromulgatedLate { in_force })),
            ),
            (
                "in_force",
                ["", "2025-11-20", "2025-04-01"],
                false,
                Some((Field::Retroactive, Problem::Retroactive { in_force })),
            ),
            (
                "in_force",
                ["", "2025-11-20", "2025-11-20"],
                true,
                Some((Field::Retroactive, Problem::NotRetroactive { in_force })),
            ),
            (
                "promulgated",
                ["2026-11-25", "2027-04-01", ""],
                false,
                Some((Field::PromulgatedOn, Problem::Future { today })),
            ),
            ("bill", ["2026-12-25", "2027-04-01", ""], false, None),
            (
                "in_force",
                ["2026-06-01", "2026-11-25", ""],
                false,
                Some((Field::LawState, Problem::NotInForceYet { in_force: "2026-11-25".parse().unwrap() })),
            ),
            ("in_force", ["2026-06-01", "2026-11-24", ""], false, None),
        ] {
            assert_eq!(told(state, days, retroactive), problem.into_iter().collect::<Vec<_>>(), "{state} {days:?}");
        }
        let unread = told("bill", ["", "2027-04-01", "来年"], true);
        assert!(matches!(unread.as_slice(), [(Field::AppliesFrom, Problem::Date(_))]), "{unread:?}");
    }
}
