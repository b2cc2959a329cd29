//! What makes a case one that goes on, and the day that binds it, as rows hold them.

use crate::{
    Result,
    select::{code, col},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{case::CaseState, date::instant::jst_day, law::LawState, planning::binding_of_law};
use sea_orm::{ExprTrait, sea_query::Expr};

/// States of cases that are not over.
pub(crate) fn live_states() -> impl Iterator<Item = &'static str> {
    CaseState::ALL.iter().filter(|state| !state.is_over()).map(|state| state.as_str())
}

/// The case that goes by that alias is not over.
pub(crate) fn is_live(case: &'static str) -> Expr {
    col(case, "state").is_in(live_states())
}

/// 施行日 of a 制度改正, as far as it binds a case opened on that day (docs/decisions/0038); `state` is that of the
/// 制度改正, `None` for a case without one.
///
/// # Errors
/// A row holds a state that is none.
pub(crate) fn binding_day(
    in_force: Option<NaiveDate>,
    state: Option<&str>,
    opened: NaiveDate,
) -> Result<Option<NaiveDate>> {
    state.map_or(Ok(None), |state| Ok(binding_of_law(in_force, code(LawState::parse, state)?, opened)))
}

/// The day from which on nothing of a cancelled case is to come.
pub(crate) fn stopped_on(state: CaseState, moved_at: Option<DateTime<Utc>>, today: NaiveDate) -> Option<NaiveDate> {
    (state == CaseState::Cancelled).then(|| moved_at.map_or(today, jst_day))
}
