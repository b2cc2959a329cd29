//! The rest of a plan, as tables of cases.

use super::*;
use crate::planning::{check_lines, propose};
use crate::refusal::Problems;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn stage(n: u8) -> Stage {
    Stage::new(n).unwrap()
}

/// A case of these lanes, as it was proposed from 2026-11-24 to 本番 on 2027-03-25.
fn plan(systems: &[&str]) -> Vec<PlanLine> {
    let calendar = BusinessCalendar::by_law();
    let spans = propose(Stage::ALL[0], day("2026-11-24"), day("2027-03-25"), day("2027-04-30"), &calendar).unwrap();
    let line = |span: &Span, system: Option<&str>| PlanLine {
        cell: StageCell {
            stage: span.stage,
            system: system.map(str::to_owned),
            state: StageState::NotStarted,
            first_start: span.start,
            first_end: span.end,
            planned_start: span.start,
            planned_end: span.end,
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
        },
        may_move: true,
    };
    let of = |span: &Span| match span.stage.is_per_lane() {
        true => systems.iter().map(|system| line(span, Some(system))).collect(),
        false => vec![line(span, None)],
    };
    spans.iter().flat_map(of).collect()
}

fn set(lines: &mut [PlanLine], n: u8, system: Option<&str>, state: StageState) {
    for line in lines.iter_mut().filter(|it| it.cell.stage == stage(n) && it.cell.system.as_deref() == system) {
        line.cell.state = state;
        line.may_move = line.may_move && !state.is_over();
        if state != StageState::NotStarted && state != StageState::NotApplicable {
            line.cell.actual_start = Some(line.cell.planned_start);
        }
    }
}

fn again(lines: &[PlanLine], today: &str, go_live: &str) -> Vec<PlannedLine> {
    repropose(lines, day(today), day(go_live), &BusinessCalendar::by_law()).unwrap()
}

fn of(lines: &[PlannedLine], n: u8, system: Option<&str>) -> (String, String) {
    let line = lines.iter().find(|it| it.stage == stage(n) && it.system.as_deref() == system).unwrap();
    (line.start.to_string(), line.end.to_string())
}

/// As saving judges it: the lines that stand with the ones that were proposed.
fn holds_together(held: &[PlanLine], new: &[PlannedLine], go_live: &str) {
    let stands = held.iter().filter(|it| it.cell.state == StageState::Done).map(|it| PlannedLine {
        stage: it.cell.stage,
        system: it.cell.system.clone(),
        start: it.cell.planned_start,
        end: it.cell.planned_end,
    });
    let all: Vec<PlannedLine> = stands.chain(new.iter().cloned()).collect();
    let mut problems = Problems::default();
    check_lines(&all, Some(day(go_live)), &mut problems);
    assert_eq!(problems.finish(), Ok(()), "{all:#?}");
    assert!(new.iter().all(|it| it.start <= it.end), "{new:#?}");
}

#[test]
fn a_plan_that_nothing_has_touched_is_proposed_as_it_is() {
    let lines = plan(&["SHOMU", "JINKYU"]);
    for today in ["2026-11-02", "2026-11-24"] {
        for (line, held) in again(&lines, today, "2027-03-25").iter().zip(&lines) {
            assert_eq!((line.start, line.end), (held.cell.planned_start, held.cell.planned_end), "{line:?}");
        }
    }
}

