//! 本番 on or before the last 開庁日 on or before 施行日 (notes/domain §3), and who may let a later day pass.

use crate::{
    actor::Actor,
    calendar::BusinessCalendar,
    refusal::{Field, FieldProblem, Problem},
    role::Role,
    signal::latest_go_live,
    text,
};
use chrono::NaiveDate;

/// What the record holds, when it is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldDates {
    /// 本番リリース予定.
    pub go_live: Option<NaiveDate>,
    /// 施行日.
    pub in_force: Option<NaiveDate>,
    /// Why a later day was let pass.
    pub late_reason: Option<String>,
}

/// Whether the role may let a 本番 after the latest possible day pass: the 業務管理者, and the 責任者 over them.
pub const fn may_override(role: Role) -> bool {
    matches!(role, Role::OperationsManager | Role::CenterLead)
}

/// The reason that the record has to hold: none while 本番 is in time. Days that were let pass before stay so.
///
/// # Errors
/// 本番 is too late and the role may not let it pass, or no reason is given.
pub fn late_reason(
    actor: &Actor,
    go_live: Option<NaiveDate>,
    in_force: Option<NaiveDate>,
    typed: &str,
    held: &HeldDates,
    calendar: &BusinessCalendar,
) -> Result<Option<String>, Vec<FieldProblem>> {
    let latest = in_force.map(|day| latest_go_live(day, calendar));
    let Some(latest) = latest.filter(|latest| go_live.is_some_and(|day| day > *latest)) else { return Ok(None) };
    let unchanged = held.go_live == go_live && held.in_force == in_force;
    let may_override = may_override(actor.role);
    if unchanged && (!may_override || typed.trim().is_empty()) {
        return Ok(held.late_reason.clone());
    }
    let late = || FieldProblem::new(Field::GoLiveOn, Problem::AfterLatest { latest, may_override });
    if !may_override {
        return Err(vec![late()]);
    }
    text::note(Field::LateReason, typed).map(Some).map_err(|problem| vec![late(), problem])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::sample::{everyone, kyuyo};

    fn day(iso: &str) -> Option<NaiveDate> {
        Some(iso.parse().unwrap())
    }

    #[test]
    fn a_late_day_needs_a_manager_and_a_reason() {
        let calendar = BusinessCalendar::by_law();
        let none = HeldDates::default();
        let judge = |actor: &Actor, go_live: &str, in_force: Option<NaiveDate>, typed: &str, held: &HeldDates| {
            late_reason(actor, day(go_live), in_force, typed, held, &calendar)
        };
        let sunday = day("2028-10-01");
        for actor in &everyone() {
            let role = actor.role;
            assert_eq!(judge(actor, "2028-09-29", sunday, "何か", &none), Ok(None), "in time: {role}");
            assert_eq!(judge(actor, "2030-09-29", None, "", &none), Ok(None), "no 施行日: {role}");
            let late = judge(actor, "2028-10-02", sunday, "国の様式待ち", &none);
            let manager = matches!(role, Role::OperationsManager | Role::CenterLead);
            assert_eq!(late.is_ok(), manager, "{role}");
            let latest = "2028-09-29".parse().unwrap();
            let problem = FieldProblem::new(Field::GoLiveOn, Problem::AfterLatest { latest, may_override: manager });
            match late {
                Ok(reason) => {
                    assert_eq!(reason.as_deref(), Some("国の様式待ち"));
                    let required = FieldProblem::new(Field::LateReason, Problem::Required);
                    assert_eq!(judge(actor, "2028-10-02", sunday, " ", &none), Err(vec![problem, required]));
                }
                Err(problems) => assert_eq!(problems, [problem]),
            }
        }
    }

    #[test]
    fn what_was_let_pass_stays_so_until_the_days_change() {
        let calendar = BusinessCalendar::by_law();
        let held = HeldDates {
            go_live: day("2028-10-02"),
            in_force: day("2028-10-01"),
            late_reason: Some("国の様式待ち".to_owned()),
        };
        let officer = kyuyo();
        let keep = late_reason(&officer, held.go_live, held.in_force, "", &held, &calendar);
        assert_eq!(keep, Ok(held.late_reason.clone()));
        assert!(late_reason(&officer, day("2028-10-03"), held.in_force, "", &held, &calendar).is_err());
        assert_eq!(late_reason(&officer, day("2028-09-29"), held.in_force, "", &held, &calendar), Ok(None));
    }
}
