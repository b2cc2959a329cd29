//! Cases assembled from their rows: lanes, stages, signal.

mod row;

use super::standing::stopped_on;
use crate::{
    Result, Store,
    select::{all, code},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::{BusinessCalendar, Calendars},
    case::CaseState,
    gate::not_passed,
    ids::OrgId,
    organisation::CenterCode,
    planning::CaseParties,
    stage::{Stage, StageState},
    view::{CaseRow, EarlyStage, Named, Position, StageCell, StartedEarly},
};
use sea_orm::{FromQueryResult, QueryResult, sea_query::SelectStatement};
use uuid::Uuid;

/// A case, assembled.
pub(crate) struct Case {
    pub id: Uuid,
    pub row: CaseRow,
    pub section_sort: i32,
    pub lanes: Vec<Lane>,
    pub related_sections: Vec<(i32, Named)>,
    pub members: Vec<Member>,
    pub parties: CaseParties,
    pub late_reason: Option<String>,
    /// The last day for 本番, by the 施行日 that counts.
    pub latest_go_live: Option<NaiveDate>,
    /// 工程 that were started before their time, while that matters.
    pub early: Vec<EarlyStage>,
    pub first_go_live_on: Option<NaiveDate>,
    pub version: i32,
}

/// A lane that the actor may know of.
pub(crate) struct Lane {
    pub id: Uuid,
    pub system: Named,
    pub system_sort: i32,
    pub vendor: Option<Named>,
    pub vendor_sort: i32,
}

/// A person of a case.
pub(crate) struct Member {
    pub position: Position,
    pub login: String,
    pub name: String,
    pub org: String,
}

/// A case and one of its lanes, with the figures of the case.
#[derive(FromQueryResult)]
struct CaseLane {
    id: Uuid,
    no: String,
    title: String,
    center: String,
    state: String,
    period_from: NaiveDate,
    period_to: NaiveDate,
    in_force_on: Option<NaiveDate>,
    go_live_on: Option<NaiveDate>,
    first_go_live_on: Option<NaiveDate>,
    late_reason: Option<String>,
    law_move: Option<String>,
    ruling_in_force_on: Option<NaiveDate>,
    ruling_state: Option<String>,
    created_at: DateTime<Utc>,
    moved_at: Option<DateTime<Utc>>,
    version: i32,
    section_org_id: Uuid,
    section_code: String,
    section_name: String,
    section_sort: i32,
    manager_name: Option<String>,
    lane_id: Option<Uuid>,
    system_code: Option<String>,
    system_name: Option<String>,
    system_sort: Option<i32>,
    vendor_code: Option<String>,
    vendor_name: Option<String>,
    vendor_sort: Option<i32>,
    open_issues: Option<i64>,
    overdue_issues: Option<i64>,
    first_overdue: Option<NaiveDate>,
    blocking_open: Option<i64>,
    severe_open: Option<i64>,
    hand_signal: Option<String>,
    hand_reason: Option<String>,
    hand_until: Option<NaiveDate>,
    hand_by: Option<String>,
}

/// A stage, a related section or a person of a case.
#[derive(FromQueryResult)]
struct Part {
    what: String,
    case_id: Uuid,
    /// Of a stage the lane, of a related section the section.
    lane_id: Option<Uuid>,
    number: i32,
    state: String,
    first_start: Option<NaiveDate>,
    first_end: Option<NaiveDate>,
    planned_start: Option<NaiveDate>,
    planned_end: Option<NaiveDate>,
    actual_start: Option<NaiveDate>,
    actual_end: Option<NaiveDate>,
    early: i32,
    unmet: i32,
    my_gate: i32,
    out: i32,
    out_reason: Option<String>,
    replan_reason: Option<String>,
    early_reason: Option<String>,
    early_at: Option<DateTime<Utc>>,
    code: String,
    /// Of a stage who started it early.
    name: String,
    org_name: String,
}

impl Store {
    /// Assembles cases from the rows of [`super::reading::cases_and_lanes`] and the answer to
    /// [`super::reading::parts`].
    pub(crate) async fn assemble(
        &self,
        rows: &[QueryResult],
        parts: &SelectStatement,
        today: NaiveDate,
    ) -> Result<Vec<Case>> {
        let mut cases: Vec<Draft> = Vec::new();
        for row in rows {
            let row = CaseLane::from_query_result(row, "")?;
            if cases.last().is_none_or(|it| it.head.id != row.id) {
                cases.push(Draft { lanes: Vec::new(), parts: Vec::new(), head: row });
                let Some(case) = cases.last_mut() else { continue };
                case.lanes.extend(lane(&case.head));
            } else if let Some(case) = cases.last_mut() {
                let another = lane(&row).filter(|it| case.lanes.iter().all(|known| known.id != it.id));
                case.lanes.extend(another);
            }
        }
        for part in all::<Part>(&self.read, parts).await? {
            if let Some(case) = cases.iter_mut().find(|it| it.head.id == part.case_id) {
                case.parts.push(part);
            }
        }
        let calendars = self.calendars();
        cases.into_iter().map(|it| it.finish(today, &calendars)).collect()
    }
}

struct Draft {
    head: CaseLane,
    lanes: Vec<Lane>,
    parts: Vec<Part>,
}

