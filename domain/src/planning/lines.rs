//! The lines of a plan: 工程1 and 2 once, 3 to 7 once per lane.

use super::LineInput;
use crate::{
    date::parse_day,
    refusal::{Field, LineOfPlan, PlanProblem, Problem, Problems},
    stage::Stage,
};
use chrono::NaiveDate;

/// The days of one 工程 of the case or of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedLine {
    /// 工程.
    pub stage: Stage,
    /// Code of the lane's system.
    pub system: Option<String>,
    /// 予定開始.
    pub start: NaiveDate,
    /// 予定終了.
    pub end: NaiveDate,
}

impl PlannedLine {
    pub(super) fn problem(&self, wrong: PlanProblem) -> Problem {
        Problem::InPlan(LineOfPlan { stage: self.stage, system: self.system.clone(), wrong })
    }
}

/// Reads the days of each line; a line with a problem is left out and noted.
pub fn read_lines(typed: &[LineInput], problems: &mut Problems) -> Vec<PlannedLine> {
    let mut lines = Vec::new();
    for line in typed {
        let mut wrong = |wrong| {
            let (stage, system) = (line.stage, line.system.clone());
            problems.add(Field::Plan, Problem::InPlan(LineOfPlan { stage, system, wrong }));
        };
        match (parse_day(&line.start), parse_day(&line.end)) {
            (Err(problem), _) | (_, Err(problem)) => wrong(PlanProblem::Date(problem)),
            (Ok(start), Ok(end)) if end < start => wrong(PlanProblem::EndBeforeStart),
            (Ok(start), Ok(end)) => {
                lines.push(PlannedLine { stage: line.stage, system: line.system.clone(), start, end });
            }
        }
    }
    lines
}

/// Notes every line that a case with these systems needs and that was not typed.
pub fn lines_missing(typed: &[LineInput], systems: &[String], problems: &mut Problems) {
    let whole = Stage::ALL.into_iter().filter(|it| !it.is_per_lane()).map(|stage| (stage, None));
    missing(typed, whole, problems);
    for system in systems {
        lane_missing(typed, system, problems);
    }
}

/// Every 工程 of one lane is there.
pub fn lane_missing(typed: &[LineInput], system: &str, problems: &mut Problems) {
    let of_lane = Stage::ALL.into_iter().filter(|it| it.is_per_lane());
    missing(typed, of_lane.map(|stage| (stage, Some(system.to_owned()))), problems);
}

