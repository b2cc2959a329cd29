use SignalReason::*;
use chrono::NaiveDate;

use super::*;
use crate::law::{DayMove, LawMove};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// Tuesday 2026-11-24, after a long weekend.
fn quiet() -> CaseFacts {
    CaseFacts {
        today: day("2026-11-24"),
        go_live: Some(day("2027-03-31")),
        latest_go_live: Some(day("2027-04-01")),
        late_reason: None,
        law_move: None,
        stages: Vec::new(),
        overdue_issues: 0,
        worst_overdue_days: 0,
        blocking_open: 0,
        severe_open: 0,
        finished: false,
    }
}

/// Stage 4 of one system, under way and due on `end` as first planned.
fn running(end: &str) -> StageFacts {
    StageFacts {
        stage: 4,
        system: Some("JINJI".to_owned()),
        planned_start: Some(day("2026-10-01")),
        planned_end: Some(day(end)),
        first_end: Some(day(end)),
        actual_start: Some(day("2026-10-01")),
        actual_end: None,
        unready: false,
    }
}

fn judged(facts: &CaseFacts) -> (Option<Signal>, Vec<SignalReason>) {
    let Judgement { signal, reasons } = judge(facts, &BusinessCalendar::by_law());
    (signal, reasons)
}

fn with_stage(stage: StageFacts) -> CaseFacts {
    CaseFacts { stages: vec![stage], ..quiet() }
}

fn slip(days: i32) -> SignalReason {
    StageSlip { stage: 4, system: Some("JINJI".to_owned()), days }
}

fn late_start(days: i32) -> SignalReason {
    LateStart { stage: 4, system: Some("JINJI".to_owned()), days }
}

#[test]
fn a_case_on_plan_is_blue_and_a_finished_one_has_no_signal() {
    assert_eq!(judged(&quiet()), (Some(Signal::Blue), vec![]));
    assert_eq!(judged(&with_stage(running("2026-11-24"))), (Some(Signal::Blue), vec![]));
    let finished = CaseFacts { finished: true, overdue_issues: 3, ..with_stage(running("2026-01-05")) };
    assert_eq!(judged(&finished), (None, vec![]));
}

#[test]
fn a_law_that_moved_is_yellow_until_somebody_looked_and_says_nothing_of_the_days_before() {
    let in_force = Some(DayMove { from: Some(day("2028-10-01")), to: Some(day("2028-07-01")) });
    let moved = LawMove { on: day("2026-11-24"), in_force, applies: None };
    let facts = CaseFacts { law_move: Some(moved.clone()), ..quiet() };
    assert_eq!(judged(&facts), (Some(Signal::Yellow), vec![LawMoved { moved: moved.clone() }]));
    let before = CaseFacts { today: day("2026-11-20"), ..facts.clone() }.as_of_its_day();
    assert_eq!(judged(&before), (Some(Signal::Blue), vec![]), "it had not moved yet");
    // 本番 that is too late for the new day is red by itself, and comes first.
    let late = CaseFacts { latest_go_live: Some(day("2027-03-30")), ..facts };
    let (signal, reasons) = judged(&late);
    assert_eq!(signal, Some(Signal::Red));
    assert!(matches!(&reasons[..], [GoLiveAfterLatest { because: None, .. }, LawMoved { .. }]), "{reasons:?}");
}

#[test]
fn going_live_after_the_last_possible_day_is_red() {
    let (latest, after) = (day("2028-09-29"), day("2028-10-02"));
    let facts = |go_live| CaseFacts { go_live, latest_go_live: Some(latest), ..quiet() };
    assert_eq!(judged(&facts(Some(latest))).0, Some(Signal::Blue));
    assert_eq!(judged(&facts(None)).0, Some(Signal::Blue));
    let reason = GoLiveAfterLatest { go_live: after, latest, because: None };
    assert_eq!(judged(&facts(Some(after))), (Some(Signal::Red), vec![reason]));
    // Let pass with a reason, it stays red and says why.
    let because = Some("国の様式の確定を待つため".to_owned());
    let let_pass = CaseFacts { late_reason: because.clone(), ..facts(Some(after)) };
    let reason = GoLiveAfterLatest { go_live: after, latest, because };
    assert_eq!(judged(&let_pass), (Some(Signal::Red), vec![reason]));
}

#[test]
fn an_open_stage_past_its_planned_end_is_late_in_business_days() {
    for (end, expected) in [
        ("2026-11-25", None),
        ("2026-11-24", None),
        ("2026-11-23", Some((Signal::Yellow, 1))),
        ("2026-11-20", Some((Signal::Yellow, 1))),
        ("2026-11-16", Some((Signal::Yellow, 5))),
        ("2026-11-13", Some((Signal::Red, 6))),
    ] {
        let expected = match expected {
            None => (Some(Signal::Blue), vec![]),
            Some((signal, days)) => (Some(signal), vec![slip(days)]),
        };
        assert_eq!(judged(&with_stage(running(end))), expected, "{end}");
    }
}

