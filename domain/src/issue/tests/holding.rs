use super::*;

fn hold(issue: Issue, reason: &str, until: &str) -> Result<Changed, Refusal> {
    let input = MoveInput { reason: reason.to_owned(), until: until.to_owned(), ..MoveInput::default() };
    issue.make_move(&kanri_somu(), Move::Hold, &input, None, TODAY)
}

#[test]
fn keeps_the_reason_and_the_day_of_return() {
    let (issue, event) = hold(accepted(), "条例の議決待ち", "R8.12.18").unwrap();
    assert_eq!((issue.state, issue.hold_until), (IssueState::OnHold, Some(day("2026-12-18"))));
    assert_eq!(issue.ball, Ball { holder: Holder::Nobody, org: None, user: None, since: TODAY });
    let Event::IssueMoved { reason, until, .. } = event else { panic!("{event:?}") };
    assert_eq!((reason.as_deref(), until), (Some("条例の議決待ち"), Some(day("2026-12-18"))));
}

#[test]
fn needs_a_reason_and_a_day_after_today() {
    let past = Problem::TooSoon { earliest: day("2026-11-19") };
    assert_eq!(hold(accepted(), "", "2026-12-18"), Err(only(Field::Reason, Problem::Required)));
    assert_eq!(hold(accepted(), "議決待ち", ""), Err(only(Field::Until, Problem::Required)));
    assert_eq!(hold(accepted(), "議決待ち", "2026-11-18"), Err(only(Field::Until, past.clone())), "today");
    assert_eq!(hold(accepted(), "議決待ち", "2026-11-17"), Err(only(Field::Until, past)));
    assert!(hold(accepted(), "議決待ち", "2026-11-19").is_ok());
    let Err(Refusal::Invalid(both)) = hold(accepted(), "", "いつか") else { panic!() };
    assert_eq!(both.iter().map(|p| p.field).collect::<Vec<_>>(), [Field::Reason, Field::Until]);
}

#[test]
fn an_accepted_issue_comes_back_to_the_person_who_had_it() {
    let (held, _) = hold(accepted(), "議決待ち", "2026-12-18").unwrap();
    let resumed = day("2026-12-18");
    let (issue, event) = held.make_move(&kyuyo(), Move::Resume, &MoveInput::default(), None, resumed).unwrap();
    assert_eq!((issue.state, issue.hold_until), (IssueState::InProgress, None));
    assert_eq!((issue.assignee, issue.due), (Some(kyuyo().user), Some(day("2026-11-20"))));
    assert_eq!((issue.ball.user, issue.ball.since), (Some(kyuyo().user), resumed));
    assert!(matches!(event, Event::IssueMoved { reason: None, until: None, .. }));
}

#[test]
fn an_issue_that_was_never_accepted_comes_back_to_be_accepted() {
    let (held, _) = hold(shared_issue(), "議決待ち", "2026-12-18").unwrap();
    let (issue, _) = made(held, &kanri_somu(), Move::Resume).unwrap();
    assert_eq!((issue.state, issue.ball.holder, issue.ball.user), (IssueState::Raised, Holder::Center, None));
}

#[test]
fn a_held_issue_may_be_withdrawn() {
    let (held, _) = hold(accepted(), "議決待ち", "2026-12-18").unwrap();
    let (issue, _) = made(held, &kanri_somu(), Move::Withdraw).unwrap();
    assert_eq!((issue.state, issue.hold_until), (IssueState::Withdrawn, None));
}

#[test]
fn comes_back_by_itself_on_its_day_and_not_before() {
    let (held, _) = hold(accepted(), "議決待ち", "2026-12-18").unwrap();
    assert_eq!(held.clone().woken(day("2026-12-17")), None);
    for today in ["2026-12-18", "2027-01-12"].map(day) {
        let (issue, event) = held.clone().woken(today).unwrap();
        assert_eq!((issue.state, issue.hold_until), (IssueState::InProgress, None));
        assert_eq!((issue.ball.user, issue.ball.since), (Some(kyuyo().user), today));
        assert!(matches!(event, Event::IssueMoved { mv: Move::Resume, reason: None, .. }));
        assert_eq!(issue.woken(today), None, "once");
    }
    let (never_accepted, _) = hold(shared_issue(), "議決待ち", "2026-12-18").unwrap();
    assert_eq!(never_accepted.woken(day("2026-12-18")).unwrap().0.state, IssueState::Raised);
    assert_eq!(accepted().woken(day("2026-12-18")), None);
}
