//! A plan as a whole: what in it is impossible, and what is only odd.

use super::PlannedLine;
use crate::{
    calendar::BusinessCalendar,
    refusal::{Field, PlanProblem, Problems},
    stage::{Stage, StageState},
    view::StageCell,
};
use chrono::NaiveDate;

/// Notes what is impossible in the lines as a whole, beside the line that has to give way:
///
/// - a 工程 starts before one before it starts, or ends before one before it ends (its gate comes after that one's);
/// - 工程1 to 6 end after the 本番 of their lane, which is the start of its 工程7;
/// - 工程7 of a lane starts after 本番リリース予定, or every lane's before it: the case goes live with its last lane.
///
/// 工程 may overlap: one starts while the one before it is not over. `lines`: without those that are 対象外; one that is
/// over with the days that it took.
pub fn check_lines(lines: &[PlannedLine], go_live: Option<NaiveDate>, problems: &mut Problems) {
    for line in lines {
        if let Some(wrong) = wrong(line, lines, go_live) {
            problems.add(Field::Plan, line.problem(wrong));
        }
    }
}

fn wrong(line: &PlannedLine, lines: &[PlannedLine], go_live: Option<NaiveDate>) -> Option<PlanProblem> {
    let before = || before(line, lines);
    if before().any(|it| it.start > line.start) {
        return Some(PlanProblem::BeforePrevious);
    }
    if line.stage != Stage::RELEASE && release_of(line, lines, go_live).is_some_and(|day| line.end > day) {
        return Some(PlanProblem::EndsAfterGoLive);
    }
    if line.stage == Stage::RELEASE {
        let last = releases(lines).max();
        if go_live.is_some_and(|day| line.start > day) {
            return Some(PlanProblem::AfterGoLive);
        }
        if go_live.is_some_and(|day| last.is_some_and(|last| last < day)) {
            return Some(PlanProblem::BeforeGoLive);
        }
    }
    before().any(|it| it.end > line.end).then_some(PlanProblem::EndsBeforePrevious)
}

/// The lines of the 工程 before it: of the case, and of the same lane.
fn before<'a>(line: &'a PlannedLine, lines: &'a [PlannedLine]) -> impl Iterator<Item = &'a PlannedLine> {
    let own = |it: &&PlannedLine| it.system == line.system || it.system.is_none();
    lines.iter().filter(own).filter(|it| it.stage < line.stage)
}

fn releases(lines: &[PlannedLine]) -> impl Iterator<Item = NaiveDate> {
    lines.iter().filter(|it| it.stage == Stage::RELEASE).map(|it| it.start)
}

/// The day its lane goes live; that of the case for what is of no lane, and where 工程7 is 対象外.
fn release_of(line: &PlannedLine, lines: &[PlannedLine], go_live: Option<NaiveDate>) -> Option<NaiveDate> {
    let of_lane = || lines.iter().find(|it| it.stage == Stage::RELEASE && it.system == line.system).map(|it| it.start);
    line.system.as_ref().and_then(|_| of_lane()).or(go_live)
}

/// What is possible in a line, but unusual: it is shown, and saved as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanOddity {
    /// It starts before the 工程 before it ends: an early start, which will need a reason.
    Overlaps,
    /// It ends on the very day of 本番リリース.
    EndsOnGoLive,
    /// 工程7 of this lane starts before 本番リリース予定 of the case.
    GoesLiveFirst,
    /// It starts or ends on a 閉庁日.
    ClosedDay,
}

/// What is odd in a line. `line`: one that has not begun.
pub fn oddities(
    line: &PlannedLine,
    lines: &[PlannedLine],
    go_live: Option<NaiveDate>,
    calendar: &BusinessCalendar,
) -> Vec<PlanOddity> {
    let is_release = line.stage == Stage::RELEASE;
    let release = release_of(line, lines, go_live);
    // What is wrong is not odd as well.
    let found = [
        (before(line, lines).any(|it| it.end >= line.start && it.start <= line.start), PlanOddity::Overlaps),
        (!is_release && release == Some(line.end), PlanOddity::EndsOnGoLive),
        (
            is_release && releases(lines).any(|it| Some(it) == go_live) && go_live.is_some_and(|day| line.start < day),
            PlanOddity::GoesLiveFirst,
        ),
        (!calendar.is_open(line.start) || !calendar.is_open(line.end), PlanOddity::ClosedDay),
    ];
    found.into_iter().filter_map(|(is_so, what)| is_so.then_some(what)).collect()
}

