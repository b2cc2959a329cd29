//! The four days that a plan is made from.

use super::{CaseInput, follow_up_end};
use crate::{
    calendar::BusinessCalendar,
    law::day_or_none,
    refusal::{Field, Problem, Problems},
    signal::latest_go_live,
};
use chrono::NaiveDate;

/// 施行日, start, 本番, end: as typed, or what stands in for a day that was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// 施行日.
    pub in_force: Option<NaiveDate>,
    /// 開始日.
    pub start: NaiveDate,
    /// 本番リリース予定.
    pub go_live: NaiveDate,
    /// 終了予定日.
    pub end: NaiveDate,
}

impl Dates {
    /// Reads them. An empty 施行日 is that of the 制度改正 while it lies ahead; an empty start is today; an empty 本番
    /// the latest possible day; an empty end four weeks after it.
    pub fn read(
        input: &CaseInput,
        law_in_force: Option<NaiveDate>,
        today: NaiveDate,
        calendar: &BusinessCalendar,
        problems: &mut Problems,
    ) -> Option<Self> {
        let in_force = problems.keep(day_or_none(Field::InForceOn, &input.in_force_on));
        let start = problems.keep(day_or_none(Field::StartOn, &input.start_on));
        let go_live = problems.keep(day_or_none(Field::GoLiveOn, &input.go_live_on));
        let end = problems.keep(day_or_none(Field::EndOn, &input.end_on));
        let in_force = in_force?.or_else(|| law_in_force.filter(|day| *day >= today));
        let start = start?.unwrap_or_else(|| calendar.first_on_or_after(today));
        let Some(go_live) = go_live?.or_else(|| in_force.map(|day| latest_go_live(day, calendar))) else {
            problems.add(Field::GoLiveOn, Problem::Required);
            return None;
        };
        if go_live < today {
            problems.add(Field::GoLiveOn, Problem::Past { today });
        }
        let end = end?.unwrap_or_else(|| follow_up_end(go_live, calendar));
        if end < go_live {
            problems.add(Field::EndOn, Problem::NotBefore { day: go_live });
        }
        Some(Self { in_force, start, go_live, end })
    }
}
