//! What a moved plan is judged by, before it is saved.

use super::{found::FoundCase, replanning::Held};
use crate::Result;
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    date::parse_day,
    planning::{PlannedLine, ReplanInput, check_lines, may_replan},
    policy::Action,
    refusal::{Field, FieldProblem, LineOfPlan, Problem, Problems, Refusal},
    stage::{Stage, StageState},
};

/// The plan as it will be has to hold together. What was wrong before and is not touched is nobody's fault now: a plan
/// that came from elsewhere may have its own irregularities.
pub(super) fn check_moved(
    held: &[Held],
    moved: &[(&Held, PlannedLine)],
    [from, to]: [Option<NaiveDate>; 2],
    problems: &mut Problems,
) {
    // What is 対象外 orders nothing, and what is over took the days that it took.
    let in_scope = || held.iter().filter(|it| it.state != StageState::NotApplicable);
    let standing = |it: &Held| {
        let line = it.line();
        let (start, end) = (it.row.actual_start.unwrap_or(line.start), it.row.actual_end.unwrap_or(line.end));
        if it.state.is_over() { PlannedLine { start, end, ..line } } else { line }
    };
    let before: Vec<_> = in_scope().map(standing).collect();
    let after = in_scope().map(|it| {
        let moved = moved.iter().find(|(known, _)| known.row.id == it.row.id);
        moved.map_or_else(|| standing(it), |(_, line)| line.clone())
    });
    let after: Vec<_> = after.collect();
    let known = wrong(&before, from);
    let touched = |line: &LineOfPlan| moved.iter().any(|(_, it)| it.stage == line.stage && it.system == line.system);
    for line in wrong(&after, to) {
        if touched(&line) || !known.contains(&line) {
            problems.add(Field::Plan, Problem::InPlan(line));
        }
    }
}

fn wrong(lines: &[PlannedLine], go_live: Option<NaiveDate>) -> Vec<LineOfPlan> {
    let mut problems = Problems::default();
    check_lines(lines, go_live, &mut problems);
    let Err(Refusal::Invalid(found)) = problems.finish() else { return Vec::new() };
    let line = |it: FieldProblem| if let Problem::InPlan(line) = it.problem { Some(line) } else { None };
    found.into_iter().filter_map(line).collect()
}

/// 本番リリース予定 where the form offers it; a vendor's does not. It is moved to no day that has passed, while there is
/// something to release.
pub(super) fn go_live_typed(
    actor: &Actor,
    found: &FoundCase,
    held: &[Held],
    input: &ReplanInput,
    today: NaiveDate,
    problems: &mut Problems,
) -> Result<Option<NaiveDate>> {
    let Some(typed) = &input.go_live_on else { return Ok(None) };
    if typed.trim().is_empty() {
        problems.add(Field::GoLiveOn, Problem::Required);
        return Ok(None);
    }
    let day = parse_day(typed).map_err(|problem| FieldProblem::new(Field::GoLiveOn, Problem::Date(problem)));
    let day = problems.keep(day);
    let moves = day.is_some() && day != found.row.go_live_on;
    if moves && !may_replan(actor, &found.parties, None) {
        return Err(Refusal::NotAllowed(Action::Baseline).into());
    }
    let to_release = || held.iter().any(|it| it.stage == Stage::RELEASE && it.state == StageState::NotStarted);
    if moves && day.is_some_and(|day| day < today) && to_release() {
        problems.add(Field::GoLiveOn, Problem::Past { today });
    }
    Ok(day)
}
