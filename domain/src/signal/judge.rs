//! The rule of the signal.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{CaseFacts, Signal, SignalReason, StageFacts};
use crate::{calendar::BusinessCalendar, stage::Stage};

/// 本番 is near from this many 開庁日 before.
const NEAR_DAYS: i32 = 10;

/// A signal with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The worst signal of all reasons, blue without any; `None` for a finished case.
    pub signal: Option<Signal>,
    /// Why, the worst first; reasons of equal weight in the order of the stages.
    pub reasons: Vec<SignalReason>,
}

/// Judges how a case stands. A deadline today is not late: it ends at 17:15.
pub fn judge(facts: &CaseFacts, calendar: &BusinessCalendar) -> Judgement {
    if facts.finished {
        return Judgement::default();
    }
    let mut reasons: Vec<_> = not_released(facts)
        .into_iter()
        .chain(go_live_after_latest(facts))
        .chain(released_early(facts))
        .chain(lanes_after_latest(facts))
        .chain(facts.law_move.clone().map(|moved| SignalReason::LawMoved { moved }))
        .chain(facts.stages.iter().flat_map(|stage| late_stage(stage, facts, calendar)))
        .chain(overdue_issues(facts))
        .chain(go_live_near(facts, calendar))
        .collect();
    reasons.sort_by_key(|reason| (Reverse(reason.signal()), reason.order()));
    let signal = reasons.first().map_or(Signal::Blue, SignalReason::signal);
    Judgement { signal: Some(signal), reasons }
}

fn go_live_after_latest(facts: &CaseFacts) -> Option<SignalReason> {
    let (go_live, latest) = (facts.go_live?, facts.latest_go_live?);
    let because = facts.late_reason.clone();
    (go_live > latest).then_some(SignalReason::GoLiveAfterLatest { go_live, latest, because })
}

/// The rows of 工程7 that have not begun, or should not have.
fn to_release(facts: &CaseFacts) -> impl Iterator<Item = &StageFacts> {
    facts.stages.iter().filter(|it| {
        it.stage == Stage::RELEASE.number() && (it.actual_start.is_none() || it.unready) && it.actual_end.is_none()
    })
}

fn not_released(facts: &CaseFacts) -> Option<SignalReason> {
    let latest = facts.latest_go_live.filter(|latest| *latest < facts.today)?;
    to_release(facts).next().map(|_| SignalReason::NotReleased { latest })
}

fn released_early(facts: &CaseFacts) -> impl Iterator<Item = SignalReason> {
    to_release(facts).filter(|it| it.unready).map(|it| SignalReason::ReleasedEarly { system: it.system.clone() })
}

/// Where the case as a whole is in time, but not each of its systems.
fn lanes_after_latest(facts: &CaseFacts) -> impl Iterator<Item = SignalReason> {
    let latest = facts.latest_go_live.filter(|latest| facts.go_live.is_none_or(|day| day <= *latest));
    to_release(facts).filter_map(move |it| {
        let (latest, go_live) = (latest?, it.planned_start?);
        let system = it.system.clone();
        (go_live > latest).then_some(SignalReason::LaneAfterLatest { system, go_live, latest })
    })
}

fn late_stage(
    stage: &StageFacts,
    facts: &CaseFacts,
    calendar: &BusinessCalendar,
) -> impl Iterator<Item = SignalReason> {
    let open = stage.actual_end.is_none();
    let not_started = open && stage.actual_start.is_none();
    let named = |days| (days > 0).then(|| (stage.stage, stage.system.clone(), days));
    let slip = if open { slip_days(stage, facts, calendar) } else { None };
    let late_start = stage.planned_start.filter(|_| not_started);
    // What has not begun and is not due is late in its plan alone.
    let only_planned = not_started && stage.planned_end.is_some_and(|end| end >= facts.today);
    let slip = slip.and_then(named).map(|(stage, system, days)| match only_planned {
        true => SignalReason::PlannedLater { stage, system, days },
        false => SignalReason::StageSlip { stage, system, days },
    });
    let late_start = late_start
        .and_then(|start| named(calendar.between(start, facts.today)))
        .map(|(stage, system, days)| SignalReason::LateStart { stage, system, days });
    slip.into_iter().chain(late_start)
}

/// From the first planned end, or the current one where that is earlier, to the end
/// as it looks today: the current plan, or today where the plan has passed.
fn slip_days(stage: &StageFacts, facts: &CaseFacts, calendar: &BusinessCalendar) -> Option<i32> {
    let planned = stage.planned_end.or(stage.first_end)?;
    let promised = stage.first_end.map_or(planned, |first| first.min(planned));
    Some(calendar.between(promised, planned.max(facts.today)))
}

fn overdue_issues(facts: &CaseFacts) -> Option<SignalReason> {
    (facts.overdue_issues > 0)
        .then_some(SignalReason::OverdueIssues { count: facts.overdue_issues, worst_days: facts.worst_overdue_days })
}

fn go_live_near(facts: &CaseFacts, calendar: &BusinessCalendar) -> impl Iterator<Item = SignalReason> {
    let days = facts
        .go_live
        .filter(|&day| day >= facts.today)
        .map(|day| calendar.between(facts.today, day))
        .filter(|&days| days <= NEAR_DAYS);
    // What keeps a gate shut is no better on the day after.
    let is_past = facts.go_live.is_some_and(|day| day < facts.today) && to_release(facts).next().is_some();
    let blocking = (facts.blocking_open > 0 && (days.is_some() || is_past))
        .then_some(SignalReason::BlockingIssues { count: facts.blocking_open });
    let severe =
        days.filter(|_| facts.severe_open > 0).map(|days| SignalReason::GoLiveNear { days, severe: facts.severe_open });
    blocking.into_iter().chain(severe)
}

#[cfg(test)]
mod tests;