fn missing(typed: &[LineInput], needed: impl Iterator<Item = (Stage, Option<String>)>, problems: &mut Problems) {
    for (stage, system) in needed {
        let there = typed.iter().any(|it| it.stage == stage && it.system == system);
        if !there {
            problems.add(Field::Plan, Problem::InPlan(LineOfPlan { stage, system, wrong: PlanProblem::Missing }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{planning::check_lines, refusal::Refusal};

    fn line(stage: u8, system: Option<&str>, start: &str, end: &str) -> LineInput {
        let (start, end) = (start.to_owned(), end.to_owned());
        LineInput { stage: Stage::new(stage).unwrap(), system: system.map(str::to_owned), start, end }
    }

    fn wrong(typed: &[LineInput], systems: &[&str], go_live: &str) -> Vec<(u8, Option<String>, PlanProblem)> {
        let mut problems = Problems::default();
        let systems: Vec<String> = systems.iter().map(|it| (*it).to_owned()).collect();
        lines_missing(typed, &systems, &mut problems);
        let lines = read_lines(typed, &mut problems);
        check_lines(&lines, Some(go_live.parse().unwrap()), &mut problems);
        let Err(Refusal::Invalid(found)) = problems.finish() else { return Vec::new() };
        let told = found.into_iter().map(|it| match it.problem {
            Problem::InPlan(line) => (line.stage.number(), line.system, line.wrong),
            other => panic!("{other:?}"),
        });
        told.collect()
    }

    fn good() -> Vec<LineInput> {
        let whole = [line(1, None, "2026-12-01", "2026-12-11"), line(2, None, "R8.12.14", "2026-12-25")];
        let of = |system| {
            [
                line(3, Some(system), "2027-01-04", "2027-01-15"),
                line(4, Some(system), "2027-01-18", "2027-01-29"),
                // Overlaps with 4: allowed.
                line(5, Some(system), "2027-01-25", "2027-02-26"),
                line(6, Some(system), "2027-03-01", "2027-03-24"),
                line(7, Some(system), "2027-03-25", "2027-04-30"),
            ]
        };
        whole.into_iter().chain(of("SHOMU")).chain(of("JINKYU")).collect()
    }

    #[test]
    fn a_plan_names_every_stage_of_every_lane_once() {
        assert_eq!(wrong(&good(), &["SHOMU", "JINKYU"], "2027-03-25"), []);
        let missing = wrong(&good(), &["SHOMU", "JINKYU", "RINJI"], "2027-03-25");
        let rinji = Some("RINJI".to_owned());
        assert_eq!(missing, [3, 4, 5, 6, 7].map(|stage| (stage, rinji.clone(), PlanProblem::Missing)));
    }

    #[test]
    fn each_line_is_told_what_is_wrong_with_it() {
        let shomu = || Some("SHOMU".to_owned());
        let mut typed = good();
        typed[0].end = "2026-11-30".to_owned();
        typed[2].start = "来週".to_owned();
        let told = wrong(&typed, &["SHOMU", "JINKYU"], "2027-03-25");
        let (none, not_a_date) = (None, PlanProblem::Date(crate::date::DateProblem::NotADate));
        assert_eq!(told, [(1, none, PlanProblem::EndBeforeStart), (3, shomu(), not_a_date)]);
        let mut typed = good();
        typed[4].start = "2027-01-05".to_owned();
        assert_eq!(wrong(&typed, &["SHOMU", "JINKYU"], "2027-03-25"), [(5, shomu(), PlanProblem::BeforePrevious)]);
        let late = wrong(&good(), &["SHOMU", "JINKYU"], "2027-03-24");
        assert_eq!(late.len(), 2, "both lanes go live after the case: {late:?}");
        let early = wrong(&good(), &["SHOMU", "JINKYU"], "2027-03-26");
        let left = |system: &str| (7, Some(system.to_owned()), PlanProblem::BeforeGoLive);
        assert_eq!(early, [left("SHOMU"), left("JINKYU")], "nothing goes live on the day of the case");
        // One goes live before the other: the case goes live with its last.
        let mut typed = good();
        typed[6].start = "2027-03-23".to_owned();
        typed[5].end = "2027-03-22".to_owned();
        assert_eq!(wrong(&typed, &["SHOMU", "JINKYU"], "2027-03-25"), []);
    }

    #[test]
    fn nothing_before_a_release_ends_after_it_and_no_stage_ends_before_the_one_before() {
        let shomu = || Some("SHOMU".to_owned());
        let after = |stage: usize, end: &str| {
            let mut typed = good();
            typed[stage].end = end.to_owned();
            wrong(&typed, &["SHOMU", "JINKYU"], "2027-03-25")
        };
        assert_eq!(after(5, "2027-03-25"), [], "on the day itself it is odd, not wrong");
        assert_eq!(after(5, "2027-03-26"), [(6, shomu(), PlanProblem::EndsAfterGoLive)]);
        let five = after(4, "2027-03-26");
        let six = (6, shomu(), PlanProblem::EndsBeforePrevious);
        assert_eq!(five, [(5, shomu(), PlanProblem::EndsAfterGoLive), six], "and 工程6 is over before 工程5");
        assert_eq!(after(3, "2027-03-01"), [(5, shomu(), PlanProblem::EndsBeforePrevious)]);
        // A lane that goes live earlier is judged by its own day.
        let mut typed = good();
        typed[6].start = "2027-03-23".to_owned();
        assert_eq!(wrong(&typed, &["SHOMU", "JINKYU"], "2027-03-25"), [(6, shomu(), PlanProblem::EndsAfterGoLive)]);
        let whole = after(1, "2027-03-26");
        assert_eq!(whole[0], (2, None, PlanProblem::EndsAfterGoLive), "工程1 and 2 by that of the case: {whole:?}");
    }
}
