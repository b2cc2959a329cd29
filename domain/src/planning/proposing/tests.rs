use super::*;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn whole(from: &str, go_live: &str, end: &str) -> Result<Vec<Span>, TooShort> {
    propose(Stage::ALL[0], day(from), day(go_live), day(end), &BusinessCalendar::by_law())
}

/// The cases of notes/domain §4: start, the starts of 工程2 to 6, go-live, end. Their real days were moved by what
/// happened and by which 工程 was short (an infrastructure renewal has little law to read), so each may lie some
/// 開庁日 away; how far is said.
#[test]
fn the_cases_of_notes_domain_4_come_out_near_their_real_days() {
    let calendar = BusinessCalendar::by_law();
    let cases = [
        (
            "P-01",
            ["2022-04-01", "2022-07-25", "2022-11-09", "2023-02-10", "2023-05-30", "2023-12-04", "2024-03-15"],
            20,
        ),
        ("P-03", ["2023-06-01", "2023-06-30", "2023-07-27", "2023-08-21", "2023-09-14", "2023-11-09", "2023-12-11"], 5),
        ("P-04", ["2023-09-01", "2023-09-12", "2023-09-26", "2023-10-06", "2023-10-20", "2023-11-16", "2023-12-04"], 5),
        (
            "P-05",
            ["2022-04-01", "2022-07-27", "2022-11-14", "2023-02-17", "2023-06-07", "2023-12-15", "2024-04-01"],
            20,
        ),
        ("P-06", ["2023-12-01", "2023-12-14", "2024-01-04", "2024-01-19", "2024-02-07", "2024-03-13", "2024-04-01"], 5),
        ("P-08", ["2023-09-01", "2023-09-13", "2023-09-26", "2023-10-06", "2023-10-20", "2023-11-17", "2023-12-05"], 5),
    ];
    for (name, days, tolerance) in cases {
        let spans = whole(days[0], days[6], days[6]).unwrap();
        assert_eq!(spans.iter().map(|it| it.stage).collect::<Vec<_>>(), Stage::ALL);
        for (span, real) in spans.iter().zip(days) {
            let away = calendar.between(day(real), span.start);
            assert!(away.abs() <= tolerance, "{name} {}: {} is {away} from {real}", span.stage.number(), span.start);
        }
    }
}

#[test]
fn a_hundred_days_are_shared_out_by_the_table() {
    let calendar = BusinessCalendar::by_law();
    let go_live = calendar.add(day("2026-11-24"), 100);
    let spans = propose(Stage::ALL[0], day("2026-11-24"), go_live, follow_up_end(go_live, &calendar), &calendar);
    let spans = spans.unwrap();
    let lengths: Vec<i32> = spans.iter().map(|it| calendar.between(it.start, it.end) + 1).collect();
    assert_eq!(lengths, [14, 13, 13, 15, 29, 16, 21]);
    assert_eq!((spans[0].start, spans[6].start), (day("2026-11-24"), go_live));
    for pair in spans.windows(2) {
        assert_eq!(calendar.next(pair[0].end), pair[1].start, "no gap and no overlap");
        assert!(calendar.is_open(pair[0].start) && calendar.is_open(pair[0].end));
    }
}

#[test]
fn the_plan_ends_on_the_last_open_day_before_a_law_that_begins_on_a_closed_one() {
    let calendar = BusinessCalendar::by_law();
    for (in_force, go_live) in
        [("2023-04-01", "2023-03-31"), ("2026-01-01", "2025-12-26"), ("2028-10-01", "2028-09-29")]
    {
        let latest = crate::signal::latest_go_live(day(in_force), &calendar);
        assert_eq!(latest, day(go_live));
        let start = calendar.add(latest, -60);
        let spans = propose(Stage::ALL[0], start, latest, latest, &calendar).unwrap();
        assert_eq!((spans[0].start, spans[6].start, spans[5].end), (start, latest, calendar.previous(latest)));
    }
}

#[test]
fn each_stage_gets_a_day_and_fewer_are_too_few() {
    let calendar = BusinessCalendar::by_law();
    for days in 6..40 {
        let go_live = calendar.add(day("2026-11-24"), days);
        let spans = propose(Stage::ALL[0], day("2026-11-24"), go_live, go_live, &calendar).unwrap();
        assert_eq!(spans[0].start, day("2026-11-24"), "{days}");
        assert!(spans.iter().all(|it| it.start <= it.end), "{days}: {spans:?}");
        assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start), "{days}: {spans:?}");
    }
    // A weekend and 年末年始 hold no day to work on.
    assert_eq!(whole("2025-12-22", "2025-12-29", "2026-01-30"), Err(TooShort { there: 5, needed: 6 }));
    assert!(whole("2025-12-22", "2026-01-05", "2026-01-30").is_err());
    assert!(whole("2025-12-22", "2026-01-06", "2026-01-30").is_ok());
    assert_eq!(whole("2026-12-01", "2026-11-24", "2026-12-28"), Err(TooShort { there: 0, needed: 6 }));
}

#[test]
fn a_lane_that_joins_later_gets_the_stages_of_a_lane() {
    let calendar = BusinessCalendar::by_law();
    let (from, go_live, end) = (day("2026-11-28"), day("2027-03-25"), day("2027-04-30"));
    let spans = propose(Stage::ALL[2], from, go_live, end, &calendar).unwrap();
    assert_eq!(spans.iter().map(|it| it.stage.number()).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
    assert_eq!(spans[0].start, day("2026-11-30"), "the Saturday it was asked on is no day of work");
    assert_eq!((spans[4].start, spans[4].end), (go_live, end));
    let early = propose(Stage::ALL[2], go_live, go_live, end, &calendar);
    assert_eq!(early, Err(TooShort { there: 0, needed: 4 }));
}
