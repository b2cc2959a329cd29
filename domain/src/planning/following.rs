//! 工程6 and 7 of a plan whose 本番リリース is moved: what goes with the day.

use super::PlannedLine;
use crate::{
    calendar::BusinessCalendar,
    stage::{Stage, StageState},
    view::{PlanLine, StageCell},
};
use chrono::NaiveDate;

/// 工程6.
const TEST: Stage = Stage::ALL[5];

/// The days of 工程6 and 7 that go with a 本番 moved from `from` to `to`, of the lanes that were to go live on `from`, or
/// would after `to`. 工程7 begins on the day and lasts as long as before; 工程6 ends as many 開庁日 before it as before,
/// and the day before at the latest. What has been released stands, and what is not the asker's to move.
pub fn follow_go_live(
    lines: &[PlanLine],
    from: Option<NaiveDate>,
    to: NaiveDate,
    calendar: &BusinessCalendar,
) -> Vec<PlannedLine> {
    let cells = || lines.iter().map(|line| &line.cell).filter(|cell| cell.state != StageState::NotApplicable);
    let release_of = |system: &Option<String>| cells().find(|it| it.stage == Stage::RELEASE && it.system == *system);
    let mut moved = Vec::new();
    for line in lines.iter().filter(|line| line.may_move && !line.cell.state.is_over()) {
        let cell = &line.cell;
        let release = release_of(&cell.system);
        if release.is_some_and(|it| it.state != StageState::NotStarted) {
            continue;
        }
        let was = release.map(|it| it.planned_start).or(from);
        if !was.is_some_and(|day| Some(day) == from || day > to) {
            continue;
        }
        let (start, end) = match cell.stage {
            Stage::RELEASE => after(cell, to, calendar),
            TEST => before(cell, was.unwrap_or(to), to, calendar),
            _ => continue,
        };
        moved.push(PlannedLine { stage: cell.stage, system: cell.system.clone(), start, end });
    }
    moved
}

fn after(cell: &StageCell, to: NaiveDate, calendar: &BusinessCalendar) -> (NaiveDate, NaiveDate) {
    if cell.planned_start == to {
        return (cell.planned_start, cell.planned_end);
    }
    let days = calendar.between(cell.planned_start, cell.planned_end).max(0);
    (to, calendar.add(to, days))
}

fn before(cell: &StageCell, was: NaiveDate, to: NaiveDate, calendar: &BusinessCalendar) -> (NaiveDate, NaiveDate) {
    let apart = calendar.between(cell.planned_end, was).max(0);
    let end = calendar.add(to, -apart).min(calendar.previous(to));
    (cell.planned_start.min(end), end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use StageState::{Done, InProgress, NotStarted};

    fn line(stage: u8, system: &str, state: StageState, start: &str, end: &str) -> PlanLine {
        let day = |it: &str| it.parse::<NaiveDate>().unwrap();
        let cell = StageCell {
            stage: Stage::new(stage).unwrap(),
            system: Some(system.to_owned()),
            state,
            first_start: day(start),
            first_end: day(end),
            planned_start: day(start),
            planned_end: day(end),
            actual_start: None,
            actual_end: None,
            late_days: 0,
            early: false,
            unready: false,
            my_gate: false,
            leave_out_proposed: false,
            leave_out_reason: None,
            replan_reason: None,
            stopped_on: None,
        };
        PlanLine { cell, may_move: !state.is_over() }
    }

    fn followed(lines: &[PlanLine], from: &str, to: &str) -> Vec<(u8, String, String)> {
        let lines = follow_go_live(lines, from.parse().ok(), to.parse().unwrap(), &BusinessCalendar::by_law());
        lines.into_iter().map(|it| (it.stage.number(), it.start.to_string(), it.end.to_string())).collect()
    }

    fn told(stage: u8, start: &str, end: &str) -> (u8, String, String) {
        (stage, start.to_owned(), end.to_owned())
    }

    #[test]
    fn the_test_ends_before_the_day_and_the_follow_up_begins_on_it() {
        let plan = [
            line(5, "A", InProgress, "2026-10-01", "2026-11-13"),
            line(6, "A", NotStarted, "2026-11-16", "2026-11-30"),
            line(7, "A", NotStarted, "2026-12-01", "2026-12-28"),
        ];
        let later = followed(&plan, "2026-12-01", "2026-12-08");
        assert_eq!(later, [told(6, "2026-11-16", "2026-12-07"), told(7, "2026-12-08", "2027-01-08")]);
        let earlier = followed(&plan, "2026-12-01", "2026-11-16");
        assert_eq!(earlier, [told(6, "2026-11-13", "2026-11-13"), told(7, "2026-11-16", "2026-12-14")]);
        assert_eq!(
            followed(&plan, "2026-12-01", "2026-12-01"),
            [told(6, "2026-11-16", "2026-11-30"), told(7, "2026-12-01", "2026-12-28")]
        );
    }

    #[test]
    fn a_lane_that_goes_live_by_itself_and_what_is_released_stand() {
        let plan = [
            line(6, "A", InProgress, "2026-11-02", "2026-11-13"),
            line(7, "A", NotStarted, "2026-11-16", "2026-12-28"),
            line(6, "B", Done, "2026-11-02", "2026-11-13"),
            line(7, "B", InProgress, "2026-12-01", "2026-12-28"),
        ];
        assert_eq!(followed(&plan, "2026-12-01", "2026-12-08"), [], "A is to go live first, B is live");
        let before_it = followed(&plan, "2026-12-01", "2026-11-12");
        assert_eq!(before_it.iter().map(|it| it.0).collect::<Vec<_>>(), [6, 7], "no lane goes live after the case");
    }
}
