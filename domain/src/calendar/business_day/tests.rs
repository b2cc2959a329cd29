use proptest::prelude::*;

use super::*;
use crate::calendar::Holiday;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn law() -> BusinessCalendar {
    BusinessCalendar::by_law()
}

#[test]
fn the_next_business_day_skips_weekends_holidays_and_the_year_end() {
    for (from, to) in [
        ("2025-12-26", "2026-01-05"),
        ("2026-09-18", "2026-09-24"),
        ("2026-11-20", "2026-11-24"),
        ("2024-05-02", "2024-05-07"),
        ("2026-11-24", "2026-11-25"),
        ("2022-12-28", "2023-01-04"),
    ] {
        assert_eq!(law().next(day(from)), day(to), "{from}");
        assert_eq!(law().previous(day(to)), day(from), "{to}");
    }
}

#[test]
fn a_closed_in_force_day_goes_back_to_the_last_business_day() {
    for (from, to) in [
        ("2028-10-01", "2028-09-29"),
        ("2023-04-01", "2023-03-31"),
        ("2026-01-01", "2025-12-26"),
        ("2026-04-01", "2026-04-01"),
    ] {
        assert_eq!(law().last_on_or_before(day(from)), day(to), "{from}");
    }
}

#[test]
fn a_statutory_period_that_ends_on_a_closed_day_runs_to_the_next_business_day() {
    for (from, to) in [
        ("2026-01-31", "2026-02-02"),
        ("2026-09-21", "2026-09-24"),
        ("2026-09-24", "2026-09-24"),
        ("2026-12-29", "2027-01-04"),
    ] {
        assert_eq!(law().first_on_or_after(day(from)), day(to), "{from}");
    }
}

#[test]
fn business_days_per_year_are_those_of_the_notes() {
    let count = |from: &str, to: &str| law().between(day(from), day(to));
    assert_eq!(count("2025-12-31", "2026-12-31"), 240);
    assert_eq!(count("2026-03-31", "2027-03-31"), 241);
    for year in 2022..=2031 {
        let open = count(&format!("{}-12-31", year - 1), &format!("{year}-12-31"));
        assert!((240..=245).contains(&open), "{year}: {open}");
    }
}

#[test]
fn counting_leaves_the_start_out_and_takes_the_end_in() {
    for (from, to, days) in [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-23", 0),
        ("2026-11-20", "2026-11-24", 1),
        ("2026-11-22", "2026-11-24", 1),
        ("2026-11-24", "2026-11-20", -1),
        ("2026-11-22", "2026-11-20", -1),
        ("2026-11-24", "2026-11-22", 0),
        ("2025-12-26", "2026-01-05", 1),
    ] {
        assert_eq!(law().between(day(from), day(to)), days, "{from} to {to}");
    }
}

#[test]
fn adding_walks_business_days_in_both_directions() {
    for (from, n, to) in [
        ("2026-11-20", 1, "2026-11-24"),
        ("2026-11-24", -1, "2026-11-20"),
        ("2026-11-22", -1, "2026-11-20"),
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-09-18", 5, "2026-09-30"),
        ("2026-01-09", -5, "2025-12-26"),
    ] {
        assert_eq!(law().add(day(from), n), day(to), "{from} {n:+}");
    }
}

#[test]
fn a_closed_day_says_why() {
    for (at, why) in [
        ("2026-11-24", None),
        ("2026-11-22", Some(Closed::Weekend)),
        ("2026-11-23", Some(Closed::Holiday(Holiday::LaborThanksgiving))),
        ("2026-09-22", Some(Closed::Holiday(Holiday::Citizens))),
        ("2026-12-28", None),
        ("2026-12-29", Some(Closed::YearEnd)),
        ("2027-01-01", Some(Closed::Holiday(Holiday::NewYear))),
        ("2027-01-02", Some(Closed::YearEnd)),
        ("2027-01-04", None),
        ("2023-09-23", Some(Closed::Holiday(Holiday::AutumnalEquinox))),
    ] {
        assert_eq!(law().closed_reason(day(at)), why, "{at}");
    }
}

