//! A 工程 that is 対象外 is needed after all.

use super::*;

fn left_out(n: u8) -> Standing {
    Standing { state: StageState::NotApplicable, ..waiting(n) }
}

#[test]
fn who_decides_undoes_it_and_nobody_else() {
    for n in 1..=7 {
        for role in Role::ALL {
            let expected = if n == 5 { Role::CenterLead } else { Role::SectionApprover };
            let undone = undo_leave_out(&at_home(*role), &left_out(n), "様式が変わった");
            let refused = Err(Refusal::NotAllowed(Action::DecidePolicy));
            assert_eq!(
                undone,
                if *role == expected { Ok("様式が変わった".to_owned()) } else { refused },
                "{role} at {n}"
            );
        }
    }
    let other = undo_leave_out(&person(Role::SectionApprover, OTHER, 100), &left_out(6), "様式が変わった");
    assert_eq!(other, Err(Refusal::NotAllowed(Action::DecidePolicy)));
}

#[test]
fn only_what_is_対象外_in_a_case_at_work_and_with_a_reason() {
    let kessai = at_home(Role::SectionApprover);
    let attempted = StageVerb::UndoLeaveOut;
    for state in StageState::ALL.iter().filter(|it| **it != StageState::NotApplicable) {
        let refused = undo_leave_out(&kessai, &Standing { state: *state, ..waiting(6) }, "要る");
        assert_eq!(refused, Err(Refusal::WrongStage { state: *state, attempted }));
    }
    for case in CaseState::ALL.iter().filter(|it| !it.is_at_work()) {
        let refused = undo_leave_out(&kessai, &Standing { case: *case, ..left_out(6) }, "要る");
        assert_eq!(refused, Err(Refusal::CaseNotAtWork { state: *case, attempted }));
    }
    let silent = undo_leave_out(&kessai, &left_out(6), " ");
    assert_eq!(silent, Err(Refusal::field(Field::Reason, Problem::Required)));
}
