use super::*;

fn accept(issue: Issue, due: &str, to: Option<&Actor>) -> Result<Changed, Refusal> {
    let input = MoveInput {
        assignment: AssignmentInput { due: due.to_owned(), ..AssignmentInput::default() },
        ..MoveInput::default()
    };
    issue.make_move(&kanri_somu(), Move::Accept, &input, to.map(|person| Ok(assignment_to(person))), TODAY)
}

#[test]
fn sets_all_three_and_gives_the_ball_away() {
    let (issue, event) = accept(shared_issue(), "2026-11-30", Some(&kyuyo())).unwrap();
    assert_eq!((issue.org, issue.org_side, issue.assignee), (Some(KYUYO), Some(Side::City), Some(kyuyo().user)));
    assert_eq!((issue.due, issue.first_due, issue.slips), (Some(day("2026-11-30")), Some(day("2026-11-30")), 0));
    assert_eq!(issue.ball, Ball { holder: Holder::City, org: Some(KYUYO), user: Some(kyuyo().user), since: TODAY });
    let (from, to) = (IssueState::Raised, IssueState::Accepted);
    let given_to = Some(assignment_to(&kyuyo()).names());
    let due = Some(day("2026-11-30"));
    assert_eq!(event, Event::IssueMoved { mv: Move::Accept, from, to, reason: None, until: None, given_to, due });
}

#[test]
fn names_everything_that_is_missing() {
    let required = |field| FieldProblem::new(field, Problem::Required);
    let all = vec![required(Field::Org), required(Field::Assignee), required(Field::Due)];
    assert_eq!(accept(shared_issue(), "", None), Err(Refusal::Invalid(all)));
}

#[test]
fn without_an_organisation() {
    let mut issue = shared_issue();
    issue.assignee = Some(kyuyo().user);
    assert_eq!(accept(issue, "2026-11-30", None), Err(only(Field::Org, Problem::Required)));
}

#[test]
fn without_a_person() {
    let mut issue = shared_issue().in_hands_of(&kyuyo());
    issue.assignee = None;
    assert_eq!(accept(issue, "2026-11-30", None), Err(only(Field::Assignee, Problem::Required)));
}

#[test]
fn without_a_deadline() {
    for due in ["", "  ", "　"] {
        assert_eq!(accept(shared_issue(), due, Some(&kyuyo())), Err(only(Field::Due, Problem::Required)));
    }
}

#[test]
fn what_was_set_before_may_be_left_out() {
    let issue = shared_issue().in_hands_of(&kyuyo()).due_on("2026-11-30");
    let (issue, _) = accept(issue, "", None).unwrap();
    assert_eq!((issue.assignee, issue.due), (Some(kyuyo().user), Some(day("2026-11-30"))));
}

#[test]
fn a_person_of_another_organisation_is_refused() {
    let mixed = Assignment { person: vendor_a(), ..assignment_to(&kyuyo()) };
    let result = shared_issue().make_move(&kanri_somu(), Move::Accept, &full_input(), Some(Ok(mixed)), TODAY);
    assert_eq!(result, Err(only(Field::Assignee, Problem::NotInOrganisation)));
}

#[test]
fn what_the_store_could_not_find_is_handed_on() {
    let unknown = vec![FieldProblem::new(Field::Org, Problem::UnknownChoice)];
    let result = shared_issue().make_move(&kanri_somu(), Move::Accept, &full_input(), Some(Err(unknown)), TODAY);
    assert_eq!(result, Err(only(Field::Org, Problem::UnknownChoice)));
}

#[test]
fn a_past_deadline_is_refused_and_today_is_not() {
    let past = Problem::Past { today: TODAY };
    assert_eq!(accept(shared_issue(), "2026-11-17", Some(&kyuyo())), Err(only(Field::Due, past)));
    assert!(accept(shared_issue(), "2026-11-18", Some(&kyuyo())).is_ok());
}

#[test]
fn the_deadline_is_read_in_the_notations_people_use() {
    for due in ["R8.12.1", "令和8年12月1日", "２０２６／１２／１", "20261201", "2026-12-01"] {
        let (issue, _) = accept(shared_issue(), due, Some(&kyuyo())).unwrap();
        assert_eq!(issue.due, Some(day("2026-12-01")), "{due}");
    }
    let Err(Refusal::Invalid(problems)) = accept(shared_issue(), "R8.12", Some(&kyuyo())) else { panic!() };
    assert!(matches!(problems[..], [FieldProblem { field: Field::Due, problem: Problem::Date(_) }]), "a month");
}

#[test]
fn a_closed_day_is_taken_as_typed() {
    let (issue, _) = accept(shared_issue(), "2026-11-23", Some(&kyuyo())).unwrap();
    assert_eq!(issue.due, Some(day("2026-11-23")));
}

#[test]
fn a_deadline_set_before_is_not_moved_without_a_reason() {
    let issue = shared_issue().due_on("2026-11-20");
    let result = accept(issue.clone(), "2026-11-30", Some(&kyuyo()));
    assert_eq!(result, Err(only(Field::Due, Problem::AlreadyThere)));
    let (same, _) = accept(issue, "2026-11-20", Some(&kyuyo())).unwrap();
    assert_eq!((same.due, same.first_due, same.slips), (Some(day("2026-11-20")), Some(day("2026-11-20")), 0));
}
