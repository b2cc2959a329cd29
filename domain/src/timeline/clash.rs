//! Two 本番リリース on one system close together.

use crate::{
    calendar::BusinessCalendar,
    date::Month,
    stage::{Stage, StageState},
    view::StageCell,
};
use chrono::NaiveDate;

/// Closer than this many 開庁日 counts as together, over the turn of a month too.
pub const NEAR_DAYS: i32 = 10;

/// A 本番リリース of a case on one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoLive<K> {
    /// The case.
    pub case: K,
    /// The system's code.
    pub system: String,
    /// The day.
    pub on: NaiveDate,
    /// The case is 完了 or 中止: what is past collides with nothing past.
    pub over: bool,
}

/// For each of them, the other cases that go live on the same system in the same month or within
/// [`NEAR_DAYS`], in order.
pub fn clashes<K: Copy + Ord>(all: &[GoLive<K>], calendar: &BusinessCalendar) -> Vec<Vec<K>> {
    let near =
        |a: NaiveDate, b: NaiveDate| Month::of(a) == Month::of(b) || calendar.between(a.min(b), a.max(b)) <= NEAR_DAYS;
    let others = |one: &GoLive<K>| {
        let beside = all.iter().filter(|it| it.case != one.case && it.system == one.system && !(it.over && one.over));
        let mut cases: Vec<K> = beside.filter(|it| near(it.on, one.on)).map(|it| it.case).collect();
        cases.sort();
        cases.dedup();
        cases
    };
    all.iter().map(others).collect()
}

/// When a lane goes live: the start of its 工程7, as it was or is planned; else the day of the case.
pub fn go_live_of(lane: &[StageCell], case: Option<NaiveDate>) -> Option<NaiveDate> {
    let last = lane.iter().find(|cell| cell.stage == Stage::RELEASE && cell.state != StageState::NotApplicable);
    last.map(|cell| cell.actual_start.filter(|_| !cell.unready).unwrap_or(cell.planned_start)).or(case)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(case: u8, system: &str, on: &str, over: bool) -> GoLive<u8> {
        GoLive { case, system: system.to_owned(), on: on.parse().unwrap(), over }
    }

    fn found(all: &[GoLive<u8>]) -> Vec<Vec<u8>> {
        clashes(all, &BusinessCalendar::by_law())
    }

    #[test]
    fn one_month_or_ten_business_days_on_one_system() {
        let all = [
            live(1, "JINKYU", "2026-12-01", false),
            live(2, "JINKYU", "2026-12-28", false),
            live(3, "RINJI", "2026-12-01", false),
            // 4 and 5 January and so on: the 7th 開庁日 after 28 December.
            live(4, "JINKYU", "2027-01-12", false),
            live(5, "JINKYU", "2027-02-01", false),
        ];
        assert_eq!(found(&all), [vec![2], vec![1, 4], vec![], vec![2], vec![]]);
    }

    #[test]
    fn what_is_past_collides_with_nothing_past() {
        let all = [
            live(1, "RINJI", "2026-12-11", true),
            live(2, "RINJI", "2026-12-04", true),
            live(3, "RINJI", "2026-12-20", false),
        ];
        assert_eq!(found(&all), [vec![3], vec![3], vec![1, 2]]);
    }

    #[test]
    fn a_case_does_not_collide_with_itself() {
        let twice = [live(1, "A", "2026-12-01", false), live(1, "A", "2026-12-02", false)];
        assert!(found(&twice).iter().all(Vec::is_empty));
    }
}