/// What there is to say of a line of a plan as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanFlaw {
    /// It cannot be: it came from elsewhere, or something around it changed.
    Wrong(PlanProblem),
    /// It is unusual.
    Odd(PlanOddity),
}

/// The lines of a plan that order one another: without those that are 対象外; what is over with the days it took.
pub fn lines_of(cells: &[StageCell]) -> Vec<PlannedLine> {
    let in_scope = cells.iter().filter(|cell| cell.state != StageState::NotApplicable);
    let line = |cell: &StageCell| {
        let (start, end) = match (cell.state, cell.actual_start, cell.actual_end) {
            (StageState::Done, Some(start), Some(end)) => (start, end),
            _ => (cell.planned_start, cell.planned_end),
        };
        PlannedLine { stage: cell.stage, system: cell.system.clone(), start, end }
    };
    in_scope.map(line).collect()
}

/// What is wrong or odd in a plan as it stands, of the 工程 that are not over.
pub fn flaws(
    cells: &[StageCell],
    go_live: Option<NaiveDate>,
    calendar: &BusinessCalendar,
) -> Vec<(Stage, Option<String>, PlanFlaw)> {
    let lines = lines_of(cells);
    let state = |line: &PlannedLine| {
        let cell = cells.iter().find(|cell| (cell.stage, &cell.system) == (line.stage, &line.system));
        cell.map_or(StageState::NotStarted, |cell| cell.state)
    };
    let open = lines.iter().filter(|line| !state(line).is_over());
    let of_line = |line: &PlannedLine| {
        let mut found: Vec<PlanFlaw> = wrong(line, &lines, go_live).map(PlanFlaw::Wrong).into_iter().collect();
        if state(line) == StageState::NotStarted {
            found.extend(oddities(line, &lines, go_live, calendar).into_iter().map(PlanFlaw::Odd));
        }
        let (stage, system) = (line.stage, line.system.clone());
        found.into_iter().map(move |flaw| (stage, system.clone(), flaw)).collect::<Vec<_>>()
    };
    open.flat_map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stage: u8, system: Option<&str>, start: &str, end: &str) -> PlannedLine {
        let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
        PlannedLine { stage: Stage::new(stage).unwrap(), system: system.map(str::to_owned), start, end }
    }

    fn odd(lines: &[PlannedLine], go_live: &str) -> Vec<(u8, Option<String>, PlanOddity)> {
        let calendar = BusinessCalendar::by_law();
        let of = |it: &PlannedLine| {
            let found = oddities(it, lines, Some(go_live.parse().unwrap()), &calendar);
            let (stage, system) = (it.stage.number(), it.system.clone());
            found.into_iter().map(move |what| (stage, system.clone(), what)).collect::<Vec<_>>()
        };
        lines.iter().flat_map(of).collect()
    }

    #[test]
    fn what_is_unusual_is_said_of_its_own_line() {
        let good = [
            line(2, None, "2027-01-04", "2027-01-15"),
            line(6, Some("SHOMU"), "2027-03-01", "2027-03-24"),
            line(7, Some("SHOMU"), "2027-03-25", "2027-04-30"),
            line(7, Some("JINKYU"), "2027-03-25", "2027-04-30"),
        ];
        assert_eq!(odd(&good, "2027-03-25"), []);
        let shomu = || Some("SHOMU".to_owned());
        let mut plan = good.clone();
        plan[0].end = "2027-03-01".parse().unwrap();
        assert_eq!(odd(&plan, "2027-03-25"), [(6, shomu(), PlanOddity::Overlaps)]);
        let mut plan = good.clone();
        plan[1].end = plan[2].start;
        // 工程7 begins while 工程6 is not over.
        let both = [(6, shomu(), PlanOddity::EndsOnGoLive), (7, shomu(), PlanOddity::Overlaps)];
        assert_eq!(odd(&plan, "2027-03-25"), both);
        let mut plan = good.clone();
        plan[3].start = "2027-03-23".parse().unwrap();
        assert_eq!(odd(&plan, "2027-03-25"), [(7, Some("JINKYU".to_owned()), PlanOddity::GoesLiveFirst)]);
        let mut plan = good;
        plan[0].start = "2027-01-03".parse().unwrap();
        assert_eq!(odd(&plan, "2027-03-25"), [(2, None, PlanOddity::ClosedDay)]);
    }
}
