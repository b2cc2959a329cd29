use Holiday::*;

use super::*;

fn day(year: i32, (month, date): (u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, date).unwrap()
}

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    day(year, (1, 1)).iter_days().take_while(move |d| d.year() == year)
}

fn holidays_of(year: i32) -> Vec<((u32, u32), Holiday)> {
    days_of(year).filter_map(|d| holiday_on(d).map(|h| ((d.month(), d.day()), h))).collect()
}

type MonthDay = (u32, u32);
type Year = (i32, [MonthDay; 6], &'static [MonthDay], &'static [MonthDay]);

/// Year; 成人, 春分, 海, 敬老, 秋分, スポーツ; 振替; 国民の休日.
const TABLE: [Year; 10] = [
    (2022, [(1, 10), (3, 21), (7, 18), (9, 19), (9, 23), (10, 10)], &[], &[]),
    (2023, [(1, 9), (3, 21), (7, 17), (9, 18), (9, 23), (10, 9)], &[(1, 2)], &[]),
    (2024, [(1, 8), (3, 20), (7, 15), (9, 16), (9, 22), (10, 14)], &[(2, 12), (5, 6), (8, 12), (9, 23), (11, 4)], &[]),
    (2025, [(1, 13), (3, 20), (7, 21), (9, 15), (9, 23), (10, 13)], &[(2, 24), (5, 6), (11, 24)], &[]),
    (2026, [(1, 12), (3, 20), (7, 20), (9, 21), (9, 23), (10, 12)], &[(5, 6)], &[(9, 22)]),
    (2027, [(1, 11), (3, 21), (7, 19), (9, 20), (9, 23), (10, 11)], &[(3, 22)], &[]),
    (2028, [(1, 10), (3, 20), (7, 17), (9, 18), (9, 22), (10, 9)], &[], &[]),
    (2029, [(1, 8), (3, 20), (7, 16), (9, 17), (9, 23), (10, 8)], &[(2, 12), (4, 30), (9, 24)], &[]),
    (2030, [(1, 14), (3, 20), (7, 15), (9, 16), (9, 23), (10, 14)], &[(5, 6), (8, 12), (11, 4)], &[]),
    (2031, [(1, 13), (3, 21), (7, 21), (9, 15), (9, 23), (10, 13)], &[(2, 24), (5, 6), (11, 24)], &[]),
];

#[test]
fn the_years_of_the_notes_have_exactly_these_holidays() {
    for (year, movable, substitutes, citizens) in TABLE {
        let mut expected = vec![
            ((1, 1), NewYear),
            ((2, 11), NationalFoundation),
            ((2, 23), EmperorsBirthday),
            ((4, 29), Showa),
            ((5, 3), Constitution),
            ((5, 4), Greenery),
            ((5, 5), Children),
            ((8, 11), Mountain),
            ((11, 3), Culture),
            ((11, 23), LaborThanksgiving),
        ];
        let kinds = [ComingOfAge, VernalEquinox, Marine, RespectForTheAged, AutumnalEquinox, Sports];
        expected.extend(movable.into_iter().zip(kinds));
        expected.extend(substitutes.iter().map(|&d| (d, Substitute)));
        expected.extend(citizens.iter().map(|&d| (d, Citizens)));
        expected.sort_by_key(|&(d, _)| d);
        assert_eq!(holidays_of(year), expected, "{year}");
    }
}

#[test]
fn the_year_of_the_accession_has_its_one_off_days() {
    let expected = [
        ((1, 1), NewYear),
        ((1, 14), ComingOfAge),
        ((2, 11), NationalFoundation),
        ((3, 21), VernalEquinox),
        ((4, 29), Showa),
        ((4, 30), Citizens),
        ((5, 1), Accession),
        ((5, 2), Citizens),
        ((5, 3), Constitution),
        ((5, 4), Greenery),
        ((5, 5), Children),
        ((5, 6), Substitute),
        ((7, 15), Marine),
        ((8, 11), Mountain),
        ((8, 12), Substitute),
        ((9, 16), RespectForTheAged),
        ((9, 23), AutumnalEquinox),
        ((10, 14), HealthAndSports),
        ((10, 22), Enthronement),
        ((11, 3), Culture),
        ((11, 4), Substitute),
        ((11, 23), LaborThanksgiving),
    ];
    assert_eq!(holidays_of(2019), expected);
}

#[test]
fn the_olympic_years_moved_three_holidays() {
    let expected_2020 = [
        ((1, 1), NewYear),
        ((1, 13), ComingOfAge),
        ((2, 11), NationalFoundation),
        ((2, 23), EmperorsBirthday),
        ((2, 24), Substitute),
        ((3, 20), VernalEquinox),
        ((4, 29), Showa),
        ((5, 3), Constitution),
        ((5, 4), Greenery),
        ((5, 5), Children),
        ((5, 6), Substitute),
        ((7, 23), Marine),
        ((7, 24), Sports),
        ((8, 10), Mountain),
        ((9, 21), RespectForTheAged),
        ((9, 22), AutumnalEquinox),
        ((11, 3), Culture),
        ((11, 23), LaborThanksgiving),
    ];
    assert_eq!(holidays_of(2020), expected_2020);
    let expected_2021 = [
        ((1, 1), NewYear),
        ((1, 11), ComingOfAge),
        ((2, 11), NationalFoundation),
        ((2, 23), EmperorsBirthday),
        ((3, 20), VernalEquinox),
        ((4, 29), Showa),
        ((5, 3), Constitution),
        ((5, 4), Greenery),
        ((5, 5), Children),
        ((7, 22), Marine),
        ((7, 23), Sports),
        ((8, 8), Mountain),
        ((8, 9), Substitute),
        ((9, 20), RespectForTheAged),
        ((9, 23), AutumnalEquinox),
        ((11, 3), Culture),
        ((11, 23), LaborThanksgiving),
    ];
    assert_eq!(holidays_of(2021), expected_2021);
}

#[test]
fn the_next_citizens_holidays_are_where_silver_week_returns() {
    let years: Vec<i32> = LAW_YEARS.filter(|&y| days_of(y).any(|d| holiday_on(d) == Some(Citizens))).collect();
    assert_eq!(years, [2019, 2026, 2032, 2037, 2043, 2049]);
}

#[test]
fn only_what_hangs_on_an_unpublished_equinox_is_estimated() {
    for (year, month_day, estimated) in [
        (2027, (3, 21), false),
        (2027, (3, 22), false),
        (2027, (9, 23), false),
        (2028, (3, 20), true),
        (2028, (9, 22), true),
        (2028, (1, 1), false),
        (2028, (3, 21), false),
        (2029, (2, 12), false),
        (2029, (9, 24), true),
        (2032, (9, 21), true),
        (2051, (1, 1), true),
        (2051, (1, 4), false),
    ] {
        assert_eq!(is_estimated(day(year, month_day)), estimated, "{year} {month_day:?}");
    }
}
