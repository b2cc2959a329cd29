//! What was asked for is taken back.

use super::*;

#[test]
fn who_asked_takes_it_back_and_who_answers_for_the_stage_whoever_asked() {
    use Role::*;
    for role in Role::ALL {
        let (own, of_another) = (Some(at_home(*role).user), Some(UserId(Uuid::from_u128(7))));
        let works = may_work(&at_home(*role), &waiting(6));
        assert_eq!(recalls(&at_home(*role), &waiting(6), own), works, "{role}: the own request");
        let answers = matches!(role, SectionOfficer | OperationsManager | CenterLead);
        for asked_by in [of_another, None] {
            assert_eq!(recalls(&at_home(*role), &waiting(6), asked_by), answers, "{role}: another's request");
        }
    }
    assert!(!recalls(&person(SectionOfficer, OTHER, 100), &waiting(6), None), "another section");
}

#[test]
fn with_a_reason_and_only_what_waits() {
    let officer = at_home(Role::SectionOfficer);
    let silent = recall_gate(&officer, &waiting(6), None, " ");
    assert_eq!(silent, Err(Refusal::field(Field::Reason, Problem::Required)));
    assert_eq!(recall_gate(&officer, &waiting(6), None, "版を直す").as_deref(), Ok("版を直す"));
    let working = Standing { state: StageState::InProgress, ..waiting(6) };
    let wrong = Refusal::WrongStage { state: StageState::InProgress, attempted: StageVerb::Recall };
    assert_eq!(recall_gate(&officer, &working, None, "版を直す"), Err(wrong));
    let vendor = at_home(Role::VendorManager);
    for refused in
        [recall_gate(&vendor, &waiting(6), None, "版を直す"), recall_leave_out(&vendor, &proposed(6), None, "要る")]
    {
        assert_eq!(refused, Err(Refusal::NotAllowed(Action::Progress)));
    }
}
