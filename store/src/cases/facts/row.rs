//! The row of a case, with the 信号 that its facts give it.

use super::Draft;
use crate::{
    Result,
    cases::{law_moves::read_law_move, standing::binding_day},
    select::code,
};
use chrono::NaiveDate;
use domain::{
    calendar::BusinessCalendar,
    case::CaseState,
    date::instant::jst_day,
    key::CaseNo,
    law::LawMove,
    organisation::CenterCode,
    planning::RulingDays,
    signal::{ByHand, CaseFacts, Judgement, Signal, StageFacts, judge, latest_go_live},
    stage::{StageState, current_stage},
    view::{CaseRow, Named, StageCell},
};

impl Draft {
    /// The last day for 本番, by the 施行日 that counts.
    pub(super) fn latest_go_live(&self, calendar: &BusinessCalendar) -> Result<Option<NaiveDate>> {
        let head = &self.head;
        let law = binding_day(head.ruling_in_force_on, head.ruling_state.as_deref(), jst_day(head.created_at))?;
        let ruling = RulingDays { own: head.in_force_on, law };
        let is_over = code(CaseState::parse, &head.state)?.is_over();
        let judged = ruling.judged(head.late_reason.is_some() || is_over);
        Ok(judged.map(|day| latest_go_live(day, calendar)))
    }

    pub(super) fn row(
        &self,
        cells: Vec<StageCell>,
        latest_go_live: Option<NaiveDate>,
        today: NaiveDate,
        calendar: &BusinessCalendar,
    ) -> Result<CaseRow> {
        let head = &self.head;
        let state = code(CaseState::parse, &head.state)?;
        let law_move = read_law_move(head.law_move.as_deref())?.filter(|_| !state.is_over());
        let facts = self.facts(&cells, latest_go_live, law_move.clone(), state, today, calendar).as_of_its_day();
        let Judgement { signal, reasons } = judge(&facts, calendar).overridden(self.by_hand()?, today);
        Ok(CaseRow {
            no: code(CaseNo::parse, &head.no)?,
            title: head.title.clone(),
            center: code(CenterCode::parse, &head.center)?,
            section: Named { code: head.section_code.clone(), name: head.section_name.clone() },
            manager: head.manager_name.clone(),
            state,
            period_from: head.period_from,
            period_to: head.period_to,
            in_force_on: head.in_force_on,
            days_to_force: head.in_force_on.map(|day| (day - today).num_days()),
            go_live_on: head.go_live_on,
            law_move,
            current_stage: current_stage(cells.iter().map(|cell| (cell.stage, cell.state))),
            signal,
            reasons,
            systems: self.lanes.iter().map(|it| it.system.clone()).collect(),
            stages: cells,
            open_issues: counted(head.open_issues),
            overdue_issues: counted(head.overdue_issues),
        })
    }

    /// The 信号 that somebody set by hand, where the reader may know of it.
    fn by_hand(&self) -> Result<Option<ByHand>> {
        let head = &self.head;
        let (Some(signal), Some(reason), Some(until)) = (&head.hand_signal, &head.hand_reason, head.hand_until) else {
            return Ok(None);
        };
        let by = head.hand_by.clone().unwrap_or_default();
        Ok(Some(ByHand { signal: code(Signal::parse, signal)?, reason: reason.clone(), until, by }))
    }

    fn facts(
        &self,
        cells: &[StageCell],
        latest_go_live: Option<NaiveDate>,
        law_move: Option<LawMove>,
        state: CaseState,
        today: NaiveDate,
        calendar: &BusinessCalendar,
    ) -> CaseFacts {
        let head = &self.head;
        let stage = |cell: &StageCell| StageFacts {
            stage: cell.stage.number(),
            system: cell.system.clone(),
            planned_start: Some(cell.planned_start),
            planned_end: Some(cell.planned_end),
            first_end: Some(cell.first_end),
            actual_start: cell.actual_start,
            actual_end: cell.actual_end,
            unready: cell.unready,
        };
        let in_scope = cells.iter().filter(|cell| cell.state != StageState::NotApplicable);
        CaseFacts {
            today,
            go_live: head.go_live_on,
            latest_go_live,
            late_reason: head.late_reason.clone(),
            law_move,
            stages: in_scope.map(stage).collect(),
            overdue_issues: counted(head.overdue_issues),
            worst_overdue_days: head.first_overdue.map_or(0, |due| calendar.between(due, today).max(1)),
            blocking_open: counted(head.blocking_open),
            severe_open: counted(head.severe_open),
            finished: state.is_over(),
        }
    }
}

fn counted(number: Option<i64>) -> u32 {
    u32::try_from(number.unwrap_or_default()).unwrap_or(u32::MAX)
}
