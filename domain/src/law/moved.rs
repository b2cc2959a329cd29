//! The days of a 制度改正 move under the cases that were planned for them.

use super::LawFields;
use crate::{
    actor::Actor,
    planning::{CaseParties, may_replan},
    policy::Action,
    refusal::{Field, FieldProblem, Problem, Refusal},
    text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A day before and after; none where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayMove {
    /// Before.
    pub from: Option<NaiveDate>,
    /// After.
    pub to: Option<NaiveDate>,
}

impl DayMove {
    fn of(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Self> {
        (from != to).then_some(Self { from, to })
    }

    fn after(earlier: Option<Self>, now: Option<Self>) -> Option<Self> {
        match (earlier, now) {
            (Some(earlier), Some(now)) => Self::of(earlier.from, now.to),
            (one, other) => other.or(one),
        }
    }
}

/// What moved in a 制度改正 since the plan of a case was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawMove {
    /// The day (JST) it was moved.
    pub on: NaiveDate,
    /// 施行日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<DayMove>,
    /// 適用日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<DayMove>,
}

impl LawMove {
    /// What an edit moves; `None` when it leaves both days alone.
    pub fn of(before: &LawFields, after: &LawFields, on: NaiveDate) -> Option<Self> {
        let in_force = DayMove::of(before.in_force_on, after.in_force_on);
        let applies = DayMove::of(before.applies_from, after.applies_from);
        Self { on, in_force, applies }.if_any()
    }

    /// Together with what had moved before and nobody has looked at yet; `None` when all is where it was.
    #[must_use]
    pub fn after(self, earlier: Option<&Self>) -> Option<Self> {
        let in_force = DayMove::after(earlier.and_then(|it| it.in_force), self.in_force);
        let applies = DayMove::after(earlier.and_then(|it| it.applies), self.applies);
        Self { on: self.on, in_force, applies }.if_any()
    }

    fn if_any(self) -> Option<Self> {
        (self.in_force.is_some() || self.applies.is_some()).then_some(self)
    }
}

/// Whether the actor may say that a move of the law changes nothing in the plan: who may move it as a whole.
pub fn may_settle_law_move(actor: &Actor, case: &CaseParties) -> bool {
    may_replan(actor, case, None)
}

/// 「予定への影響なし」: why. `late_for`: the last day in time, of a case whose 本番 is after it and not let pass.
///
/// # Errors
/// Not the actor's to say, no reason, or 本番 is too late now: that is an effect.
pub fn settle_law_move(
    actor: &Actor,
    case: &CaseParties,
    late_for: Option<NaiveDate>,
    reason: &str,
) -> Result<String, Refusal> {
    if !may_settle_law_move(actor, case) {
        return Err(Refusal::NotAllowed(Action::Baseline));
    }
    match late_for {
        Some(latest) => Err(FieldProblem::new(Field::Reason, Problem::TooLateForLaw { latest }).into()),
        None => Ok(text::note(Field::Reason, reason)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Option<NaiveDate> {
        Some(iso.parse().unwrap())
    }

    fn moved(on: &str, in_force: Option<(&str, &str)>, applies: Option<(&str, &str)>) -> LawMove {
        let days = |it: Option<(&str, &str)>| it.map(|(from, to)| DayMove { from: day(from), to: day(to) });
        LawMove { on: on.parse().unwrap(), in_force: days(in_force), applies: days(applies) }
    }

    #[test]
    fn moves_that_nobody_looked_at_are_told_as_one() {
        let first = moved("2026-11-24", Some(("2028-10-01", "2028-07-01")), None);
        let second = moved("2026-11-25", Some(("2028-07-01", "2028-08-01")), None);
        let both = second.clone().after(Some(&first));
        assert_eq!(both, Some(moved("2026-11-25", Some(("2028-10-01", "2028-08-01")), None)));
        assert_eq!(second.clone().after(None), Some(second));
        let other = moved("2026-11-25", None, Some(("2028-10-01", "2028-04-01")));
        let all = other.after(Some(&first)).unwrap();
        assert_eq!((all.in_force, all.applies.is_some()), (first.in_force, true), "the first one is not forgotten");
        let back = moved("2026-11-26", Some(("2028-07-01", "2028-10-01")), None);
        assert_eq!(back.after(Some(&first)), None, "moved back, all is where it was");
    }
}
