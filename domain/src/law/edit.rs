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
    pub fn read(actor: &Actor, input: &LawInput, held: Option<LawState>) -> Result<Self, Refusal> {
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
