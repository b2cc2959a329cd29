//! Gates that wait for somebody's decision.

use super::approvers::counting;
use crate::{
    Result, Store,
    cases::reading::{cases_and_lanes, parts},
    select::col,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    role::Role,
    stage::StageState,
    view::{GateWaiting, gates_waiting},
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Condition, Expr},
};

/// 工程 that the 責任者 confirms.
const CONFIRMED: i32 = 5;

/// 1 where the gate of the stage `t` of the case `c`, or the proposal that it is 対象外, waits for the actor, else 0:
/// the same rule as [`domain::gate::decides`], in cases at work.
pub(crate) fn waits_for(actor: &Actor, today: NaiveDate) -> Expr {
    let gate = col("t", "state").eq(StageState::AwaitingGate.as_str());
    let leave_out =
        col("t", "state").eq(StageState::NotStarted.as_str()).and(col("t", "leave_out_reason").is_not_null());
    let at_work = [CaseState::Planned, CaseState::Active].map(CaseState::as_str);
    let waiting = Condition::all().add(gate.or(leave_out)).add(col("c", "state").is_in(at_work));
    let mine = match actor.role {
        Role::CenterLead => waiting.add(col("t", "stage").eq(CONFIRMED)),
        Role::SectionApprover => waiting
            .add(col("t", "stage").ne(CONFIRMED))
            .add(col("c", "section_org_id").eq(actor.org.0))
            .add(Expr::exists(counting(today).and_where(col("ga", "user_id").ne(actor.user.0)).take()).not()),
        _ => return Expr::cust("0"),
    };
    Expr::case(mine, Expr::cust("1")).finally(Expr::cust("0")).into()
}

impl Store {
    /// The gates of live cases that wait for the actor's decision, the nearest planned end first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn gates_waiting(&self, actor: &Actor) -> Result<Vec<GateWaiting>> {
        if !matches!(actor.role, Role::CenterLead | Role::SectionApprover) {
            return Ok(Vec::new());
        }
        let today = self.today();
        let live = [CaseState::Planned, CaseState::Active, CaseState::OnHold].map(CaseState::as_str);
        let which = Condition::all().add(col("c", "state").is_in(live));
        let rows = self.read.query_all(&cases_and_lanes(actor, &which, None, today)).await?;
        let cases = self.assemble(&rows, &parts(actor, &which, false, today), today).await?;
        Ok(gates_waiting(&cases.into_iter().map(|it| it.row).collect::<Vec<_>>()))
    }
}
