//! The rest of a plan proposed anew, backwards from 本番リリース. What is over stands, and 当初 with it.

use super::{
    PlannedLine, SHARES, Span, TooShort,
    proposing::{Part, spread},
};
use crate::{
    calendar::BusinessCalendar,
    stage::{Stage, StageState},
    view::{PlanLine, StageCell},
};
use chrono::NaiveDate;

/// New days for the lines that may be moved. Those that have not begun get their share (notes/domain §3) of the 開庁日
/// that are left, one that is in progress half of it and keeps its start, one that waits for its gate a day. The days
/// begin today, or on the planned day of a case in which nothing has begun. 工程7 begins on `go_live` and lasts as long
/// as before. `lines` are in the order of the page, and so is the answer.
///
/// # Errors
/// Fewer 開庁日 before `go_live` than 工程.
pub fn repropose(
    lines: &[PlanLine],
    today: NaiveDate,
    go_live: NaiveDate,
    calendar: &BusinessCalendar,
) -> Result<Vec<PlannedLine>, TooShort> {
    let rest = Rest { lines, today, go_live, calendar };
    let whole = rest.parts(None);
    let mut systems: Vec<&str> = rest.movable().filter_map(|cell| cell.system.as_deref()).collect();
    systems.sort_unstable();
    systems.dedup();
    // 工程1 and 2 are the same for every lane: their days come from all that is ahead.
    let longest = rest.longest(&systems);
    let all: Vec<Part> = whole.iter().chain(&longest).copied().collect();
    let together = if whole.is_empty() { Vec::new() } else { spread(&all, rest.begins(None), go_live, calendar)? };
    let (of_whole, of_lanes) = together.split_at(whole.len());
    let after_whole = of_whole.last().map(|span| calendar.next(span.end));
    let mut spans: Vec<(Option<&str>, Span)> = of_whole.iter().map(|span| (None, *span)).collect();
    for system in systems {
        let parts = rest.parts(Some(system));
        let from = rest.begins(Some(system)).max(after_whole.unwrap_or(today));
        let own = match after_whole {
            Some(after) if parts == longest && from == after => of_lanes.to_vec(),
            _ => spread(&parts, from, go_live, calendar)?,
        };
        spans.extend(own.into_iter().map(|span| (Some(system), span)));
    }
    Ok(rest.lines_of(&spans))
}

/// What is ahead of a case.
struct Rest<'a> {
    lines: &'a [PlanLine],
    today: NaiveDate,
    go_live: NaiveDate,
    calendar: &'a BusinessCalendar,
}

impl Rest<'_> {
    fn movable(&self) -> impl Iterator<Item = &StageCell> {
        self.lines.iter().filter(|line| line.may_move && !line.cell.state.is_over()).map(|line| &line.cell)
    }

    /// The 工程 before 本番 of the case or of a lane, in their order.
    fn parts(&self, system: Option<&str>) -> Vec<Part> {
        let own = self.movable().filter(|cell| cell.system.as_deref() == system && cell.stage < Stage::RELEASE);
        let mut parts: Vec<Part> = own.map(|cell| Part { stage: cell.stage, weight: weight(cell) }).collect();
        parts.sort_by_key(|part| part.stage);
        parts
    }

    /// Of every 工程 of lanes the most that a lane has left of it.
    fn longest(&self, systems: &[&str]) -> Vec<Part> {
        let of_lanes: Vec<Part> = systems.iter().flat_map(|system| self.parts(Some(system))).collect();
        let most = |stage: Stage| of_lanes.iter().filter(|it| it.stage == stage).max_by_key(|it| it.weight).copied();
        Stage::ALL.into_iter().filter_map(most).collect()
    }

    /// The first day there is, of the case or of a lane: never before what stands.
    fn begins(&self, system: Option<&str>) -> NaiveDate {
        let own = |cell: &&StageCell| cell.system.is_none() || cell.system.as_deref() == system;
        let cells = || self.lines.iter().map(|line| &line.cell);
        let begun = cells().any(|cell| cell.actual_start.is_some());
        let planned = self.movable().map(|cell| cell.planned_start).min().filter(|_| !begun);
        let done = cells().filter(own).filter(|it| it.state == StageState::Done).map(|it| it.planned_start).max();
        // What is open and not the asker's to move comes first.
        let fixed = self.lines.iter().filter(|line| !line.may_move && !line.cell.state.is_over());
        let fixed = fixed.map(|line| &line.cell).filter(own).map(|cell| self.calendar.next(cell.planned_end)).max();
        let days = [Some(self.today), planned, done, fixed].into_iter().flatten();
        self.calendar.first_on_or_after(days.max().unwrap_or(self.today))
    }

    /// A line for each that may be moved.
    fn lines_of(&self, spans: &[(Option<&str>, Span)]) -> Vec<PlannedLine> {
        let mut lines: Vec<PlannedLine> = Vec::new();
        for cell in self.movable() {
            let own = spans.iter().find(|(system, it)| *system == cell.system.as_deref() && it.stage == cell.stage);
            let (start, end) = match own {
                Some((_, span)) => (self.start(cell, *span, &lines), span.end),
                None => self.last(cell),
            };
            lines.push(PlannedLine { stage: cell.stage, system: cell.system.clone(), start, end });
        }
        lines
    }

    /// What has begun keeps its start, while that is in order.
    fn start(&self, cell: &StageCell, span: Span, before: &[PlannedLine]) -> NaiveDate {
        let own = |it: &&PlannedLine| it.stage < cell.stage && (it.system.is_none() || it.system == cell.system);
        let after = before.iter().filter(own).map(|it| it.start).max();
        let held = cell.planned_start.min(span.start);
        let in_order = after.is_none_or(|after| after <= held);
        if cell.state != StageState::NotStarted && in_order { held } else { span.start }
    }

    /// 工程7: from 本番 on, as long as before; one that has begun stands.
    fn last(&self, cell: &StageCell) -> (NaiveDate, NaiveDate) {
        if cell.state != StageState::NotStarted || cell.planned_start == self.go_live {
            return (cell.planned_start, cell.planned_end);
        }
        let days = self.calendar.between(cell.planned_start, cell.planned_end).max(0);
        (self.go_live, self.calendar.add(self.go_live, days))
    }
}

/// Twice its share, so that half of it is a whole number.
fn weight(cell: &StageCell) -> i32 {
    let share = SHARES.get(usize::from(cell.stage.number()) - 1).copied().unwrap_or_default();
    match cell.state {
        StageState::NotStarted => 2 * share,
        StageState::InProgress => share,
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
