//! Who opens, edits, moves and replans a 案件: rows 2 and 19 of the table (notes/domain §2), within their scope. A
//! 業務所管課 works on the cases that it owns; a related one reads along and has its word (docs/decisions/0024). A
//! コンサルタント drafts, and somebody else confirms.

use crate::{
    actor::Actor,
    case::{CaseMove, CaseState},
    ids::OrgId,
    organisation::{CenterCode, Side},
    policy::{Action, Level, Reach, may},
    role::Role,
};

/// What decides who may change a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseParties {
    /// The center that runs it.
    pub center: CenterCode,
    /// The owning 業務所管課.
    pub section: OrgId,
    /// The related ones.
    pub related: Vec<OrgId>,
    /// Where it stands.
    pub state: CaseState,
}

impl CaseParties {
    /// Whether the person's section owns it, or their center runs it.
    fn is_of(&self, actor: &Actor) -> bool {
        match actor.role {
            Role::SectionOfficer | Role::SectionApprover => self.section == actor.org,
            _ => actor.center.is_none_or(|center| center == self.center),
        }
    }

    /// The same, or the person's section is related to it.
    fn has_part(&self, actor: &Actor) -> bool {
        self.is_of(actor) || (actor.role.side() == Side::City && self.related.contains(&actor.org))
    }
}

/// The state in which a case begins that the person opens; `None` for who opens none.
pub fn opens_as(actor: &Actor) -> Option<CaseState> {
    let grant = may(actor.role, Action::CreateCase);
    if grant.allows(Level::Edit) {
        Some(CaseState::Planned)
    } else {
        grant.allows(Level::Draft).then_some(CaseState::Draft)
    }
}

/// Whether the person may edit the fields of a case, and its lanes. A draft also by who may only draft.
pub fn may_edit_case(actor: &Actor, case: &CaseParties) -> bool {
    let needed = if case.state == CaseState::Draft { Level::Draft } else { Level::Edit };
    !case.state.is_over() && case.is_of(actor) && may(actor.role, Action::CreateCase).allows(needed)
}

/// Whether the person may confirm, hold, resume, complete or cancel it. Who may only draft takes a draft back
/// (中止) and nothing else: it is confirmed by somebody else.
pub fn may_move_case(actor: &Actor, case: &CaseParties, mv: CaseMove) -> bool {
    let takes_back = case.state == CaseState::Draft && mv == CaseMove::Cancel;
    let needed = if takes_back { Level::Draft } else { Level::Edit };
    case.is_of(actor) && may(actor.role, Action::CreateCase).allows(needed)
}

/// Whether the person may move the plan of a 工程: `vendor` is that of its lane, none for the whole case and for
/// 本番リリース予定. A vendor's PM moves the lanes of their own systems.
pub fn may_replan(actor: &Actor, case: &CaseParties, vendor: Option<OrgId>) -> bool {
    let grant = may(actor.role, Action::Baseline);
    let reaches = grant.reach != Reach::OwnSystems || vendor == Some(actor.org);
    let is_theirs = actor.side() == Side::Vendor || case.is_of(actor);
    let plans = grant.allows(Level::Edit) && reaches && is_theirs;
    !case.state.is_over() && (plans || (case.state == CaseState::Draft && may_edit_case(actor, case)))
}

