//! The page of one 工程, in four statements: the case with its lanes, the stages of the case, all
//! that hangs on the one, and the people.

use super::{
    found::{leave_out_proposed, previous},
    parts::Parts,
};
use crate::{
    Noun, Result, Store, StoreError,
    cases::stopped_on,
    entity::stage_record,
    people::people_known_to,
    scope::{cases_as, lanes_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case::CaseState,
    date::instant::jst_day,
    gate::{StageKey, Standing, corrects, decides, may_start, may_work, reads},
    ids::OrgId,
    issue::assignable,
    key::CaseNo,
    organisation::CenterCode,
    policy::{Action, Level, may},
    stage::{Stage, StageState},
    view::{CaseHead, Named, StageCell, StageLane, StagePage, StageView, StartedEarly},
    visibility::{CaseAudience, RecordAudience, Scope},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    sea_query::{Condition, JoinType, Order, Query, SelectStatement},
};
use uuid::Uuid;

/// The case and one of its visible lanes.
#[derive(FromQueryResult)]
pub(super) struct CaseLane {
    pub id: Uuid,
    title: String,
    state: String,
    created_at: DateTime<Utc>,
    moved_at: Option<DateTime<Utc>>,
    pub law_id: Option<Uuid>,
    center: String,
    pub section_org_id: Uuid,
    pub center_org_id: Uuid,
    section_code: String,
    section_name: String,
    pub lane_id: Option<Uuid>,
    pub vendor_org_id: Option<Uuid>,
    system_code: Option<String>,
    system_name: Option<String>,
}

impl CaseLane {
    fn system(&self) -> Option<Named> {
        Some(Named { code: self.system_code.clone()?, name: self.system_name.clone()? })
    }
}

impl Store {
    /// The page of one 工程. Without a system where there are lanes: the only visible one, or the
    /// lanes to choose from.
    ///
    /// # Errors
    /// There is no such case, 工程 or lane, or the actor may not know of it.
    pub async fn stage_page(&self, actor: &Actor, no: CaseNo, stage: Stage, system: Option<&str>) -> Result<StagePage> {
        let today = self.today();
        let lanes = all::<CaseLane>(&self.read, &case_and_lanes(actor, no)).await?;
        let case = lanes.first().ok_or(StoreError::NotFound(Noun::Case))?;
        let records = stage_record::Entity::find().filter(stage_record::Column::CaseId.eq(case.id));
        let records = records.all(&self.read).await?;
        let number = i32::from(stage.number());
        let record_of = |lane: Option<Uuid>| records.iter().find(|it| it.stage == number && it.lane_id == lane);
        let lane = if stage.is_per_lane() { chosen(&lanes, system)? } else { Chosen::Whole };
        let record = match &lane {
            Chosen::Whole if system.is_some() => return Err(StoreError::NotFound(Noun::Lane)),
            Chosen::Whole => record_of(None),
            Chosen::Lane(lane) => record_of(lane.lane_id),
            Chosen::None => None,
        };
        let view = match record {
            Some(record) => Some(self.stage_view(actor, no, stage, &lane, case, record, &records, today).await?),
            None => None,
        };
        let lane_of = |it: &CaseLane| {
            let state = record_of(it.lane_id).map(|it| code(StageState::parse, &it.state)).transpose()?;
            Ok(it.system().map(|system| StageLane { system, state }))
        };
        let visible = lanes.iter().filter(|it| stage.is_per_lane() && it.lane_id.is_some());
        let visible = visible.map(lane_of).collect::<Result<Vec<_>>>()?;
        Ok(StagePage {
            today,
            case: CaseHead { no, title: case.title.clone() },
            case_state: code(CaseState::parse, &case.state)?,
            section: Named { code: case.section_code.clone(), name: case.section_name.clone() },
            stage,
            lanes: visible.into_iter().flatten().collect(),
            view,
        })
    }

    #[expect(clippy::too_many_arguments, reason = "all of them were read for the page already")]
    async fn stage_view(
        &self,
        actor: &Actor,
        no: CaseNo,
        stage: Stage,
        lane: &Chosen<'_>,
        case: &CaseLane,
        record: &stage_record::Model,
        records: &[stage_record::Model],
        today: NaiveDate,
    ) -> Result<StageView> {
        let lane = if let Chosen::Lane(lane) = lane { Some(*lane) } else { None };
        let system = lane.and_then(CaseLane::system);
        let key = StageKey { no, stage, system: system.as_ref().map(|it| it.code.clone()) };
        let vendor = lane.and_then(|it| it.vendor_org_id);
        let mut parts = self.stage_parts(actor, case, record, stage, vendor, today).await?;
        let audience = CaseAudience {
            center: code(CenterCode::parse, &case.center)?,
            // The lanes that the actor may know of: who may know of the case is settled.
            vendors: vendor.map(OrgId).into_iter().collect(),
            consultants: parts.consultants.clone(),
        };
        let state = code(StageState::parse, &record.state)?;
        let standing = Standing {
            stage,
            state,
            case: code(CaseState::parse, &case.state)?,
            leave_out_proposed: leave_out_proposed(record, state),
            audience: RecordAudience { case: audience, vendor: vendor.map(OrgId), scope: Scope::Shared },
            section: OrgId(case.section_org_id),
            previous: previous(&key, record.lane_id, records)?,
            approver: parts.named,
        };
        parts.allow(actor, &standing);
        let may_recall = parts.may_recall(actor, &standing);
        let works = may_work(actor, &standing);
        let offers = works || decides(actor, &standing);
        let people = if offers { people_known_to(&self.read, actor, today).await? } else { Vec::new() };
        let mut readers = Vec::new();
        for person in people {
            let choice = person.choice(actor.language);
            if assignable(&person.actor()?, &standing.audience) {
                readers.push(choice);
            }
        }
        let stopped = stopped_on(standing.case, case.moved_at, today);
        let view = StageView {
            cell: self.stage_cell(stage, &key, record, standing.state, stopped, today),
            version: record.version,
            system,
            reads: true,
            progress: record.progress,
            progress_note: record.progress_note.clone(),
            early_reason: record.early_reason.clone(),
            started_early: started_early(record, parts.starter.clone()),
            previous: standing.previous.clone(),
            unmet: parts.unmet(actor, &standing),
            lines: parts.lines,
            approvers: parts.approvers,
            history: parts.history,
            opened_on: jst_day(case.created_at),
            may_work: works,
            may_start: may_start(actor, &standing),
            may_correct: corrects(actor, &standing),
            may_decide: decides(actor, &standing),
            may_recall,
            may_set: may(actor.role, Action::Masters).allows(Level::Read),
            orgs: parts.orgs,
            people: readers,
        };
        Ok(if reads(actor, &standing) { view } else { told_to_others(view) })
    }

    fn stage_cell(
        &self,
        stage: Stage,
        key: &StageKey,
        record: &stage_record::Model,
        state: StageState,
        stopped: Option<NaiveDate>,
        today: NaiveDate,
    ) -> StageCell {
        let stopped_on = stopped.filter(|_| !state.is_over());
        let end = if state.is_over() {
            record.actual_end.unwrap_or(record.first_end)
        } else {
            Ord::max(record.planned_end, stopped_on.unwrap_or(today))
        };
        StageCell {
            stage,
            system: key.system.clone(),
            state,
            first_start: record.first_start,
            first_end: record.first_end,
            planned_start: record.planned_start,
            planned_end: record.planned_end,
            actual_start: record.actual_start,
            actual_end: record.actual_end,
            late_days: Ord::max(self.calendars().of(key.no.center).between(record.first_end, end), 0),
            early: record.early_reason.is_some(),
            unready: false,
            my_gate: false,
            leave_out_proposed: leave_out_proposed(record, state),
            leave_out_reason: record.leave_out_reason.clone(),
            replan_reason: record.replan_reason.clone(),
            stopped_on,
        }
    }

    async fn stage_parts(
        &self,
        actor: &Actor,
        case: &CaseLane,
        record: &stage_record::Model,
        stage: Stage,
        vendor: Option<Uuid>,
        today: NaiveDate,
    ) -> Result<Parts> {
        let select = super::part_select::select(actor, case, record, stage, vendor, today);
        Parts::read(
            all(&self.read, &select).await?,
            stage,
            today,
            self.calendars().of(code(CenterCode::parse, &case.center)?),
        )
    }
}

/// Who started it early, and when.
fn started_early(record: &stage_record::Model, starter: Option<(String, String)>) -> Option<StartedEarly> {
    let at = record.early_at.filter(|_| record.early_reason.is_some())?;
    let (by, org) = starter.unwrap_or_default();
    Some(StartedEarly { at, by, org })
}

/// Those who know of the case, but do not read the records of this 工程, see where it stands.
fn told_to_others(view: StageView) -> StageView {
    StageView {
        reads: false,
        progress_note: String::new(),
        early_reason: None,
        started_early: None,
        lines: Vec::new(),
        unmet: Vec::new(),
        history: Vec::new(),
        orgs: Vec::new(),
        cell: StageCell { leave_out_reason: None, replan_reason: None, ..view.cell },
        ..view
    }
}

/// Of which lane the page is.
enum Chosen<'a> {
    Whole,
    Lane(&'a CaseLane),
    None,
}

fn chosen<'a>(lanes: &'a [CaseLane], system: Option<&str>) -> Result<Chosen<'a>> {
    let mut visible = lanes.iter().filter(|it| it.lane_id.is_some());
    Ok(match system {
        Some(code) => {
            let lane = visible.find(|it| it.system_code.as_deref() == Some(code));
            Chosen::Lane(lane.ok_or(StoreError::NotFound(Noun::Lane))?)
        }
        None => match (visible.next(), visible.next()) {
            (Some(only), None) => Chosen::Lane(only),
            _ => Chosen::None,
        },
    })
}

fn case_and_lanes(actor: &Actor, no: CaseNo) -> SelectStatement {
    let name = name_in(actor.language);
    let own_lanes =
        Condition::all().add(col("l", "case_id").equals(("c", "id"))).add(lanes_for(actor, col("l", "vendor_org_id")));
    Query::select()
        .pick(
            "c",
            &["id", "title", "state", "created_at", "moved_at", "law_id", "center", "section_org_id", "center_org_id"],
        )
        .pick_as("section", "code", "section_code")
        .pick_as("section", name, "section_name")
        .pick_as("l", "id", "lane_id")
        .pick("l", &["vendor_org_id"])
        .pick_as("s", "code", "system_code")
        .pick_as("s", name, "system_name")
        .from_as("case_file", "c")
        .inner("organisation", "section", ("c", "section_org_id"))
        .join_as(JoinType::LeftJoin, "lane", "l", own_lanes)
        .left("system", "s", ("l", "system_id"))
        .and_where(col("c", "no").eq(no.to_string()))
        .cond_where(cases_as(actor, "c"))
        .order_by(("l", "sort"), Order::Asc)
        .take()
}