fn lane(row: &CaseLane) -> Option<Lane> {
    let named = |code: &Option<String>, name: &Option<String>| Some(Named { code: code.clone()?, name: name.clone()? });
    Some(Lane {
        id: row.lane_id?,
        system: named(&row.system_code, &row.system_name)?,
        system_sort: row.system_sort.unwrap_or_default(),
        vendor: named(&row.vendor_code, &row.vendor_name),
        vendor_sort: row.vendor_sort.unwrap_or_default(),
    })
}

impl Draft {
    fn finish(self, today: NaiveDate, calendars: &Calendars) -> Result<Case> {
        let calendar = calendars.of(code(CenterCode::parse, &self.head.center)?);
        let mut cells = Vec::new();
        let mut related_sections = Vec::new();
        let mut related = Vec::new();
        let mut members = Vec::new();
        let mut early = Vec::new();
        for part in &self.parts {
            match part.what.as_str() {
                "stage" => {
                    let cell = self.cell(part, today, calendar)?;
                    early.extend(cell.as_ref().filter(|it| it.early && !it.state.is_over()).map(|it| part.early(it)));
                    cells.extend(cell);
                }
                "section" => {
                    related.extend(part.lane_id.map(OrgId));
                    related_sections.push((part.number, Named { code: part.code.clone(), name: part.name.clone() }));
                }
                position => members.push(Member {
                    position: code(Position::parse, position)?,
                    login: part.code.clone(),
                    name: part.name.clone(),
                    org: part.org_name.clone(),
                }),
            }
        }
        mark_unready(&mut cells);
        let place = |cell: &StageCell| self.lanes.iter().position(|it| Some(&it.system.code) == cell.system.as_ref());
        cells.sort_by_key(|cell| (cell.stage, place(cell)));
        early.sort_by_key(|it: &EarlyStage| cells.iter().position(|cell| it.is_of(cell)));
        related_sections.sort_by_key(|it| it.0);
        members.sort_by_key(|it| it.position);
        let latest_go_live = self.latest_go_live(calendar)?;
        let row = self.row(cells, latest_go_live, today, calendar)?;
        let section = OrgId(self.head.section_org_id);
        Ok(Case {
            parties: CaseParties { center: row.center, section, related, state: row.state },
            late_reason: self.head.late_reason.clone(),
            latest_go_live,
            early,
            first_go_live_on: self.head.first_go_live_on,
            version: self.head.version,
            id: self.head.id,
            section_sort: self.head.section_sort,
            row,
            lanes: self.lanes,
            related_sections,
            members,
        })
    }

    fn cell(&self, part: &Part, today: NaiveDate, calendar: &BusinessCalendar) -> Result<Option<StageCell>> {
        let system = match part.lane_id {
            Some(id) => match self.lanes.iter().find(|it| it.id == id) {
                Some(lane) => Some(lane.system.code.clone()),
                None => return Ok(None),
            },
            None => None,
        };
        let stage = u8::try_from(part.number).ok().and_then(Stage::new);
        let (Some(stage), Some(first_start), Some(first_end), Some(planned_start), Some(planned_end)) =
            (stage, part.first_start, part.first_end, part.planned_start, part.planned_end)
        else {
            return Ok(None);
        };
        let state = code(StageState::parse, &part.state)?;
        let case = code(CaseState::parse, &self.head.state)?;
        let stopped_on = stopped_on(case, self.head.moved_at, today).filter(|_| !state.is_over());
        let seen = stopped_on.unwrap_or(today);
        let end = if state.is_over() { part.actual_end.unwrap_or(first_end) } else { planned_end.max(seen) };
        Ok(Some(StageCell {
            stage,
            system,
            state,
            first_start,
            first_end,
            planned_start,
            planned_end,
            actual_start: part.actual_start,
            actual_end: part.actual_end,
            late_days: calendar.between(first_end, end).max(0),
            // In a case that is over nothing waits for its gate any more.
            early: part.early != 0 && !case.is_over(),
            unready: part.unmet != 0 && !state.is_over(),
            my_gate: part.my_gate != 0,
            leave_out_proposed: part.out != 0 && state == StageState::NotStarted,
            leave_out_reason: part.out_reason.clone(),
            replan_reason: part.replan_reason.clone(),
            stopped_on,
        }))
    }
}

/// A 工程7 that was started early and whose 工程 before has still not passed its gate is no more ready than one
/// with open lines of the リリース判定.
fn mark_unready(cells: &mut [StageCell]) {
    let records: Vec<_> = cells.iter().map(|it| (it.system.clone(), it.stage, it.state)).collect();
    for cell in cells.iter_mut().filter(|it| it.stage == Stage::RELEASE && it.early && !it.state.is_over()) {
        let own = records.iter().filter(|it| it.0.is_none() || it.0 == cell.system);
        cell.unready |= not_passed(cell.stage, own.map(|it| (it.1, it.2))).is_some();
    }
}

impl Part {
    /// Why, by whom and when the 工程 was started early: as far as its records are the asker's to read.
    fn early(&self, cell: &StageCell) -> EarlyStage {
        let started = self.early_at.filter(|_| self.early_reason.is_some());
        EarlyStage {
            stage: cell.stage,
            system: cell.system.clone(),
            reason: self.early_reason.clone(),
            started: started.map(|at| StartedEarly { at, by: self.name.clone(), org: self.org_name.clone() }),
        }
    }
}
