use super::*;
use crate::visibility::sees_record;
use std::fmt::Write;

/// Who may make which move, a line per person: `yes` in every state where the move is possible,
/// `–` in none, else the states in which they may (`city`: 市回答待ち, and so on).
fn grid(issue: &Issue) -> String {
    let mut grid = format!("{:<18}", "");
    for mv in Move::ALL {
        write!(grid, "{mv:<16}").unwrap();
    }
    for person in everyone() {
        write!(grid, "\n{:<18}", person.login).unwrap();
        if !sees_record(&person, &issue.audience) {
            grid.push_str("(cannot see it)");
            continue;
        }
        for mv in Move::ALL {
            write!(grid, "{:<16}", cell(&person, issue, *mv)).unwrap();
        }
    }
    grid.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn cell(person: &Actor, issue: &Issue, mv: Move) -> String {
    let (yes, no): (Vec<_>, Vec<_>) = IssueState::ALL
        .iter()
        .map(|state| issue.clone().in_state(*state))
        .filter(|issue| issue.state.after(mv, issue.is_assigned()).is_some())
        .partition(|issue| may_move(person, issue, mv));
    match (yes.as_slice(), no.as_slice()) {
        ([], _) => "–".to_owned(),
        (_, []) => "yes".to_owned(),
        (some, _) => {
            let states = some.iter().map(|issue| issue.state.as_str().trim_start_matches("awaiting_"));
            states.collect::<Vec<_>>().join(",")
        }
    }
}

#[test]
fn on_a_shared_issue_of_the_center() {
    insta::assert_snapshot!(grid(&shared_issue()));
}

#[test]
fn on_a_shared_issue_of_the_vendor() {
    insta::assert_snapshot!(grid(&shared_issue().raised_by(&vendor_a())));
}

#[test]
fn on_a_city_manager_issue_of_the_section() {
    insta::assert_snapshot!(grid(&shared_issue().scoped(Scope::CityManager).raised_by(&kyuyo())));
}

#[test]
fn on_a_city_issue_of_the_section() {
    insta::assert_snapshot!(grid(&shared_issue().scoped(Scope::City).raised_by(&kyuyo())));
}

#[test]
fn on_a_center_issue_of_the_manager() {
    insta::assert_snapshot!(grid(&shared_issue().scoped(Scope::Center)));
}

#[test]
fn an_operator_moves_only_what_is_theirs() {
    let inside = shared_issue().scoped(Scope::Center);
    assert!(!may_edit(&op_somu(), &inside));
    assert!(may_edit(&op_somu(), &inside.clone().raised_by(&op_somu())));
    assert!(may_edit(&op_somu(), &inside.in_hands_of(&op_somu())));
    assert!(!may_edit(&op_somu(), &shared_issue().in_hands_of(&op_somu())), "never in 案件共有");
}

#[test]
fn a_vendor_edits_only_the_records_of_its_own_system() {
    let mut issue = shared_issue();
    assert!(may_edit(&vendor_a(), &issue) && may_edit(&vendor_a_member(), &issue));
    assert!(!may_edit(&vendor_b(), &issue));
    issue.audience.vendor = None;
    assert!(!may_edit(&vendor_a(), &issue), "without a system it is no vendor's");
}

#[test]
fn the_vendor_is_asked_only_where_it_can_read_the_question() {
    let mut whole_case = shared_issue();
    whole_case.audience.vendor = None;
    assert!(may_move(&sekinin(), &shared_issue(), Move::AskVendor));
    for issue in [whole_case, shared_issue().scoped(Scope::CityManager), shared_issue().scoped(Scope::Center)] {
        assert!(!may_move(&sekinin(), &issue, Move::AskVendor), "{}", issue.scope());
    }
}

#[test]
fn the_moves_offered_are_those_of_the_state_and_of_the_person() {
    let offered = |person: &Actor, state| moves_for(person, &accepted().in_state(state));
    assert_eq!(offered(&kyuyo(), IssueState::Resolved), [], "the section did not raise it");
    assert_eq!(offered(&kanri_somu(), IssueState::Resolved), [Move::Approve, Move::Return, Move::Withdraw]);
    assert!(!offered(&vendor_a(), IssueState::AwaitingCity).contains(&Move::AskVendor), "nobody asks themselves");
    assert!(!offered(&kyuyo(), IssueState::AwaitingVendor).contains(&Move::AskCity), "nobody asks themselves");
    assert!(offered(&keiyaku(), IssueState::AwaitingVendor).contains(&Move::AskCity), "another section may ask");
    for (state, answers) in [
        (IssueState::AwaitingVendor, [false, false, true, true]),
        (IssueState::AwaitingCity, [true, true, true, false]),
        (IssueState::AwaitingNation, [true, true, true, false]),
    ] {
        let told = [keiyaku(), kyuyo(), kanri_somu(), vendor_a()].map(|it| offered(&it, state).contains(&Move::Answer));
        assert_eq!(told, answers, "who is asked answers, and the 業務管理者 writes down what came otherwise: {state}");
    }
    assert_eq!(offered(&op_somu(), IssueState::Accepted), []);
    assert_eq!(offered(&consul(), IssueState::Accepted), []);
    assert_eq!(offered(&admin(), IssueState::Accepted), []);
    assert_eq!(offered(&sekinin(), IssueState::Closed), []);
}

#[test]
fn a_move_of_somebody_who_may_not_is_refused_by_the_row_of_the_table() {
    let no = |person: &Actor, state, mv| made(accepted().in_state(state), person, mv).unwrap_err();
    use crate::policy::Action;
    assert_eq!(no(&consul(), IssueState::Accepted, Move::Start), Refusal::NotAllowed(Action::EditIssue));
    assert_eq!(no(&op_somu(), IssueState::Accepted, Move::Start), Refusal::NotAllowed(Action::EditIssue));
    assert_eq!(no(&kyuyo(), IssueState::Resolved, Move::Approve), Refusal::NotAllowed(Action::ApproveIssue));
    assert_eq!(no(&vendor_a(), IssueState::Resolved, Move::Return), Refusal::NotAllowed(Action::ApproveIssue));
    assert_eq!(no(&vendor_a(), IssueState::AwaitingCity, Move::Answer), Refusal::NotAllowed(Action::EditIssue));
}
