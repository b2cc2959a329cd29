//! Reading for the forms of a case: a new one, an edit, a replanning.

use super::{
    facts::Case,
    page::lane_view,
    reading::{cases_and_lanes, parts},
};
use crate::{
    Noun, Result, Store, StoreError,
    select::{Reading, col},
};
use domain::{
    actor::Actor,
    case::{CaseMove, CaseState},
    key::CaseNo,
    organisation::CenterCode,
    planning::{may_comment_plan, may_edit_case, may_move_case, may_override, may_replan, opens_as},
    policy::Action,
    refusal::Refusal,
    role::Role,
    view::{CaseEditPage, CaseForm, Named, PlanLine, PlanPage, Position},
};
use sea_orm::{ConnectionTrait, ExprTrait, FromQueryResult, sea_query::Condition};

/// What only the forms show.
#[derive(FromQueryResult)]
struct Detail {
    summary: String,
    law_code: Option<String>,
}

/// What the actor may do with the case as a whole, now.
pub(super) fn moves_of(actor: &Actor, case: &Case) -> Vec<CaseMove> {
    let started = case.row.stages.iter().any(|cell| cell.actual_start.is_some());
    let state = case.row.state;
    let possible = CaseMove::ALL.iter().copied().filter(|mv| state.after(*mv, started).is_some());
    possible.filter(|mv| may_move_case(actor, &case.parties, *mv)).collect()
}

impl Store {
    /// The form of a new case.
    ///
    /// # Errors
    /// NotFound for who opens none.
    pub async fn case_form(&self, actor: &Actor) -> Result<CaseForm> {
        let opens = opens_as(actor).ok_or(StoreError::NotFound(Noun::Case))?;
        let choices = self.case_choices(actor).await?;
        let of_section = matches!(actor.role, Role::SectionOfficer | Role::SectionApprover);
        let own = choices.officers.iter().find(|it| it.login == actor.login).map(|it| it.org.clone());
        let centers = CenterCode::ALL.iter().copied().filter(|it| actor.center.is_none_or(|own| own == *it));
        Ok(CaseForm {
            today: self.today(),
            centers: centers.collect(),
            own_section: own.filter(|_| of_section),
            choices,
            drafts: opens == CaseState::Draft,
            may_override: may_override(actor.role),
        })
    }

    /// The page on which a case is edited and moved.
    ///
    /// # Errors
    /// NotFound, or nothing of it is the actor's to do.
    pub async fn case_edit_page(&self, actor: &Actor, no: CaseNo) -> Result<CaseEditPage> {
        let (case, detail) = self.case_for_form(actor, no).await?;
        let (may_edit, moves) = (may_edit_case(actor, &case.parties), moves_of(actor, &case));
        if !may_edit && moves.is_empty() {
            return Err(Refusal::NotAllowed(Action::CreateCase).into());
        }
        let choices = self.case_choices(actor).await?;
        let lanes: Vec<_> = case.lanes.iter().map(|lane| lane_view(lane, &case)).collect();
        let spare = choices.systems.iter().filter(|system| {
            system.center == case.row.center && lanes.iter().all(|lane| lane.system.code != system.code)
        });
        let in_position =
            |position| case.members.iter().filter(move |it| it.position == position).map(|it| it.login.clone());
        let row = &case.row;
        Ok(CaseEditPage {
            today: self.today(),
            no: row.no,
            title: row.title.clone(),
            center: row.center,
            state: row.state,
            summary: detail.summary,
            law: detail.law_code,
            section: row.section.clone(),
            related: case.related_sections.iter().map(|(_, named)| named.clone()).collect(),
            in_force_on: row.in_force_on,
            go_live_on: row.go_live_on,
            latest_go_live: case.latest_go_live,
            late_reason: case.late_reason.clone(),
            manager: in_position(Position::Manager).next(),
            officer: in_position(Position::Officer).next(),
            consultants: in_position(Position::Consultant).collect(),
            spare_systems: spare.map(|it| Named { code: it.code.clone(), name: it.name.clone() }).collect(),
            lanes,
            version: case.version,
            choices,
            may_edit,
            may_override: may_override(actor.role),
            open_issues: row.open_issues,
            moves,
        })
    }

    /// The page on which the plan of a case is moved, or talked about.
    ///
    /// # Errors
    /// NotFound, or the plan is neither the actor's to move nor to talk about.
    pub async fn plan_page(&self, actor: &Actor, no: CaseNo) -> Result<PlanPage> {
        let (case, _) = self.case_for_form(actor, no).await?;
        // A vendor sees its own lanes alone.
        let may_move_lane = may_replan(actor, &case.parties, Some(actor.org));
        let may_comment = may_comment_plan(actor, &case.parties);
        if !may_move_lane && !may_comment {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        let may_move_whole = may_replan(actor, &case.parties, None);
        let line = |cell: &domain::view::StageCell| {
            let may = if cell.system.is_some() { may_move_lane } else { may_move_whole };
            PlanLine { cell: cell.clone(), may_move: may && !cell.state.is_over() }
        };
        let row = &case.row;
        Ok(PlanPage {
            today: self.today(),
            no: row.no,
            title: row.title.clone(),
            state: row.state,
            in_force_on: row.in_force_on,
            latest_go_live: case.latest_go_live,
            law_move: row.law_move.clone(),
            go_live_on: row.go_live_on,
            first_go_live_on: case.first_go_live_on,
            late_reason: case.late_reason.clone(),
            lines: row.stages.iter().map(line).collect(),
            may_replan: may_move_lane,
            may_comment,
            may_move_go_live: may_move_whole,
            may_override: may_override(actor.role),
            version: case.version,
        })
    }

    async fn case_for_form(&self, actor: &Actor, no: CaseNo) -> Result<(Case, Detail)> {
        let today = self.today();
        let this = Condition::all().add(col("c", "no").eq(no.to_string()));
        let mut select = cases_and_lanes(actor, &this, Some(no), today);
        select.pick("c", &["summary"]).pick_as("law", "code", "law_code").left("law_change", "law", ("c", "law_id"));
        let rows = self.read.query_all(&select).await?;
        let first = rows.first().ok_or(StoreError::NotFound(Noun::Case))?;
        let detail = Detail::from_query_result(first, "")?;
        let case = self.assemble(&rows, &parts(actor, &this, true, today), today).await?.pop();
        Ok((case.ok_or(StoreError::NotFound(Noun::Case))?, detail))
    }
}
