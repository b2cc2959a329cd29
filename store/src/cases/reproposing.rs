//! The rest of a plan proposed anew. Nothing is written: the form comes back filled in.

use crate::{Result, Store, StoreError};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    date::parse_day,
    key::CaseNo,
    planning::{follow_go_live, repropose},
    policy::Action,
    refusal::{Field, FieldProblem, Problem, Refusal},
    view::{PlanPage, Reproposal},
};

impl Store {
    /// Proposes the days of the 工程 that are not over yet, backwards from 本番リリース予定 as typed, or from the last
    /// day in time for the 施行日 when empty. Who may not move 本番 gets the days up to the one that is planned.
    ///
    /// # Errors
    /// NotFound, nothing of the plan is the actor's to move, all of it is over, or problems beside the fields.
    pub async fn repropose_case(&self, actor: &Actor, no: CaseNo, go_live: &str) -> Result<Reproposal> {
        let page = self.plan_page(actor, no).await?;
        if !page.may_replan {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        let go_live_on = go_live_of(&page, go_live)?;
        let proposed = repropose(&page.lines, page.today, go_live_on, self.calendars().of(no.center));
        let lines = proposed.map_err(|short| FieldProblem::new(Field::GoLiveOn, short.into()))?;
        if lines.is_empty() {
            return Err(StoreError::field(Field::Plan, Problem::Unchanged));
        }
        Ok(Reproposal { go_live_on, lines })
    }

    /// Proposes the days of 工程6 and 7 that go with 本番リリース予定 as typed.
    ///
    /// # Errors
    /// NotFound, 本番 is not the actor's to move, nothing goes with it, or problems beside the field.
    pub async fn follow_go_live(&self, actor: &Actor, no: CaseNo, go_live: &str) -> Result<Reproposal> {
        let page = self.plan_page(actor, no).await?;
        if !page.may_move_go_live {
            return Err(Refusal::NotAllowed(Action::Baseline).into());
        }
        let go_live_on = go_live_of(&page, go_live)?;
        let lines = follow_go_live(&page.lines, page.go_live_on, go_live_on, self.calendars().of(no.center));
        if lines.is_empty() {
            return Err(StoreError::field(Field::Plan, Problem::Unchanged));
        }
        Ok(Reproposal { go_live_on, lines })
    }
}

fn go_live_of(page: &PlanPage, typed: &str) -> Result<NaiveDate> {
    let missing = |problem| StoreError::field(Field::GoLiveOn, problem);
    match typed.trim() {
        _ if !page.may_move_go_live => page.go_live_on.ok_or_else(|| missing(Problem::NoGoLive)),
        "" => page.latest_go_live.ok_or_else(|| missing(Problem::Required)),
        typed => parse_day(typed).map_err(|problem| missing(Problem::Date(problem))),
    }
}
