//! 実績 that was told wrongly is corrected, with a reason, and stays in the history. The decision at the gate stays as it
//! was: its day is no 実績.

use super::{StageVerb, Standing, may_start, starting};
use crate::{
    actor::Actor,
    organisation::Side,
    policy::Action,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    stage::StageState,
    text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A day of 実績 that was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayMoved {
    /// The day before; none where none was told.
    pub from: Option<NaiveDate>,
    /// The day after.
    pub to: NaiveDate,
}

/// The days of 実績 that were moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// 実績開始.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DayMoved>,
    /// 実績終了.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DayMoved>,
}

/// How far the actor corrects 実績.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Corrects {
    /// The start only.
    Start,
    /// The start and the end.
    Both,
}

/// The form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionInput {
    /// 実績開始.
    pub start: String,
    /// 実績終了; empty where the form has none.
    pub end: String,
    /// 理由.
    pub reason: String,
}

/// What a correction is judged by, besides the 工程 itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actuals {
    /// 実績開始 so far.
    pub start: Option<NaiveDate>,
    /// 実績終了 so far.
    pub end: Option<NaiveDate>,
    /// The day of the decision that ended the 工程, where one is kept.
    pub decided_on: Option<NaiveDate>,
    /// The first day of the 期間 of the case.
    pub period_from: NaiveDate,
    /// The day (JST).
    pub today: NaiveDate,
}

/// How far the actor corrects 実績 of the 工程 as it stands: the start is corrected by who may start it, and once it is
/// 完了 its end too, though not by a vendor: it was the city, or the 責任者, who said that it is over.
pub fn corrects(actor: &Actor, standing: &Standing) -> Option<Corrects> {
    if !may_start(actor, standing) {
        return None;
    }
    match standing.state {
        StageState::NotStarted | StageState::NotApplicable => None,
        StageState::Done if actor.side() != Side::Vendor => Some(Corrects::Both),
        StageState::InProgress | StageState::AwaitingGate | StageState::Done => Some(Corrects::Start),
    }
}

/// Reads a correction by the rules of the first entry: no day to come, no start long before the 期間, no end before the
/// start. The work was over when its gate was decided, so that it does not end later.
///
/// # Errors
/// Not the actor's, the 工程 has not begun, the case is over, or problems beside the fields.
pub fn correct(
    actor: &Actor,
    standing: &Standing,
    actuals: Actuals,
    input: &CorrectionInput,
) -> Result<(Corrected, String), Refusal> {
    if !may_start(actor, standing) {
        return Err(Refusal::NotAllowed(Action::Progress));
    }
    standing.check_case(StageVerb::Correct)?;
    let wrong = Refusal::WrongStage { state: standing.state, attempted: StageVerb::Correct };
    let reach = corrects(actor, standing).ok_or(wrong)?;
    let mut problems = Problems::default();
    let start = typed(Field::ActualStart, &input.start, actuals.start, actuals.today).and_then(|day| {
        match day.filter(|it| Some(*it) != actuals.start) {
            Some(moved) => starting::not_long_before(Field::ActualStart, moved, Some(actuals.period_from)).map(Some),
            None => Ok(day),
        }
    });
    let start = problems.keep(start).flatten();
    let end = match reach {
        Corrects::Both => problems.keep(typed(Field::ActualEnd, &input.end, actuals.end, actuals.today)).flatten(),
        Corrects::Start => {
            if !input.end.trim().is_empty() {
                problems.add(Field::ActualEnd, Problem::NotYours);
            }
            actuals.end
        }
    };
    let latest = actuals.decided_on.filter(|latest| end != actuals.end && end > Some(*latest));
    if let Some(latest) = latest {
        problems.add(Field::ActualEnd, Problem::TooFar { latest });
    }
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        match reach {
            Corrects::Both => problems.add(Field::ActualEnd, Problem::NotBefore { day: start }),
            Corrects::Start => problems.add(Field::ActualStart, Problem::TooFar { latest: end }),
        }
    }
    let reason = problems.keep(text::note(Field::Reason, &input.reason));
    problems.finish()?;
    let moved = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        to.filter(|to| from != Some(*to)).map(|to| DayMoved { from, to })
    };
    let corrected = Corrected { start: moved(actuals.start, start), end: moved(actuals.end, end) };
    if corrected == Corrected::default() {
        return Err(Refusal::field(Field::ActualStart, Problem::Unchanged));
    }
    Ok((corrected, reason.unwrap_or_default()))
}

/// A day that was told is not taken back; where none was, none need be given.
fn typed(
    field: Field,
    typed: &str,
    held: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, FieldProblem> {
    match (typed.trim().is_empty(), held) {
        (true, None) => Ok(None),
        (true, Some(_)) => Err(FieldProblem::new(field, Problem::Required)),
        (false, _) => starting::day(field, typed, today).map(Some),
    }
}