#[test]
fn on_a_weekend_nothing_has_become_late_since_friday() {
    let sunday = CaseFacts { today: day("2026-11-22"), ..with_stage(running("2026-11-20")) };
    assert_eq!(judged(&sunday), (Some(Signal::Blue), vec![]));
}

#[test]
fn a_plan_later_than_the_first_one_counts_from_the_first() {
    for (first, planned, expected) in [
        ("2026-12-10", "2026-12-11", Some((Signal::Yellow, 1))),
        ("2026-12-04", "2026-12-11", Some((Signal::Yellow, 5))),
        ("2026-12-03", "2026-12-11", Some((Signal::Red, 6))),
        ("2026-12-18", "2026-12-11", None),
        // Moved by three, and three late again.
        ("2026-11-13", "2026-11-18", Some((Signal::Red, 6))),
        // Brought forward, then missed.
        ("2026-12-18", "2026-11-19", Some((Signal::Yellow, 2))),
    ] {
        let stage = StageFacts { first_end: Some(day(first)), ..running(planned) };
        let expected = match expected {
            None => (Some(Signal::Blue), vec![]),
            Some((signal, days)) => (Some(signal), vec![slip(days)]),
        };
        assert_eq!(judged(&with_stage(stage)), expected, "{first} to {planned}");
    }
}

#[test]
fn a_stage_that_has_not_begun_is_planned_later_and_late_once_its_end_has_passed() {
    let (first_end, planned_start) = (Some(day("2026-12-10")), Some(day("2026-12-01")));
    let ahead = StageFacts { first_end, planned_start, actual_start: None, ..running("2026-12-11") };
    let later = |days| PlannedLater { stage: 4, system: Some("JINJI".to_owned()), days };
    assert_eq!(judged(&with_stage(ahead.clone())), (Some(Signal::Yellow), vec![later(1)]));
    let much = StageFacts { first_end: Some(day("2026-12-03")), ..ahead.clone() };
    assert_eq!(judged(&with_stage(much)), (Some(Signal::Red), vec![later(6)]), "as red as any delay");
    let on = |today, stage: &StageFacts| judged(&CaseFacts { today: day(today), ..with_stage(stage.clone()) }).1;
    assert_eq!(on("2026-12-11", &ahead), [late_start(8), later(1)], "until the planned day itself");
    assert_eq!(on("2026-12-14", &ahead), [late_start(9), slip(2)], "it is not planned later, it is late");
    let begun = StageFacts { actual_start: Some(day("2026-12-01")), ..ahead };
    assert_eq!(on("2026-12-11", &begun), [slip(1)]);
}

#[test]
fn a_closed_stage_is_never_late_and_a_stage_without_dates_says_nothing() {
    let closed = StageFacts { actual_end: Some(day("2026-11-20")), ..running("2026-01-05") };
    assert_eq!(judged(&with_stage(closed)), (Some(Signal::Blue), vec![]));
    let undated = StageFacts {
        planned_start: None,
        planned_end: None,
        first_end: None,
        actual_start: None,
        ..running("2026-01-05")
    };
    assert_eq!(judged(&with_stage(undated)), (Some(Signal::Blue), vec![]));
}

#[test]
fn a_stage_that_should_have_started_is_late() {
    for (start, expected) in [
        ("2026-11-24", None),
        ("2026-11-20", Some((Signal::Yellow, 1))),
        ("2026-11-16", Some((Signal::Yellow, 5))),
        ("2026-11-13", Some((Signal::Red, 6))),
    ] {
        let stage = StageFacts { planned_start: Some(day(start)), actual_start: None, ..running("2026-12-11") };
        let expected = match expected {
            None => (Some(Signal::Blue), vec![]),
            Some((signal, days)) => (Some(signal), vec![late_start(days)]),
        };
        assert_eq!(judged(&with_stage(stage)), expected, "{start}");
    }
}

#[test]
fn overdue_issues_are_yellow_until_one_is_more_than_ten_days_late() {
    for (overdue_issues, worst_overdue_days, signal) in
        [(0, 0, Signal::Blue), (1, 1, Signal::Yellow), (7, 10, Signal::Yellow), (1, 11, Signal::Red)]
    {
        let facts = CaseFacts { overdue_issues, worst_overdue_days, ..quiet() };
        assert_eq!(judged(&facts).0, Some(signal), "{overdue_issues} {worst_overdue_days}");
    }
}

