use super::*;
use crate::{
    issue::sample::*,
    refusal::{Field, Problem},
};

fn relay(state: RelayState) -> Relay {
    Relay { case: somu_case(), by: op_somu().user, state }
}

#[test]
fn each_state_by_each_move() {
    use RelayState::{Returned, Sent, Waiting, Withdrawn};
    for (state, expected) in [
        (Waiting, [Some(Sent), Some(Returned), None, Some(Withdrawn)]),
        (Returned, [None, None, Some(Waiting), Some(Withdrawn)]),
        (Sent, [None; 4]),
        (Withdrawn, [None; 4]),
    ] {
        let after: Vec<_> = RelayMove::ALL.iter().map(|mv| state.after(*mv)).collect();
        assert_eq!(after, expected, "{state}");
        assert_eq!(state.is_over(), expected.iter().all(Option::is_none), "{state}");
    }
}

/// The city's, the vendors' and the other center's people, and the administrator, do nothing with it and know of none.
#[test]
fn who_does_what_with_it() {
    for who in everyone() {
        let moves = |state| relay(state).moves_for(&who);
        let (waiting, returned) = (moves(RelayState::Waiting), moves(RelayState::Returned));
        match who.login.as_str() {
            "sekinin" | "kanri-somu" => {
                assert_eq!(waiting, [RelayMove::Send, RelayMove::Return], "{}", who.login);
                assert!(returned.is_empty(), "{}", who.login);
            }
            "op-somu" | "opkanri-somu" => {
                assert_eq!(waiting, [RelayMove::Withdraw], "{}", who.login);
                assert_eq!(returned, [RelayMove::Resubmit, RelayMove::Withdraw], "{}", who.login);
            }
            _ => assert!(waiting.is_empty() && returned.is_empty(), "{}", who.login),
        }
        assert!(moves(RelayState::Sent).is_empty() && moves(RelayState::Withdrawn).is_empty());
        assert!(!(may_submit(&who) && may_relay(&who)), "{}: nobody sends what they put before themselves", who.login);
    }
}

#[test]
fn what_is_not_theirs_and_what_is_not_possible_are_told_apart() {
    let relay = relay(RelayState::Sent);
    let refused = relay.make_move(&kanri_somu(), RelayMove::Send).unwrap_err();
    assert_eq!(refused, Refusal::WrongRelay { state: RelayState::Sent, attempted: RelayMove::Send });
    assert!(matches!(relay.make_move(&op_somu(), RelayMove::Send), Err(Refusal::NotAllowed(_))));
    assert!(matches!(relay.make_move(&kyuyo(), RelayMove::Return), Err(Refusal::NotAllowed(_))));
}

#[test]
fn it_goes_between_city_and_managers_or_to_the_case_and_nowhere_else() {
    let input = |target: &str, scope: &str| SendInput {
        target: target.into(),
        scope: scope.into(),
        title: "件名".into(),
        text: "本文".into(),
        ..SendInput::default()
    };
    for (scope, allowed) in [("city_manager", true), ("shared", true), ("city", false), ("center", false), ("", false)]
    {
        assert_eq!(input("new", scope).read().is_ok(), allowed, "{scope}");
        assert_eq!(input("SOMU-2026-001-3", scope).read().is_ok(), allowed, "{scope}");
    }
    let wrong = SendInput::default().read().unwrap_err();
    let Refusal::Invalid(problems) = wrong else { panic!("{wrong:?}") };
    let fields: Vec<_> = problems.iter().map(|it| it.field).collect();
    assert_eq!(fields, [Field::Target, Field::Scope, Field::Text]);
    let nowhere = input("x", "shared").read().unwrap_err();
    assert_eq!(nowhere, Refusal::field(Field::Target, Problem::UnknownChoice));
}
