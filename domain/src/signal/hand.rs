//! A 信号 set by hand: with a reason, until a day, over what the rule says.

use super::{Judgement, Signal, SignalReason};
use crate::{
    actor::Actor,
    calendar::BusinessCalendar,
    date::parse_day,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    role::Role,
    text,
    visibility::Scope,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most 開庁日 a 信号 may be set by hand for; then somebody looks again.
const LONGEST: i32 = 20;

/// Who reads that a 信号 was set by hand, why, and how it changed: 市 and 管理者. The reason may speak
/// of any system of the case.
pub const HAND_SCOPE: Scope = Scope::CityManager;

/// A 信号 set by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// Which.
    pub signal: Signal,
    /// 理由.
    pub reason: String,
    /// The last day it counts.
    pub until: NaiveDate,
    /// Who set it.
    pub by: String,
}

impl ByHand {
    /// Whether it still counts; it vanishes by its day alone.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        day <= self.until
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Problems beside the fields: no 信号, no reason, no day, one past or too far ahead.
    pub fn read(
        actor: &Actor,
        signal: &str,
        until: &str,
        reason: &str,
        today: NaiveDate,
        calendar: &BusinessCalendar,
    ) -> Result<Self, Refusal> {
        let mut problems = Problems::default();
        let signal = problems.keep(chosen(signal));
        let until = problems.keep(last_day(until, today, calendar));
        let reason = problems.keep(text::note(Field::Reason, reason));
        problems.finish()?;
        let (Some(signal), Some(until), Some(reason)) = (signal, until, reason) else {
            return Err(Refusal::Invalid(Vec::new()));
        };
        Ok(Self { signal, reason, until, by: actor.name.clone() })
    }
}

fn chosen(code: &str) -> Result<Signal, FieldProblem> {
    let problem = if code.trim().is_empty() { Problem::Required } else { Problem::UnknownChoice };
    Signal::parse(code.trim()).ok_or(FieldProblem::new(Field::Signal, problem))
}

fn last_day(input: &str, today: NaiveDate, calendar: &BusinessCalendar) -> Result<NaiveDate, FieldProblem> {
    let problem = |it| FieldProblem::new(Field::Due, it);
    if input.trim().is_empty() {
        return Err(problem(Problem::Required));
    }
    let latest = calendar.add(today, LONGEST);
    match parse_day(input) {
        Ok(day) if day < today => Err(problem(Problem::Past { today })),
        Ok(day) if day > latest => Err(problem(Problem::TooFar { latest })),
        Ok(day) => Ok(day),
        Err(error) => Err(problem(Problem::Date(error))),
    }
}

/// Whether the actor, who can see the case, may set its 信号 by hand: 責任者 and 業務管理者.
pub const fn may_override(actor: &Actor) -> bool {
    matches!(actor.role, Role::CenterLead | Role::OperationsManager)
}

impl Judgement {
    /// With a 信号 that was set by hand laid over it: it shows first and counts, and what the rule says
    /// stays readable below. One that is over, or on a finished case, changes nothing.
    #[must_use]
    pub fn overridden(mut self, hand: Option<ByHand>, today: NaiveDate) -> Self {
        let (Some(judged), Some(hand)) = (self.signal, hand.filter(|it| it.counts_on(today))) else { return self };
        self.signal = Some(hand.signal);
        self.reasons.insert(0, SignalReason::ByHand { judged, hand });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn hand(signal: Signal) -> ByHand {
        ByHand { signal, reason: "理由".to_owned(), until: day("2026-11-27"), by: "人".to_owned() }
    }

    fn judged() -> Judgement {
        let late = SignalReason::StageSlip { stage: 5, system: None, days: 3 };
        Judgement { signal: Some(Signal::Yellow), reasons: vec![late] }
    }

    #[test]
    fn it_counts_up_to_its_day_and_vanishes_after_it() {
        for (today, signal) in
            [("2026-11-24", Signal::Red), ("2026-11-27", Signal::Red), ("2026-11-28", Signal::Yellow)]
        {
            let shown = judged().overridden(Some(hand(Signal::Red)), day(today));
            assert_eq!(shown.signal, Some(signal), "{today}");
            assert_eq!(shown.reasons.len(), if signal == Signal::Red { 2 } else { 1 }, "{today}");
        }
    }

    #[test]
    fn what_the_rule_says_stays_readable_under_a_calmer_one() {
        let shown = judged().overridden(Some(hand(Signal::Blue)), day("2026-11-24"));
        assert_eq!(shown.signal, Some(Signal::Blue));
        assert!(matches!(&shown.reasons[0], SignalReason::ByHand { judged: Signal::Yellow, .. }));
        assert_eq!(shown.reasons[1..], judged().reasons);
    }

    #[test]
    fn a_finished_case_has_no_signal_whatever_somebody_set() {
        let none = Judgement::default().overridden(Some(hand(Signal::Red)), day("2026-11-24"));
        assert_eq!(none, Judgement::default());
    }

    #[test]
    fn the_last_day_is_neither_past_nor_far_away() {
        let calendar = BusinessCalendar::by_law();
        let today = day("2026-11-24");
        let read = |text| last_day(text, today, &calendar).map_err(|it| it.problem);
        assert_eq!(read("2026-11-24"), Ok(today));
        // 20 開庁日 from a Tuesday without holidays between: four weeks.
        assert_eq!(read("2026-12-22"), Ok(day("2026-12-22")));
        assert_eq!(read("2026-12-23"), Err(Problem::TooFar { latest: day("2026-12-22") }));
        assert_eq!(read("2026-11-23"), Err(Problem::Past { today }));
        assert_eq!(read(" "), Err(Problem::Required));
        assert!(matches!(read("来週"), Err(Problem::Date(_))));
        assert_eq!(chosen("").map_err(|it| it.problem), Err(Problem::Required));
        assert_eq!(chosen("green").map_err(|it| it.problem), Err(Problem::UnknownChoice));
    }
}
