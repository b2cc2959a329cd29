use super::*;
use crate::calendar::BusinessCalendar;

fn mark(due: &str, today: &str) -> DueMark {
    due_mark(Some(day(due)), IssueState::InProgress, day(today), &BusinessCalendar::by_law())
}

#[test]
fn a_table_of_days() {
    use DueMark::{Later, Overdue, Soon};
    let cases = [
        // 期限, today, mark
        ("2026-11-18", "2026-11-18", Soon(0), "today"),
        ("2026-11-19", "2026-11-18", Soon(1), "tomorrow"),
        ("2026-11-24", "2026-11-18", Soon(3), "Tuesday after the long weekend, from Wednesday"),
        ("2026-11-25", "2026-11-18", Later, "the fourth 開庁日"),
        ("2026-11-24", "2026-11-20", Soon(1), "Friday before the long weekend"),
        ("2026-11-24", "2026-11-21", Soon(1), "its Saturday"),
        ("2026-11-24", "2026-11-23", Soon(1), "勤労感謝の日 itself"),
        ("2026-11-24", "2026-11-24", Soon(0), "the day"),
        ("2026-11-20", "2026-11-21", Overdue(1), "late on Saturday, by no whole 開庁日 yet"),
        ("2026-11-20", "2026-11-22", Overdue(1), "late on Sunday"),
        ("2026-11-20", "2026-11-23", Overdue(1), "late on 勤労感謝の日"),
        ("2026-11-20", "2026-11-24", Overdue(1), "late on Tuesday"),
        ("2026-11-20", "2026-11-25", Overdue(2), "late on Wednesday"),
        ("2026-11-17", "2026-11-18", Overdue(1), "yesterday"),
        ("2026-11-21", "2026-11-20", Soon(0), "a 期限 on Saturday: no other 開庁日 is left"),
        ("2026-11-21", "2026-11-21", Soon(0), "that Saturday"),
        ("2026-11-21", "2026-11-24", Overdue(1), "the Tuesday after"),
        ("2027-01-04", "2026-12-28", Soon(1), "over the turn of the year"),
        ("2027-01-06", "2026-12-28", Soon(3), "the third 開庁日 of it"),
        ("2027-01-07", "2026-12-28", Later, "the fourth"),
        ("2026-12-28", "2027-01-03", Overdue(1), "late in the closed days"),
        ("2026-09-24", "2026-09-18", Soon(1), "over 敬老の日, 国民の休日 and 秋分の日"),
    ];
    for (due, today, expected, why) in cases {
        assert_eq!(mark(due, today), expected, "{due} on {today}: {why}");
    }
}

#[test]
fn only_what_waits_for_somebody_has_a_mark() {
    let calendar = BusinessCalendar::by_law();
    for state in IssueState::ALL {
        let mark = due_mark(Some(day("2026-11-17")), *state, TODAY, &calendar);
        let silent = matches!(state, IssueState::OnHold | IssueState::Closed | IssueState::Withdrawn);
        assert_eq!(mark, if silent { DueMark::None } else { DueMark::Overdue(1) }, "{state}");
        assert_eq!(due_mark(None, *state, TODAY, &calendar), DueMark::None, "{state}");
    }
}

#[test]
fn from_day_to_day_a_mark_only_gets_worse() {
    let rank = |mark| match mark {
        DueMark::None | DueMark::Later => i32::MIN,
        DueMark::Soon(left) => -left,
        DueMark::Overdue(days) => days,
    };
    for due in day("2026-11-16").iter_days().take(60) {
        let marks = day("2026-11-02")
            .iter_days()
            .take(90)
            .map(|today| rank(due_mark(Some(due), IssueState::InProgress, today, &BusinessCalendar::by_law())));
        assert!(marks.is_sorted(), "{due}");
    }
}
