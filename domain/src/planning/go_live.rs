//! 本番 on or before the last 開庁日 on or before 施行日 (notes/domain §3), and who may let a later day pass.

mod ruling;

use crate::{
    actor::Actor,
    calendar::BusinessCalendar,
    refusal::{Field, FieldProblem, Problem},
    role::Role,
    signal::latest_go_live,
    text,
};
use chrono::NaiveDate;

pub use ruling::{RulingDays, binding_of_law};

/// What the record holds, when it is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldDates {
    /// 本番リリース予定.
    pub go_live: Option<NaiveDate>,
    /// 施行日, of the case and of its 制度改正.
    pub ruling: RulingDays,
    /// Why a later day was let pass.
    pub late_reason: Option<String>,
}

/// Whether the role may let a 本番 after the latest possible day pass: the 業務管理者, and the 責任者 over them.
pub const fn may_override(role: Role) -> bool {
    matches!(role, Role::OperationsManager | Role::CenterLead)
}

/// The reason that the record has to hold: none while 本番 is in time for the earlier of the two 施行日. What was let
/// pass stays so while it grows no later and the case's own 施行日 hides nothing of it: a day behind that of the
/// 制度改正 is for those to vouch for who may let a later 本番 pass.
///
/// # Errors
/// 本番 is too late and the role may not let it pass, or no reason is given; or the 制度改正 that made it late is to go.
pub fn late_reason(
    actor: &Actor,
    go_live: Option<NaiveDate>,
    ruling: RulingDays,
    typed: &str,
    held: &HeldDates,
    calendar: &BusinessCalendar,
) -> Result<Option<String>, Vec<FieldProblem>> {
    let may_override = may_override(actor.role);
    let latest_of = |day: Option<NaiveDate>| day.map(|day| latest_go_live(day, calendar));
    let late_for = |latest: Option<NaiveDate>| latest.filter(|latest| go_live.is_some_and(|day| day > *latest));
    let before = latest_of(held.ruling.binding());
    let Some(latest) = late_for(latest_of(ruling.binding())) else {
        let law_goes = held.ruling.law.is_some() && held.ruling.law != ruling.law;
        return match late_for(before).filter(|_| law_goes && !may_override) {
            Some(latest) => {
                Err(vec![FieldProblem::new(Field::Law, Problem::AfterLatestOfLaw { latest, may_override })])
            }
            None => Ok(None),
        };
    };
    let for_own_day = late_for(latest_of(ruling.own)).is_some();
    let no_later = before.is_some_and(|before| latest >= before);
    let stands = held.go_live == go_live && (held.ruling == ruling || (for_own_day && no_later));
    if stands && (!may_override || typed.trim().is_empty()) {
        return Ok(held.late_reason.clone());
    }
    let problem = if for_own_day {
        Problem::AfterLatest { latest, may_override }
    } else {
        Problem::AfterLatestOfLaw { latest, may_override }
    };
    let late = || FieldProblem::new(Field::GoLiveOn, problem.clone());
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
        let judge = |actor: &Actor, go_live: &str, own: Option<NaiveDate>, typed: &str, held: &HeldDates| {
            late_reason(actor, day(go_live), RulingDays { own, law: None }, typed, held, &calendar)
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

    fn held(own: &str, law: Option<&str>, reason: Option<&str>) -> HeldDates {
        HeldDates {
            go_live: day("2028-10-02"),
            ruling: RulingDays { own: day(own), law: law.and_then(day) },
            late_reason: reason.map(str::to_owned),
        }
    }

    #[test]
    fn what_was_let_pass_stays_so_until_it_grows_later() {
        let calendar = BusinessCalendar::by_law();
        let held = held("2028-10-01", None, Some("国の様式待ち"));
        let officer = kyuyo();
        let edit = |go_live: &str, own: &str| {
            let ruling = RulingDays { own: day(own), law: None };
            late_reason(&officer, day(go_live), ruling, "", &held, &calendar)
        };
        assert_eq!(edit("2028-10-02", "2028-10-01"), Ok(held.late_reason.clone()));
        assert!(edit("2028-10-03", "2028-10-01").is_err());
        assert!(edit("2028-10-02", "2028-09-01").is_err());
        assert_eq!(edit("2028-09-29", "2028-10-01"), Ok(None));
    }

    #[test]
    fn the_day_of_the_law_binds_before_a_later_one_of_the_case() {
        let calendar = BusinessCalendar::by_law();
        let (officer, manager) = (kyuyo(), crate::issue::sample::kanri_somu());
        let law = day("2028-10-01");
        let latest = "2028-09-29".parse().unwrap();
        for own in [None, day("2028-12-01")] {
            let ruling = RulingDays { own, law };
            let judge = |actor: &Actor, typed: &str, held: &HeldDates| {
                late_reason(actor, day("2028-10-02"), ruling, typed, held, &calendar)
            };
            let late = |may_override| Problem::AfterLatestOfLaw { latest, may_override };
            let told = FieldProblem::new(Field::GoLiveOn, late(false));
            assert_eq!(judge(&officer, "", &HeldDates::default()), Err(vec![told.clone()]), "{own:?}");
            assert_eq!(judge(&manager, "段階施行", &HeldDates::default()), Ok(Some("段階施行".to_owned())));
            // Nobody else takes the red reason away by moving the own 施行日 behind the law's, or emptying it.
            for reason in [None, Some("国の様式待ち")] {
                let red = held("2028-10-01", Some("2028-10-01"), reason);
                assert_eq!(judge(&officer, "", &red), Err(vec![told.clone()]), "{own:?}");
                assert!(judge(&manager, "", &red).is_err(), "who may says why once more");
            }
            // What a manager vouched for is not dropped by the edit of another field.
            let phased = HeldDates { ruling, ..held("2028-10-01", None, Some("段階施行")) };
            assert_eq!(judge(&officer, "", &phased), Ok(Some("段階施行".to_owned())));
        }
    }

    #[test]
    fn a_law_that_makes_it_late_is_not_taken_away_by_who_may_not_let_it_pass() {
        let calendar = BusinessCalendar::by_law();
        let red = held("2028-12-01", Some("2028-10-01"), Some("段階施行"));
        let without = RulingDays { law: None, ..red.ruling };
        let judge = |actor: &Actor| late_reason(actor, red.go_live, without, "", &red, &calendar);
        let latest = "2028-09-29".parse().unwrap();
        let problem = Problem::AfterLatestOfLaw { latest, may_override: false };
        assert_eq!(judge(&kyuyo()), Err(vec![FieldProblem::new(Field::Law, problem)]));
        assert_eq!(judge(&crate::issue::sample::kanri_somu()), Ok(None));
    }
}
