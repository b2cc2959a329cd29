use super::*;

#[test]
fn the_successor_takes_over_and_the_days_of_the_organisation_count_on() {
    let before = accepted();
    let since = before.ball.since;
    let (issue, event) = before.hand_over("松永 恵", &assignment_to(&kyuyo_kessai()), TODAY).unwrap();
    assert_eq!((issue.assignee, issue.ball.user), (Some(kyuyo_kessai().user), Some(kyuyo_kessai().user)));
    assert_eq!(issue.ball.since, since, "the organisation has had it all the time");
    let Event::IssueHandedOver { from, assignee, .. } = event else { panic!("{event:?}") };
    assert_eq!((from.as_str(), assignee), ("松永 恵", kyuyo_kessai().name));
}

#[test]
fn whoever_could_not_hold_it_does_not_inherit_it() {
    let issue = shared_issue().in_hands_of(&kanri_somu()).due_on("2026-11-20").in_state(IssueState::Accepted);
    let to_operator = issue.clone().hand_over("藤井", &assignment_to(&op_somu()), TODAY);
    assert_eq!(to_operator, Err(only(Field::Successor, Problem::CannotSeeIt)), "9-(5) holds for heirs too");
    let to_self = issue.clone().hand_over("藤井", &assignment_to(&kanri_somu()), TODAY);
    assert_eq!(to_self, Err(only(Field::Successor, Problem::Unchanged)));
    let closed = issue.in_state(IssueState::Closed).hand_over("藤井", &assignment_to(&sekinin()), TODAY);
    assert_eq!(closed, Err(Refusal::IssueOver(IssueState::Closed)));
}
