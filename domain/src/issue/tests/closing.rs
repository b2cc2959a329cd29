use super::*;
use crate::visibility::sees_record;

fn resolved_of(raiser: &Actor) -> Issue {
    accepted().raised_by(raiser).in_state(IssueState::Resolved)
}

/// Those who see the issue and may make the move.
fn movers(issue: &Issue, mv: Move) -> String {
    let may = |person: &Actor| sees_record(person, &issue.audience) && may_move(person, issue, mv);
    everyone().into_iter().filter(may).map(|person| person.login).collect::<Vec<_>>().join(" ")
}

#[test]
fn is_approved_by_the_side_that_raised_it() {
    insta::assert_snapshot!(movers(&resolved_of(&kyuyo()), Move::Approve), @"kyuyo kyuyo-kessai");
    insta::assert_snapshot!(movers(&resolved_of(&keiyaku()), Move::Approve), @"kyuyo kyuyo-kessai");
    insta::assert_snapshot!(movers(&resolved_of(&kanri_somu()), Move::Approve), @"sekinin kanri-somu");
}

#[test]
fn no_vendor_approves_even_what_it_raised() {
    for raiser in [vendor_a(), vendor_a_member()] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                movers(&resolved_of(&raiser), Move::Approve),
                @"kyuyo kyuyo-kessai sekinin kanri-somu"
            );
        }
    }
}

#[test]
fn approval_and_return_are_the_same_peoples() {
    for raiser in [kyuyo(), kanri_somu(), vendor_a()] {
        for person in everyone() {
            let issue = resolved_of(&raiser);
            assert_eq!(may_move(&person, &issue, Move::Approve), may_move(&person, &issue, Move::Return));
        }
    }
}

#[test]
fn approval_is_signed_and_dated() {
    let (issue, _) = made(resolved_of(&kyuyo()), &kyuyo_kessai(), Move::Approve).unwrap();
    assert_eq!((issue.approved_by, issue.closed_on), (Some(kyuyo_kessai().user), Some(TODAY)));
    assert_eq!(issue.ball, Ball { holder: Holder::Nobody, org: None, user: None, since: TODAY });
}

#[test]
fn resolving_signs_nothing_yet() {
    let (issue, _) = made(accepted(), &kyuyo(), Move::Resolve).unwrap();
    assert_eq!((issue.approved_by, issue.closed_on), (None, None));
}

#[test]
fn a_return_needs_a_reason_and_gives_the_ball_back() {
    let silent = MoveInput::default();
    let result = resolved_of(&kanri_somu()).make_move(&kanri_somu(), Move::Return, &silent, None, TODAY);
    assert_eq!(result, Err(only(Field::Reason, Problem::Required)));
    let (issue, event) = made(resolved_of(&kanri_somu()), &kanri_somu(), Move::Return).unwrap();
    assert_eq!((issue.state, issue.ball.user), (IssueState::InProgress, Some(kyuyo().user)));
    let Event::IssueMoved { reason, .. } = event else { panic!("{event:?}") };
    assert_eq!(reason, Some(full_input().reason));
}

#[test]
fn a_withdrawal_needs_a_reason_and_ends_the_issue_without_approval() {
    let silent = MoveInput::default();
    let result = accepted().make_move(&kanri_somu(), Move::Withdraw, &silent, None, TODAY);
    assert_eq!(result, Err(only(Field::Reason, Problem::Required)));
    let (issue, _) = made(accepted(), &kanri_somu(), Move::Withdraw).unwrap();
    assert_eq!(
        (issue.state, issue.closed_on, issue.approved_by, issue.ball.holder),
        (IssueState::Withdrawn, Some(TODAY), None, Holder::Nobody)
    );
}

#[test]
fn is_withdrawn_by_the_side_that_raised_it_or_by_the_managers() {
    let who = |raiser: &Actor| movers(&accepted().raised_by(raiser), Move::Withdraw);
    insta::assert_snapshot!(who(&kyuyo()), @"keiyaku kyuyo kyuyo-kessai sekinin kanri-somu");
    insta::assert_snapshot!(who(&kanri_somu()), @"sekinin kanri-somu");
    insta::assert_snapshot!(who(&vendor_a()), @"sekinin kanri-somu vendor-a vendor-a-member");
}

#[test]
fn with_its_case_it_is_withdrawn_as_by_hand_from_every_open_state() {
    let reason = "国の制度が見送られた";
    for state in IssueState::ALL.iter().copied().filter(|it| it.is_open()) {
        let before = accepted().raised_by(&kanri_somu()).in_state(state);
        let before = Issue { hold_until: (state == IssueState::OnHold).then(|| day("2026-12-18")), ..before };
        let input = MoveInput { reason: reason.to_owned(), ..MoveInput::default() };
        let by_hand = before.clone().make_move(&kanri_somu(), Move::Withdraw, &input, None, TODAY).unwrap();
        assert_eq!(before.withdrawn_with_case(reason, TODAY), Some(by_hand.clone()), "{state}");
        let issue = by_hand.0;
        assert_eq!((issue.state, issue.closed_on, issue.hold_until), (IssueState::Withdrawn, Some(TODAY), None));
        assert_eq!(issue.ball.holder, Holder::Nobody);
    }
    for state in [IssueState::Closed, IssueState::Withdrawn] {
        assert_eq!(accepted().in_state(state).withdrawn_with_case(reason, TODAY), None, "{state}");
    }
}
