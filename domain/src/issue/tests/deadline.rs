use super::*;
use crate::{calendar::BusinessCalendar, policy::Action};

const REASON: &str = "様式の公開が遅れているため";

fn moved(issue: Issue, due: &str, reason: &str) -> Result<Changed, Refusal> {
    issue.move_deadline(&kanri_somu(), due, reason, TODAY, &BusinessCalendar::by_law())
}

#[test]
fn is_counted_in_open_days() {
    let (issue, event) = moved(accepted(), "2026-11-24", REASON).unwrap();
    assert_eq!((issue.due, issue.first_due), (Some(day("2026-11-24")), Some(day("2026-11-20"))));
    assert_eq!((issue.slips, issue.slip_days), (1, 1), "Friday to Tuesday over 勤労感謝の日 is one 開庁日");
    let (from, to) = (Some(day("2026-11-20")), day("2026-11-24"));
    assert_eq!(event, Event::DeadlineMoved { from, to, days: 1, reason: REASON.to_owned() });
}

#[test]
fn slips_add_up_and_their_days_count_from_the_first_deadline() {
    let (once, _) = moved(accepted(), "2026-11-24", REASON).unwrap();
    let (twice, event) = moved(once, "2026-11-27", REASON).unwrap();
    assert_eq!((twice.slips, twice.slip_days, twice.first_due), (2, 4, Some(day("2026-11-20"))));
    assert!(matches!(event, Event::DeadlineMoved { days: 3, .. }));
    let (back, event) = moved(twice, "2026-11-20", REASON).unwrap();
    assert_eq!((back.slips, back.slip_days), (3, 0));
    assert!(matches!(event, Event::DeadlineMoved { days: -4, .. }));
}

#[test]
fn over_the_turn_of_the_year_the_closed_days_do_not_count() {
    let (issue, _) = moved(accepted().due_on("2026-12-28"), "2027-01-04", REASON).unwrap();
    assert_eq!(issue.slip_days, 1);
}

#[test]
fn the_first_one_is_no_slip() {
    let (issue, event) = moved(shared_issue(), "2026-11-30", REASON).unwrap();
    assert_eq!((issue.due, issue.first_due), (Some(day("2026-11-30")), Some(day("2026-11-30"))));
    assert_eq!((issue.slips, issue.slip_days), (0, 0));
    assert!(matches!(event, Event::DeadlineMoved { from: None, days: 0, .. }));
}

#[test]
fn needs_a_reason() {
    for reason in ["", "　", "\n"] {
        assert_eq!(moved(accepted(), "2026-11-24", reason), Err(only(Field::Reason, Problem::Required)));
    }
    let long = "あ".repeat(2_001);
    let too_long = Problem::TooLong { max: 2_000, actual: 2_001 };
    assert_eq!(moved(accepted(), "2026-11-24", &long), Err(only(Field::Reason, too_long)));
}

#[test]
fn needs_another_day_that_is_not_past() {
    assert_eq!(moved(accepted(), "R8.11.20", REASON), Err(only(Field::Due, Problem::Unchanged)));
    assert_eq!(moved(accepted(), "2026-11-17", REASON), Err(only(Field::Due, Problem::Past { today: TODAY })));
    assert_eq!(moved(accepted(), "", REASON), Err(only(Field::Due, Problem::Required)));
    assert!(moved(accepted(), "2026-11-18", REASON).is_ok(), "earlier, but not past");
}

#[test]
fn tells_all_problems_at_once() {
    let both = [FieldProblem::new(Field::Due, Problem::Required), FieldProblem::new(Field::Reason, Problem::Required)];
    assert_eq!(moved(accepted(), "", ""), Err(Refusal::Invalid(both.to_vec())));
}

#[test]
fn is_moved_by_editors_and_while_open() {
    let calendar = BusinessCalendar::by_law();
    let refused = Err(Refusal::NotAllowed(Action::EditIssue));
    for person in [consul(), opkanri_somu(), op_somu(), vendor_b(), admin()] {
        let result = accepted().move_deadline(&person, "2026-11-24", REASON, TODAY, &calendar);
        assert_eq!(result, refused, "{}", person.login);
    }
    for state in [IssueState::Closed, IssueState::Withdrawn] {
        assert_eq!(moved(accepted().in_state(state), "2026-11-24", REASON), Err(Refusal::IssueOver(state)));
    }
    for person in [keiyaku(), kyuyo(), kyuyo_kessai(), sekinin(), vendor_a(), vendor_a_member()] {
        let result = accepted().move_deadline(&person, "2026-11-24", REASON, TODAY, &calendar);
        assert!(result.is_ok(), "{}", person.login);
    }
}

#[test]
fn does_not_move_the_ball() {
    let (issue, _) = moved(accepted(), "2026-11-24", REASON).unwrap();
    assert_eq!(issue.ball, accepted().ball);
}