#[test]
fn an_override_beats_the_law_and_the_last_one_wins() {
    let (saturday, monday) = (day("2026-11-28"), day("2026-11-30"));
    let calendar = law()
        .with_override(saturday, DayOverride::Open)
        .with_override(monday, DayOverride::Open)
        .with_override(monday, DayOverride::Closed);
    assert!(calendar.is_open(saturday));
    assert_eq!(calendar.closed_reason(saturday), None);
    assert_eq!(calendar.closed_reason(monday), Some(Closed::Override));
    assert_eq!(calendar.next(day("2026-11-27")), saturday);
    assert_eq!(calendar.next(saturday), day("2026-12-01"));
    assert_eq!(calendar.between(day("2026-11-27"), day("2026-12-01")), 2);
}

#[test]
fn a_calendar_crosses_the_wire() {
    let calendar = law().with_override(day("2026-11-30"), DayOverride::Closed);
    let json = serde_json::to_string(&calendar).unwrap();
    assert_eq!(json, r#"{"overrides":{"2026-11-30":"closed"}}"#);
    assert_eq!(serde_json::from_str::<BusinessCalendar>(&json).unwrap(), calendar);
}

#[test]
fn days_outside_the_cached_years_are_counted_too() {
    assert_eq!(law().between(day("2099-12-31"), day("2101-12-31")), {
        let open = |d: &NaiveDate| law().is_open(*d);
        let days = day("2100-01-01").iter_days().take_while(|d| *d <= day("2101-12-31"));
        i32::try_from(days.filter(open).count()).unwrap()
    });
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..32 * 365_u64).prop_map(|n| day("2019-01-01") + chrono::Days::new(n))
}

fn any_calendar() -> impl Strategy<Value = BusinessCalendar> {
    let says = prop_oneof![Just(DayOverride::Open), Just(DayOverride::Closed)];
    prop::collection::btree_map(any_day(), says, 0..300).prop_map(|overrides| BusinessCalendar { overrides })
}

proptest! {
    #[test]
    fn adding_and_counting_agree(calendar in any_calendar(), d in any_day(), n in -400..400_i32) {
        prop_assert_eq!(calendar.between(d, calendar.add(d, n)), n);
    }

    #[test]
    fn counting_by_bits_equals_counting_by_hand(
        calendar in any_calendar(), a in any_day(), b in any_day(),
    ) {
        let (first, last) = (a.min(b), a.max(b));
        let open = first.iter_days().take_while(|d| *d <= last)
            .filter(|d| *d != a && calendar.closed_reason(*d).is_none())
            .count();
        let open = i32::try_from(open).unwrap();
        prop_assert_eq!(calendar.between(a, b), if a <= b { open } else { -open });
    }

    #[test]
    fn the_neighbours_are_open_and_nothing_open_lies_between(
        calendar in any_calendar(), d in any_day(),
    ) {
        let (next, previous) = (calendar.next(d), calendar.previous(d));
        prop_assert!(previous < d && d < next);
        prop_assert!(calendar.is_open(next) && calendar.is_open(previous));
        prop_assert_eq!(calendar.between(d, next), 1);
        prop_assert_eq!(calendar.between(d, previous), -1);
    }

    #[test]
    fn an_open_day_stays_and_a_closed_one_moves_the_right_way(
        calendar in any_calendar(), d in any_day(),
    ) {
        let (last, first) = (calendar.last_on_or_before(d), calendar.first_on_or_after(d));
        prop_assert!(last <= d && d <= first);
        prop_assert!(calendar.is_open(last) && calendar.is_open(first));
        prop_assert_eq!(last == d, calendar.is_open(d));
        prop_assert_eq!(first == d, calendar.is_open(d));
    }
}
