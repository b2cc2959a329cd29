//! The page of one case.

use super::{
    facts::{Case, Lane},
    forms::moves_of,
    reading::{case_id, cases_and_lanes, parts},
};
use crate::{
    Noun, Result, Store, StoreError,
    issues::{again_by_due, first_by_due, open, row},
    naming::doer,
    scope::{events_for, issues_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case::{CaseMove, CaseState},
    event::Event,
    issue::Draft,
    key::{CaseNo, IssueKey},
    law::{LawKind, LawState, may_see_laws, may_settle_law_move},
    planning::{may_comment_plan, may_edit_case, may_replan},
    signal::may_override,
    stage::current_stage,
    view::{CaseMoved, CasePage, CasePerson, EventView, HistoryPart, IssueRow, LaneView, LawRef, Position},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, Order, Query, SelectStatement},
};

const ISSUES: u64 = 10;
/// What happened lately, and what is shown of it when all is asked for.
const EVENTS: usize = 12;
const ALL_EVENTS: usize = 1_000;

#[derive(FromQueryResult)]
struct Detail {
    summary: String,
    law_code: Option<String>,
    law_name: Option<String>,
    law_kind: Option<String>,
    law_state: Option<String>,
    law_number: Option<String>,
    law_promulgated_on: Option<NaiveDate>,
    law_in_force_on: Option<NaiveDate>,
    law_applies_from: Option<NaiveDate>,
    law_retroactive: Option<bool>,
    law_summary: Option<String>,
    moved_reason: Option<String>,
    moved_at: Option<DateTime<Utc>>,
    mover: Option<String>,
    mover_org: Option<String>,
}

/// Something that happened, as a row.
#[derive(FromQueryResult)]
struct Happened {
    at: DateTime<Utc>,
    data: String,
    actor: Option<String>,
    org: Option<String>,
    issue_key: Option<String>,
    issue_title: Option<String>,
}

impl Store {
    /// The page of one case.
    ///
    /// # Errors
    /// There is none, or the actor may not know of it.
    pub async fn case_page(&self, actor: &Actor, no: CaseNo) -> Result<CasePage> {
        self.case_page_with(actor, no, HistoryPart::Newest).await
    }

    /// The same with as much of what happened.
    ///
    /// # Errors
    /// The same.
    pub async fn case_page_with(&self, actor: &Actor, no: CaseNo, part: HistoryPart) -> Result<CasePage> {
        let today = self.today();
        let this = Condition::all().add(col("c", "no").eq(no.to_string()));
        let mut select = cases_and_lanes(actor, &this, Some(no), today);
        with_detail(&mut select, actor);
        let rows = self.read.query_all(&select).await?;
        let first = rows.first().ok_or(StoreError::NotFound(Noun::Case))?;
        let detail = Detail::from_query_result(first, "")?;
        let case = self.assemble(&rows, &parts(actor, &this, true, today), today).await?.pop();
        let case = case.ok_or(StoreError::NotFound(Noun::Case))?;
        let issues = self.first_issues(actor, no, today).await?;
        let (events, older) = self.last_events(actor, no, part).await?;
        let moves = moves_of(actor, &case);
        let may_edit = may_edit_case(actor, &case.parties) || !moves.is_empty();
        Ok(CasePage {
            today,
            latest_go_live: case.latest_go_live,
            lanes: case.lanes.iter().map(|lane| lane_view(lane, &case)).collect(),
            people: people(&case),
            related_sections: case.related_sections.into_iter().map(|(_, named)| named).collect(),
            law: law(&detail)?,
            moved: moved(&detail, case.row.state),
            early: case.early,
            summary: detail.summary,
            issues,
            events,
            older,
            may_raise: !Draft::scopes(actor).is_empty() && case.row.state.takes_issues(),
            first_go_live_on: case.first_go_live_on,
            may_edit,
            may_confirm: moves.contains(&CaseMove::Confirm),
            may_replan: may_replan(actor, &case.parties, Some(actor.org)),
            may_settle: may_settle_law_move(actor, &case.parties),
            may_comment_plan: may_comment_plan(actor, &case.parties),
            may_see_law: may_see_laws(actor),
            may_override: may_override(actor) && !case.row.state.is_over(),
            row: case.row,
        })
    }

    async fn first_issues(&self, actor: &Actor, no: CaseNo, today: NaiveDate) -> Result<Vec<IssueRow>> {
        let mut ids = row::ids()
            .cond_where(issues_for(actor))
            .and_where(col("issue", "case_id").eq(case_id(no)))
            .and_where(open())
            .take();
        first_by_due(&mut ids, ISSUES);
        let mut rows = row::rows_of(ids, actor, today);
        again_by_due(&mut rows);
        let records = all::<row::Record>(&self.read, &rows).await?;
        records.into_iter().map(|it| it.view(actor, today, &self.calendars())).collect()
    }

