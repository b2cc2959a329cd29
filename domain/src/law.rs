//! 制度改正.

use crate::{
    actor::Actor,
    coded::coded_enum,
    policy::{Action, Level, may},
};
use chrono::NaiveDate;

mod edit;
mod moved;

pub use edit::{LawFields, LawInput, day_or_none};
pub use moved::{DayMove, LawMove, may_settle_law_move, settle_law_move};

coded_enum! {
    /// 区分 of a 制度改正.
    pub enum LawKind {
        /// 法律.
        Law = "law",
        /// 政省令.
        CabinetOrder = "cabinet_order",
        /// 条例.
        Ordinance = "ordinance",
        /// 規則.
        Rule = "rule",
        /// 通知.
        Notice = "notice",
        /// 制度.
        Institution = "institution",
        /// 基盤.
        Platform = "platform",
    }
}

coded_enum! {
    /// How far a 制度改正 has come.
    pub enum LawState {
        /// 情報収集.
        Gathering = "gathering",
        /// 案.
        Bill = "bill",
        /// 成立.
        Enacted = "enacted",
        /// 公布.
        Promulgated = "promulgated",
        /// 施行.
        InForce = "in_force",
        /// 対象外.
        NotApplicable = "not_applicable",
    }
}

impl LawState {
    /// Nothing is to be done for it any more, or nothing ever was.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::InForce | Self::NotApplicable)
    }
}

/// Whether a 制度改正 is still to come, so that a missing 案件 is a gap: 施行日 ahead, or not yet in force.
pub fn is_ahead(state: LawState, in_force: Option<NaiveDate>, today: NaiveDate) -> bool {
    state != LawState::NotApplicable
        && match in_force {
            Some(day) => day >= today,
            None => !state.is_settled(),
        }
}

/// The order of codes as people count: `L25` before `L100`, `L06b` behind `L06`.
pub fn code_order(code: &str) -> (String, u64, String) {
    let digits = code.find(|c: char| c.is_ascii_digit()).unwrap_or(code.len());
    let (letters, rest) = code.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    (letters.to_owned(), number.parse().unwrap_or_default(), behind.to_owned())
}

/// Whether the actor may know of the list of 制度改正: row 2 of the table (notes/domain §2), where オペレーター,
/// ベンダー and システム管理者 have nothing.
pub fn may_see_laws(actor: &Actor) -> bool {
    actor.eyes().all(|it| may(it.role, Action::CreateCase).allows(Level::Draft))
}

/// The 状態 in which the actor may register or edit a 制度改正. A コンサルタント drafts: what is still being gathered
/// (情報収集) and nothing further.
pub fn law_states(actor: &Actor) -> &'static [LawState] {
    let grant = may(actor.role, Action::CreateCase);
    if grant.allows(Level::Edit) {
        LawState::ALL
    } else if grant.allows(Level::Draft) {
        &[LawState::Gathering]
    } else {
        &[]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_counted_not_spelled() {
        let mut codes = ["L100", "L25", "L06b", "L6", "L06", "X1"];
        codes.sort_by_key(|it| code_order(it));
        assert_eq!(codes, ["L6", "L06", "L06b", "L25", "L100", "X1"]);
    }

    #[test]
    fn a_change_is_ahead_until_its_day_has_come() {
        let today = "2026-11-24".parse().unwrap();
        for (state, in_force, ahead) in [
            (LawState::Promulgated, Some("2028-10-01"), true),
            (LawState::Promulgated, Some("2026-11-24"), true),
            (LawState::Promulgated, Some("2026-11-23"), false),
            (LawState::InForce, Some("2027-04-01"), true),
            (LawState::Bill, None, true),
            (LawState::Gathering, None, true),
            (LawState::InForce, None, false),
            (LawState::NotApplicable, Some("2028-10-01"), false),
        ] {
            let day = in_force.map(|it| it.parse().unwrap());
            assert_eq!(is_ahead(state, day, today), ahead, "{state} {in_force:?}");
        }
    }
}