/// Whether the person may say something about the plan: row 19 gives the 業務所管課 担当 a word, not the plan itself. It
/// is said between 市 and 管理者 (row 28), so that whoever only drafts there does not.
pub fn may_comment_plan(actor: &Actor, case: &CaseParties) -> bool {
    let comments = may(actor.role, Action::Baseline).allows(Level::Comment);
    let speaks = may(actor.role, Action::CityManagerThread).allows(Level::Edit);
    !case.state.is_over() && comments && speaks && case.has_part(actor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::sample::{KYUYO, VENDOR_A, everyone};
    use std::fmt::Write;

    fn case(state: CaseState) -> CaseParties {
        CaseParties { center: CenterCode::Somu, section: KYUYO, related: Vec::new(), state }
    }

    #[test]
    fn who_does_what_with_a_case_of_the_section() {
        let mut grid = String::new();
        let mark = |yes| if yes { "○" } else { "–" };
        for actor in everyone() {
            let opens = opens_as(&actor).map_or("–", CaseState::as_str);
            write!(grid, "{:<16} opens {opens:<8}", actor.login).unwrap();
            for state in [CaseState::Draft, CaseState::Active] {
                let case = case(state);
                let edit = mark(may_edit_case(&actor, &case));
                let confirm = mark(may_move_case(&actor, &case, CaseMove::Confirm));
                let cancel = mark(may_move_case(&actor, &case, CaseMove::Cancel));
                let (whole, lane) =
                    (mark(may_replan(&actor, &case, None)), mark(may_replan(&actor, &case, Some(VENDOR_A))));
                let moves = if state == CaseState::Draft {
                    format!("confirm {confirm} cancel {cancel}")
                } else {
                    format!("move {cancel}")
                };
                write!(grid, " | {state}: edit {edit} {moves} plan {whole} lane {lane}").unwrap();
            }
            grid = grid.trim_end().to_owned() + "\n";
        }
        insta::assert_snapshot!(grid);
    }

    #[test]
    fn the_officer_of_the_section_has_a_word_on_the_plan_and_not_the_plan() {
        let active = case(CaseState::Active);
        for actor in everyone() {
            let has_word = ["kyuyo", "kyuyo-kessai", "sekinin", "kanri-somu"].contains(&actor.login.as_str());
            assert_eq!(may_comment_plan(&actor, &active), has_word, "{}", actor.login);
            assert!(!may_comment_plan(&actor, &case(CaseState::Cancelled)), "{}", actor.login);
        }
        let officer = everyone().into_iter().find(|it| it.login == "kyuyo").unwrap();
        assert!(!may_replan(&officer, &active, None) && !may_replan(&officer, &active, Some(VENDOR_A)));
        let elsewhere = CaseParties { section: OrgId(uuid::Uuid::nil()), ..active };
        assert!(!may_comment_plan(&officer, &elsewhere), "another section's");
    }

    #[test]
    fn a_related_section_has_a_word_and_nothing_more() {
        let elsewhere =
            CaseParties { section: OrgId(uuid::Uuid::nil()), related: vec![KYUYO], ..case(CaseState::Active) };
        for login in ["kyuyo", "kyuyo-kessai"] {
            let actor = everyone().into_iter().find(|it| it.login == login).unwrap();
            assert!(!may_edit_case(&actor, &elsewhere), "{login}");
            for mv in [CaseMove::Hold, CaseMove::Resume, CaseMove::Complete, CaseMove::Cancel, CaseMove::Confirm] {
                assert!(!may_move_case(&actor, &elsewhere, mv), "{login} {mv}");
            }
            assert!(!may_replan(&actor, &elsewhere, None), "{login}");
            assert!(may_comment_plan(&actor, &elsewhere), "{login}");
        }
    }

    #[test]
    fn another_section_and_another_center_keep_their_hands_off() {
        let elsewhere =
            CaseParties { center: CenterCode::Kyoiku, section: OrgId(uuid::Uuid::nil()), ..case(CaseState::Active) };
        for actor in everyone() {
            let bound = matches!(actor.role, Role::SectionOfficer | Role::SectionApprover)
                || actor.center == Some(CenterCode::Somu);
            if bound {
                assert!(!may_edit_case(&actor, &elsewhere), "{}", actor.login);
                assert!(!may_move_case(&actor, &elsewhere, CaseMove::Hold), "{}", actor.login);
                assert!(!may_replan(&actor, &elsewhere, None), "{}", actor.login);
            }
        }
        let over = case(CaseState::Completed);
        assert!(
            everyone().iter().all(|actor| !may_edit_case(actor, &over) && !may_replan(actor, &over, Some(VENDOR_A)))
        );
    }
}