    /// What happened lately. That two issues were related is told only on their own pages, where
    /// it is known whether the reader may know of both; work on a checklist would drown the rest.
    async fn last_events(&self, actor: &Actor, no: CaseNo, part: HistoryPart) -> Result<(Vec<EventView>, bool)> {
        let most = if part == HistoryPart::All { ALL_EVENTS } else { EVENTS };
        let select = Query::select()
            .pick("event", &["at", "data"])
            .expr_as(doer(actor, "u", ("event", "at")), "actor")
            .pick_as("o", name_in(actor.language), "org")
            .pick_as("issue", "key", "issue_key")
            .pick_as("issue", "title", "issue_title")
            .from("event")
            .left("issue", "issue", ("event", "issue_id"))
            .left("user_account", "u", ("event", "actor_id"))
            .left("organisation", "o", ("event", "actor_org_id"))
            .and_where(col("event", "case_id").eq(case_id(no)))
            .and_where(col("event", "kind").is_not_in(["related", "stage_checklist"]))
            .cond_where(events_for(actor))
            .order_by(("event", "at"), Order::Desc)
            .order_by(("event", "id"), Order::Desc)
            .limit(u64::try_from(most).unwrap_or_default() + 1)
            .take();
        let rows = all::<Happened>(&self.read, &select).await?;
        let older = rows.len() > most;
        let events: Result<Vec<_>> = rows.into_iter().take(most).map(Happened::view).collect();
        Ok((events?, older))
    }
}

impl Happened {
    fn view(self) -> Result<EventView> {
        Ok(EventView {
            at: self.at,
            actor: self.actor.unwrap_or_default(),
            org: self.org.unwrap_or_default(),
            event: read_event(&self.data)?,
            issue: self.issue_key.as_deref().map(|key| code(IssueKey::parse, key)).transpose()?,
            issue_title: self.issue_title,
        })
    }
}

/// The event of a row.
pub(crate) fn read_event(data: &str) -> Result<Event> {
    Ok(serde_json::from_str(data)?)
}

fn with_detail(select: &mut SelectStatement, actor: &Actor) {
    select
        .pick("c", &["summary", "moved_reason", "moved_at"])
        .expr_as(doer(actor, "mover", ("c", "moved_at")), "mover")
        .pick_as("mover_org", name_in(actor.language), "mover_org")
        .pick_as("law", "code", "law_code")
        .pick_as("law", "name", "law_name")
        .pick_as("law", "kind", "law_kind")
        .pick_as("law", "state", "law_state")
        .pick_as("law", "number", "law_number")
        .pick_as("law", "promulgated_on", "law_promulgated_on")
        .pick_as("law", "in_force_on", "law_in_force_on")
        .pick_as("law", "applies_from", "law_applies_from")
        .pick_as("law", "retroactive", "law_retroactive")
        .pick_as("law", "summary", "law_summary")
        .left("law_change", "law", ("c", "law_id"))
        .left("user_account", "mover", ("c", "moved_by"))
        .left("organisation", "mover_org", ("mover", "org_id"));
}

/// Who put the case where it stands, of one that is on hold or over.
fn moved(detail: &Detail, state: CaseState) -> Option<CaseMoved> {
    let rests = state.is_over() || state == CaseState::OnHold;
    Some(CaseMoved {
        at: detail.moved_at.filter(|_| rests)?,
        reason: detail.moved_reason.clone(),
        by: detail.mover.clone().unwrap_or_default(),
        org: detail.mover_org.clone().unwrap_or_default(),
    })
}

fn law(detail: &Detail) -> Result<Option<LawRef>> {
    let (Some(law_code), Some(name), Some(kind), Some(state)) =
        (&detail.law_code, &detail.law_name, &detail.law_kind, &detail.law_state)
    else {
        return Ok(None);
    };
    Ok(Some(LawRef {
        code: law_code.clone(),
        name: name.clone(),
        kind: code(LawKind::parse, kind)?,
        state: code(LawState::parse, state)?,
        number: detail.law_number.clone(),
        promulgated_on: detail.law_promulgated_on,
        in_force_on: detail.law_in_force_on,
        applies_from: detail.law_applies_from,
        retroactive: detail.law_retroactive.unwrap_or_default(),
        summary: detail.law_summary.clone().unwrap_or_default(),
    }))
}

pub(super) fn lane_view(lane: &Lane, case: &Case) -> LaneView {
    let of_lane = case.row.stages.iter().filter(|cell| cell.system.as_ref() == Some(&lane.system.code));
    LaneView {
        system: lane.system.clone(),
        vendor: lane.vendor.clone(),
        current_stage: current_stage(of_lane.map(|cell| (cell.stage, cell.state))),
    }
}

/// The members, then the vendor of each visible lane. Operators are no members of a case.
fn people(case: &Case) -> Vec<CasePerson> {
    let members = case.members.iter().map(|it| CasePerson {
        position: it.position,
        name: it.name.clone(),
        org: it.org.clone(),
        system: None,
    });
    let vendors = case.lanes.iter().filter_map(|lane| {
        let vendor = lane.vendor.as_ref()?;
        Some(CasePerson {
            position: Position::Vendor,
            name: vendor.name.clone(),
            org: vendor.name.clone(),
            system: Some(lane.system.code.clone()),
        })
    });
    members.chain(vendors).collect()
}
