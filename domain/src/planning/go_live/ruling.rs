//! The two 施行日 that rule a 本番: that of the case, and that of its 制度改正.

use crate::law::LawState;
use chrono::NaiveDate;

/// The 施行日 by which a case has to be live. A law in phases needs days of their own for its cases; which of the two
/// counts is a matter of who vouched for it (docs/decisions/0038).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RulingDays {
    /// 施行日 of the case.
    pub own: Option<NaiveDate>,
    /// 施行日 of its 制度改正, as far as that binds it, see [`binding_of_law`].
    pub law: Option<NaiveDate>,
}

impl RulingDays {
    /// The day that binds: the earlier of the two.
    pub fn binding(self) -> Option<NaiveDate> {
        self.own.into_iter().chain(self.law).min()
    }

    /// The day by which the 信号 judges and that screens show: that of the case once somebody who may let a later
    /// 本番 pass gave the reason for it, or once the case is over; else the one that binds.
    pub fn judged(self, vouched_for: bool) -> Option<NaiveDate> {
        if vouched_for { self.own } else { self.binding() }
    }
}

/// 施行日 of a 制度改正 as far as it binds a case opened on that day (JST). One that had passed by then binds nothing: no
/// 本番 could keep it, and the case is for a later step of it or for a 遡及. Nor does one of 対象外.
pub fn binding_of_law(in_force: Option<NaiveDate>, state: LawState, opened: NaiveDate) -> Option<NaiveDate> {
    in_force.filter(|day| *day >= opened && state != LawState::NotApplicable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Option<NaiveDate> {
        Some(iso.parse().unwrap())
    }

    #[test]
    fn the_earlier_day_binds_unless_somebody_vouched_for_the_own_one() {
        let (early, late) = (day("2028-10-01"), day("2028-12-01"));
        for (own, law, binding) in
            [(early, late, early), (late, early, early), (None, early, early), (late, None, late), (None, None, None)]
        {
            let ruling = RulingDays { own, law };
            assert_eq!((ruling.binding(), ruling.judged(false), ruling.judged(true)), (binding, binding, own));
        }
    }

    #[test]
    fn a_law_binds_the_cases_opened_before_its_day() {
        let opened = "2028-10-01".parse().unwrap();
        let binding = |in_force: Option<NaiveDate>, state| binding_of_law(in_force, state, opened);
        assert_eq!(binding(day("2028-10-01"), LawState::InForce), day("2028-10-01"));
        assert_eq!(binding(day("2028-09-30"), LawState::InForce), None);
        assert_eq!(binding(day("2028-10-01"), LawState::NotApplicable), None);
        assert_eq!(binding(None, LawState::Bill), None);
    }
}
