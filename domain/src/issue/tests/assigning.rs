use super::*;
use crate::policy::Action;

fn takers(issue: &Issue) -> Vec<String> {
    everyone().into_iter().filter(|person| assignable(person, &issue.audience)).map(|person| person.login).collect()
}

#[test]
fn who_may_take_an_issue_of_each_scope() {
    let in_scope = |scope| takers(&shared_issue().scoped(scope)).join(" ");
    insta::assert_snapshot!(in_scope(Scope::Shared), @"keiyaku kyuyo kyuyo-kessai sekinin kanri-somu vendor-a vendor-a-member");
    insta::assert_snapshot!(in_scope(Scope::CityManager), @"keiyaku kyuyo kyuyo-kessai sekinin kanri-somu");
    insta::assert_snapshot!(in_scope(Scope::City), @"keiyaku kyuyo kyuyo-kessai");
    insta::assert_snapshot!(in_scope(Scope::Center), @"sekinin kanri-somu opkanri-somu op-somu consul consul-elsewhere");
}

/// 9-(5): the city cannot reach オペレーター管理者 and オペレーター by giving them work.
#[test]
fn operators_take_nothing_that_the_city_can_see() {
    for operator in [opkanri_somu(), op_somu()] {
        let to = assignment_to(&operator);
        let no = only(Field::Assignee, Problem::CannotSeeIt);
        for person in [kyuyo(), kanri_somu()] {
            assert_eq!(accepted().assign(&person, to.clone(), TODAY), Err(no.clone()));
        }
        assert_eq!(
            shared_issue().make_move(&kyuyo(), Move::Accept, &full_input(), Some(Ok(to.clone())), TODAY),
            Err(no)
        );
        assert!(shared_issue().scoped(Scope::Center).assign(&kanri_somu(), to, TODAY).is_ok());
    }
}

#[test]
fn who_cannot_read_it_or_cannot_write_in_it_takes_nothing() {
    for stranger in [vendor_b(), kanri_kyoiku(), op_kyoiku(), consul(), consul_elsewhere(), admin()] {
        let result = accepted().assign(&kanri_somu(), assignment_to(&stranger), TODAY);
        assert_eq!(result, Err(only(Field::Assignee, Problem::CannotSeeIt)), "{}", stranger.login);
    }
}

#[test]
fn the_history_names_the_organisation_and_the_person() {
    let (issue, event) = accepted().assign(&kyuyo(), assignment_to(&vendor_a()), TODAY).unwrap();
    assert_eq!(
        (issue.org, issue.org_side, issue.assignee),
        (Some(VENDOR_A), Some(Side::Vendor), Some(vendor_a().user))
    );
    assert_eq!(event, Event::IssueAssigned(assignment_to(&vendor_a()).names()));
    let names = assignment_to(&vendor_a()).names();
    assert_eq!(
        (names.org.as_str(), names.org_en.as_str(), names.assignee.as_str()),
        ("ベンダーA", vendor_a().org_name_en.as_str(), "杉本 大輔")
    );
    assert_eq!(issue.state, IssueState::Accepted);
}

#[test]
fn to_whom_it_is_given_already_is_no_change() {
    let result = accepted().assign(&kanri_somu(), assignment_to(&kyuyo()), TODAY);
    assert_eq!(result, Err(only(Field::Assignee, Problem::Unchanged)));
}

#[test]
fn a_person_of_another_organisation_is_refused() {
    let mixed = Assignment { person: kyuyo(), ..assignment_to(&vendor_a()) };
    let result = accepted().assign(&kanri_somu(), mixed, TODAY);
    assert_eq!(result, Err(only(Field::Assignee, Problem::NotInOrganisation)));
}

#[test]
fn only_editors_assign_and_only_what_is_open() {
    let to = || assignment_to(&kanri_somu());
    let refused = Err(Refusal::NotAllowed(Action::EditIssue));
    for person in [consul(), opkanri_somu(), op_somu(), vendor_b(), admin()] {
        assert_eq!(accepted().assign(&person, to(), TODAY), refused, "{}", person.login);
    }
    for state in [IssueState::Closed, IssueState::Withdrawn] {
        assert_eq!(accepted().in_state(state).assign(&sekinin(), to(), TODAY), Err(Refusal::IssueOver(state)));
    }
}

#[test]
fn only_the_administrator_may_hold_nothing_at_all() {
    let nothing: Vec<_> = everyone().into_iter().filter(|it| !may_hold(it)).map(|it| it.login).collect();
    assert_eq!(nothing, [admin().login]);
    for scope in Scope::ALL.iter().copied() {
        let takers = everyone().into_iter().filter(|it| assignable(it, &shared_issue().scoped(scope).audience));
        takers.for_each(|it| assert!(may_hold(&it), "{}", it.login));
    }
}
