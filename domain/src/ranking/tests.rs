use super::*;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn passed(on: &str, to: Option<char>) -> Passed<char> {
    Passed { on: day(on), to }
}

fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).unwrap()
}

/// November 2026: the 3rd and the 23rd are holidays; today is Tuesday the 24th.
fn november() -> Period {
    period("2026-11-01", "2026-11-30")
}

fn held(turns: &[Turn<char>], period: Period) -> HashMap<char, Held> {
    let ended = turns.iter().map(|it| Ended { holder: it.holder, until: it.until, earliest: it.since, times: 1 });
    let begun = turns.iter().map(|it| Begun { holder: it.holder, since: it.since, times: 1 });
    ranked(ended, begun, period, day("2026-11-24"), &BusinessCalendar::by_law())
}

#[test]
fn a_turn_lasts_from_one_pass_to_the_next() {
    let all = turns([
        passed("2026-11-02", Some('a')),
        passed("2026-11-04", Some('a')),
        passed("2026-11-06", Some('b')),
        passed("2026-11-10", None),
        passed("2026-11-16", Some('a')),
    ]);
    let turn = |holder, since: &str, until: Option<&str>| Turn { holder, since: day(since), until: until.map(day) };
    assert_eq!(
        all,
        [
            turn('a', "2026-11-02", Some("2026-11-06")),
            turn('b', "2026-11-06", Some("2026-11-10")),
            turn('a', "2026-11-16", None)
        ]
    );
    assert_eq!(turns(Vec::<Passed<char>>::new()), []);
}

#[test]
fn the_days_of_a_period_are_counted_by_hand() {
    let all = turns([
        passed("2026-10-28", Some('a')),
        passed("2026-11-06", Some('b')),
        passed("2026-11-10", None),
        passed("2026-11-16", Some('a')),
    ]);
    let november = held(&all, november());
    // a: 2, 4, 5, 6 November (the 3rd is 文化の日), then 17, 18, 19, 20, 24 (the 23rd is 勤労感謝の日).
    assert_eq!(november[&'a'], Held { days: 9, turns: 2, longest: 5, still: 1 });
    // b: 9 and 10 November.
    assert_eq!(november[&'b'], Held { days: 2, turns: 1, longest: 2, still: 0 });
    // a in October: 29 and 30.
    let october = held(&all, period("2026-10-01", "2026-10-31"));
    assert_eq!(october[&'a'], Held { days: 2, turns: 1, longest: 2, still: 1 });
    assert!(!october.contains_key(&'b'));
}

#[test]
fn periods_one_after_the_other_add_up_to_the_whole() {
    let all = turns([
        passed("2026-09-17", Some('a')),
        passed("2026-10-12", Some('b')),
        passed("2026-11-03", Some('a')),
        passed("2026-11-21", Some('b')),
    ]);
    let months = [("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-31"), ("2026-11-01", "2026-11-30")];
    let whole = held(&all, period("2026-09-01", "2026-11-30"));
    for holder in ['a', 'b'] {
        let sum: i64 = months
            .iter()
            .filter_map(|(from, to)| held(&all, period(from, to)).get(&holder).copied())
            .map(|it| it.days)
            .sum();
        assert_eq!(sum, whole[&holder].days, "{holder}");
    }
}

#[test]
fn a_ball_that_bounces_within_a_day_was_held_by_nobody() {
    let all = turns([passed("2026-11-10", Some('a')), passed("2026-11-10", Some('b')), passed("2026-11-10", None)]);
    let november = held(&all, november());
    assert_eq!((november[&'a'].days, november[&'b'].days), (0, 0));
    assert_eq!(november[&'a'].turns, 1);
}

#[test]
fn turns_that_end_or_begin_alike_count_together() {
    let turn = |since: &str, until: Option<&str>| Turn { holder: 'a', since: day(since), until: until.map(day) };
    let all = [
        turn("2026-10-28", Some("2026-11-06")),
        turn("2026-11-02", Some("2026-11-06")),
        turn("2026-11-02", None),
        turn("2026-11-16", None),
    ];
    let ended = |until: Option<&str>, earliest: &str| Ended {
        holder: 'a',
        until: until.map(day),
        earliest: day(earliest),
        times: 2,
    };
    let begun = |since: &str, times| Begun { holder: 'a', since: day(since), times };
    let together = ranked(
        [ended(Some("2026-11-06"), "2026-10-28"), ended(None, "2026-11-02")],
        [begun("2026-10-28", 1), begun("2026-11-02", 2), begun("2026-11-16", 1)],
        november(),
        day("2026-11-24"),
        &BusinessCalendar::by_law(),
    );
    assert_eq!(together, held(&all, november()));
    // 4 and 3 days until the 6th, 14 and 5 until today.
    assert_eq!(together[&'a'], Held { days: 26, turns: 4, longest: 14, still: 2 });
}

#[test]
fn the_future_has_not_been_yet() {
    let all = turns([passed("2026-11-20", Some('a'))]);
    assert_eq!(held(&all, period("2026-11-01", "2027-03-31"))[&'a'].days, 1);
    assert!(held(&all, period("2026-12-01", "2026-12-31")).is_empty());
}

#[test]
fn a_period_reads_back_from_its_url() {
    let today = day("2026-11-24");
    assert_eq!(Period::parse("", today).0, november());
    let (read, ignored) = Period::parse("from=2026-04-01&to=2026-06-30", today);
    assert_eq!((read.to_query().as_str(), ignored.len()), ("from=2026-04-01&to=2026-06-30", 0));
    assert_eq!(Period::parse("from=R8.4.1", today).0, period("2026-04-01", "2026-11-30"));
    assert_eq!(Period::parse("to=2026-02-10", today).0, period("2026-02-01", "2026-02-10"));
    let (read, ignored) = Period::parse("from=2026-06-01&to=2026-05-01", today);
    assert_eq!((read, ignored.len()), (period("2026-06-01", "2026-06-30"), 1));
    assert_eq!(Period::parse("from=x&to=", today).1, [("from".to_owned(), "x".to_owned())]);
    assert_eq!(Period::month_before(day("2026-01-15")), period("2025-12-01", "2025-12-31"));
    assert_eq!(Period::week_of(today), period("2026-11-23", "2026-11-29"));
    assert_eq!(Period::fiscal_year_of(today), period("2026-04-01", "2027-03-31"));
}