#[test]
fn blocking_and_severe_issues_count_when_going_live_is_near() {
    let facts = |go_live| CaseFacts { go_live: Some(day(go_live)), blocking_open: 2, severe_open: 1, ..quiet() };
    for (go_live, near) in
        [("2026-11-23", None), ("2026-11-24", Some(0)), ("2026-12-08", Some(10)), ("2026-12-09", None)]
    {
        let expected = match near {
            None => (Some(Signal::Blue), vec![]),
            Some(days) => {
                let reasons = vec![BlockingIssues { count: 2 }, GoLiveNear { days, severe: 1 }];
                (Some(Signal::Yellow), reasons)
            }
        };
        assert_eq!(judged(&facts(go_live)), expected, "{go_live}");
    }
    let calm = CaseFacts { blocking_open: 0, severe_open: 0, ..facts("2026-11-30") };
    assert_eq!(judged(&calm), (Some(Signal::Blue), vec![]));
}

#[test]
fn the_worst_reason_stands_first() {
    let not_started =
        StageFacts { stage: 5, planned_start: Some(day("2026-11-20")), actual_start: None, ..running("2026-12-11") };
    let facts = CaseFacts {
        stages: vec![running("2026-11-20"), not_started, running("2026-11-19")],
        overdue_issues: 1,
        worst_overdue_days: 12,
        go_live: Some(day("2026-11-30")),
        latest_go_live: Some(day("2026-11-27")),
        severe_open: 1,
        ..quiet()
    };
    let expected = vec![
        GoLiveAfterLatest { go_live: day("2026-11-30"), latest: day("2026-11-27"), because: None },
        OverdueIssues { count: 1, worst_days: 12 },
        slip(2),
        slip(1),
        LateStart { stage: 5, system: Some("JINJI".to_owned()), days: 1 },
        GoLiveNear { days: 4, severe: 1 },
    ];
    assert_eq!(judged(&facts), (Some(Signal::Red), expected));
}

#[test]
fn reasons_cross_the_wire_as_codes() {
    let json = serde_json::to_string(&slip(3)).unwrap();
    assert_eq!(json, r#"{"code":"stage_slip","stage":4,"system":"JINJI","days":3}"#);
    assert_eq!(serde_json::from_str::<SignalReason>(&json).unwrap(), slip(3));
}

/// 工程7 of a system, not begun.
fn releasing(start: &str) -> StageFacts {
    StageFacts { stage: 7, planned_start: Some(day(start)), actual_start: None, ..running("2027-04-30") }
}

#[test]
fn the_last_possible_day_that_passed_without_a_release_is_red() {
    let facts = |today, stage| CaseFacts {
        today: day(today),
        go_live: Some(day("2026-12-01")),
        latest_go_live: Some(day("2026-12-01")),
        blocking_open: 2,
        ..with_stage(stage)
    };
    let on_the_day = judged(&facts("2026-12-01", releasing("2026-12-01")));
    assert_eq!(on_the_day, (Some(Signal::Yellow), vec![BlockingIssues { count: 2 }]));
    let (signal, reasons) = judged(&facts("2026-12-02", releasing("2026-12-01")));
    assert_eq!((signal, &reasons[0]), (Some(Signal::Red), &NotReleased { latest: day("2026-12-01") }));
    assert!(reasons.contains(&BlockingIssues { count: 2 }), "what keeps the gate shut is still told: {reasons:?}");
    let begun = StageFacts { actual_start: Some(day("2026-12-01")), ..releasing("2026-12-01") };
    assert_eq!(judged(&facts("2026-12-02", begun)), (Some(Signal::Blue), vec![]));
}

#[test]
fn a_system_that_is_released_after_the_last_possible_day_is_red_though_the_case_is_in_time() {
    let (latest, go_live) = (day("2027-04-01"), day("2027-04-09"));
    let reason = LaneAfterLatest { system: Some("JINJI".to_owned()), go_live, latest };
    assert_eq!(judged(&with_stage(releasing("2027-04-09"))), (Some(Signal::Red), vec![reason]));
    assert_eq!(judged(&with_stage(releasing("2027-04-01"))), (Some(Signal::Blue), vec![]));
}

#[test]
fn a_release_that_nobody_decided_is_red_and_none() {
    let begun = StageFacts { actual_start: Some(day("2026-12-01")), unready: true, ..releasing("2026-12-01") };
    let early = ReleasedEarly { system: Some("JINJI".to_owned()) };
    assert_eq!(judged(&with_stage(begun.clone())), (Some(Signal::Red), vec![early.clone()]));
    let facts = CaseFacts {
        today: day("2026-12-02"),
        go_live: None,
        latest_go_live: Some(day("2026-12-01")),
        ..with_stage(begun.clone())
    };
    assert_eq!(judged(&facts), (Some(Signal::Red), vec![NotReleased { latest: day("2026-12-01") }, early]));
    let made_good = StageFacts { unready: false, ..begun };
    assert_eq!(judged(&with_stage(made_good)), (Some(Signal::Blue), vec![]));
}