#[test]
fn what_is_left_shares_the_days_that_are_left() {
    let mut lines = plan(&["SHOMU", "JINKYU"]);
    for n in [1, 2] {
        set(&mut lines, n, None, StageState::Done);
    }
    set(&mut lines, 3, Some("SHOMU"), StageState::Done);
    set(&mut lines, 3, Some("JINKYU"), StageState::InProgress);
    let new = again(&lines, "2027-02-01", "2027-03-25");
    assert!(new.iter().all(|it| it.stage >= stage(3)), "what is over stands: {new:?}");
    let three = lines.iter().find(|it| it.cell.stage == stage(3)).unwrap().cell.planned_start;
    let (start, end) = of(&new, 3, Some("JINKYU"));
    assert_eq!(start, three.to_string(), "what has begun keeps its start");
    assert!(end.as_str() >= "2027-02-01" && end.as_str() < "2027-02-12", "{end}");
    assert_eq!(of(&new, 4, Some("SHOMU")).0, "2027-02-01", "the lane that is ahead begins today");
    for system in ["SHOMU", "JINKYU"] {
        assert_eq!(of(&new, 6, Some(system)).1, "2027-03-24", "the day before 本番");
        assert_eq!(of(&new, 7, Some(system)), ("2027-03-25".into(), "2027-04-30".into()));
    }
    holds_together(&lines, &new, "2027-03-25");
}

#[test]
fn a_later_go_live_moves_the_follow_up_along() {
    let lines = plan(&["SHOMU"]);
    let new = again(&lines, "2026-11-24", "2027-04-01");
    assert_eq!(of(&new, 6, Some("SHOMU")).1, "2027-03-31");
    let calendar = BusinessCalendar::by_law();
    let (start, end) = of(&new, 7, Some("SHOMU"));
    assert_eq!(start, "2027-04-01");
    let as_long = calendar.between(day("2027-03-25"), day("2027-04-30"));
    assert_eq!(calendar.between(day(&start), day(&end)), as_long);
    holds_together(&lines, &new, "2027-04-01");
}

#[test]
fn what_is_対象外_gets_no_days_and_stops_nobody() {
    let mut lines = plan(&["SHOMU"]);
    set(&mut lines, 1, None, StageState::Done);
    set(&mut lines, 2, None, StageState::NotApplicable);
    set(&mut lines, 5, Some("SHOMU"), StageState::NotApplicable);
    let new = again(&lines, "2026-12-14", "2027-03-25");
    let stages: Vec<_> = new.iter().map(|it| it.stage.number()).collect();
    assert_eq!(stages, [3, 4, 6, 7]);
    assert_eq!(of(&new, 3, Some("SHOMU")).0, "2026-12-14");
    holds_together(&lines, &new, "2027-03-25");
}

#[test]
fn an_early_start_and_a_vendor_who_moves_its_lanes_alone_stay_in_order() {
    let mut lines = plan(&["SHOMU"]);
    set(&mut lines, 1, None, StageState::Done);
    set(&mut lines, 2, None, StageState::InProgress);
    set(&mut lines, 4, Some("SHOMU"), StageState::InProgress);
    let new = again(&lines, "2027-01-12", "2027-03-25");
    holds_together(&lines, &new, "2027-03-25");
    for line in lines.iter_mut().filter(|it| it.cell.system.is_none()) {
        line.may_move = false;
    }
    let new = again(&lines, "2026-12-01", "2027-03-25");
    assert!(new.iter().all(|it| it.system.is_some()), "{new:?}");
    let two = lines.iter().find(|it| it.cell.stage == stage(2)).unwrap().cell.planned_end;
    assert!(of(&new, 3, Some("SHOMU")).0 > two.to_string(), "工程2 is not the vendor's to move");
}

#[test]
fn too_few_days_are_told() {
    let calendar = BusinessCalendar::by_law();
    let mut lines = plan(&["SHOMU"]);
    let short = repropose(&lines, day("2027-03-22"), day("2027-03-25"), &calendar);
    assert_eq!(short, Err(TooShort { there: 2, needed: 6 }), "2027-03-22 stands in for a holiday on Sunday");
    set(&mut lines, 1, None, StageState::Done);
    let short = repropose(&lines, day("2027-03-22"), day("2027-03-25"), &calendar);
    assert_eq!(short, Err(TooShort { there: 2, needed: 5 }));
    let past = repropose(&lines, day("2027-03-26"), day("2027-03-25"), &calendar);
    assert_eq!(past, Err(TooShort { there: 0, needed: 5 }));
}
