use super::*;
use std::fmt::Write;

/// State × move → state, a line per state.
fn table(assigned: bool) -> String {
    let mut table = format!("{:<16}", "");
    for mv in Move::ALL {
        write!(table, "{mv:<17}").unwrap();
    }
    for state in IssueState::ALL {
        write!(table, "\n{state:<16}").unwrap();
        for mv in Move::ALL {
            write!(table, "{:<17}", state.after(*mv, assigned).map_or("·", IssueState::as_str)).unwrap();
        }
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn each_state_by_each_move() {
    insta::assert_snapshot!(table(true));
}

#[test]
fn without_an_assignee_only_the_way_back_from_a_hold_differs() {
    let differing = |(state, mv): &(IssueState, Move)| state.after(*mv, true) != state.after(*mv, false);
    let pairs = IssueState::ALL.iter().flat_map(|state| Move::ALL.iter().map(|mv| (*state, *mv)));
    assert_eq!(pairs.filter(differing).collect::<Vec<_>>(), [(IssueState::OnHold, Move::Resume)]);
    assert_eq!(IssueState::OnHold.after(Move::Resume, true), Some(IssueState::InProgress));
    assert_eq!(IssueState::OnHold.after(Move::Resume, false), Some(IssueState::Raised));
}

#[test]
fn no_state_follows_a_closed_or_withdrawn_one_and_each_other_can_be_withdrawn() {
    for state in IssueState::ALL {
        let ways_out = Move::ALL.iter().filter(|mv| state.after(**mv, true).is_some()).count();
        assert_eq!(ways_out > 0, state.is_open(), "{state}");
        assert_eq!(state.after(Move::Withdraw, true).is_some(), state.is_open(), "{state}");
    }
}

#[test]
fn no_move_stays_where_it_is() {
    for (state, mv) in IssueState::ALL.iter().flat_map(|s| Move::ALL.iter().map(move |mv| (s, mv))) {
        assert_ne!(state.after(*mv, true), Some(*state), "{state} {mv}");
    }
}

#[test]
fn what_each_move_needs() {
    let lines: String = Move::ALL.iter().map(|mv| format!("{mv:<11} {:?}\n", needs(*mv))).collect();
    insta::assert_snapshot!(lines, @r"
    accept      Assignment
    start       Nothing
    ask_city    Text
    ask_vendor  Text
    ask_nation  Text
    answer      Text
    resolve     Text
    approve     Nothing
    return      Reason
    hold        ReasonAndDay
    resume      Nothing
    withdraw    Reason
    ");
}

#[test]
fn a_move_made_leads_where_the_table_says_or_is_refused_for_the_state() {
    let lead = sekinin();
    for (state, mv) in IssueState::ALL.iter().flat_map(|s| Move::ALL.iter().map(move |mv| (*s, *mv))) {
        let result = made(accepted().in_state(state), &lead, mv);
        match state.after(mv, true) {
            None => assert_eq!(result, Err(Refusal::WrongState { state, attempted: mv })),
            Some(to) => {
                let (issue, event) = result.unwrap();
                assert_eq!(issue.state, to, "{state} {mv}");
                let Event::IssueMoved { mv: noted, from, to: noted_to, .. } = event else { panic!("{event:?}") };
                assert_eq!((noted, from, noted_to), (mv, state, to));
            }
        }
    }
}

#[test]
fn from_acceptance_on_an_issue_has_assignee_and_deadline() {
    let mut issues = vec![shared_issue()];
    let mut met = Vec::new();
    while let Some(issue) = issues.pop() {
        if met.contains(&(issue.state, issue.is_assigned())) {
            continue;
        }
        met.push((issue.state, issue.is_assigned()));
        let anywhere = matches!(issue.state, IssueState::Raised | IssueState::OnHold | IssueState::Withdrawn);
        assert!(issue.is_assigned() || anywhere, "{} without 担当", issue.state);
        let next = Move::ALL.iter().filter_map(|mv| made(issue.clone(), &sekinin(), *mv).ok());
        issues.extend(next.map(|(issue, _)| issue));
    }
    assert!(IssueState::ALL.iter().all(|state| met.iter().any(|(seen, _)| seen == state)), "{met:?}");
}

#[test]
fn a_question_an_answer_and_a_result_need_their_text() {
    let cases = [
        (IssueState::InProgress, Move::AskCity),
        (IssueState::InProgress, Move::AskVendor),
        (IssueState::InProgress, Move::AskNation),
        (IssueState::AwaitingCity, Move::Answer),
        (IssueState::InProgress, Move::Resolve),
    ];
    for (state, mv) in cases {
        let silent = MoveInput { text: " \n　".to_owned(), ..full_input() };
        let result = accepted().in_state(state).make_move(&sekinin(), mv, &silent, None, TODAY);
        assert_eq!(result, Err(only(Field::Text, Problem::Required)), "{mv}");
    }
}
