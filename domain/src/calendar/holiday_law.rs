//! Which days are holidays: 祝日法 and its one-off exceptions.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Holiday;

/// The years for which [`holiday_on`] follows the law, exceptions included.
///
/// For other years it applies the rules of 2022, as an approximation.
pub const LAW_YEARS: RangeInclusive<i32> = 2019..=2050;

/// The last year whose equinoxes stand in the official gazette (暦要項).
const LAST_OFFICIAL_EQUINOX: i32 = 2027;

/// 祝日 that a special law put on another day:
/// the Olympics of 2020, and of 2020 held in 2021.
const MOVED: [(i32, Holiday, u32, u32); 6] = [
    (2020, Holiday::Marine, 7, 23),
    (2020, Holiday::Sports, 7, 24),
    (2020, Holiday::Mountain, 8, 10),
    (2021, Holiday::Marine, 7, 22),
    (2021, Holiday::Sports, 7, 23),
    (2021, Holiday::Mountain, 8, 8),
];

/// The holiday on this day, if it is one.
pub fn holiday_on(day: NaiveDate) -> Option<Holiday> {
    named(day)
        .or_else(|| replaced_sunday(day).map(|_| Holiday::Substitute))
        .or_else(|| between_two(day).then_some(Holiday::Citizens))
}

/// Whether this day is a holiday only by our own computation（推定）.
///
/// True for equinoxes after the last 暦要項 we know, for the 振替休日 and
/// 国民の休日 that follow from them, and for every holiday outside [`LAW_YEARS`].
pub fn is_estimated(day: NaiveDate) -> bool {
    let Some(holiday) = holiday_on(day) else {
        return false;
    };
    if !LAW_YEARS.contains(&day.year()) {
        return true;
    }
    day.year() > LAST_OFFICIAL_EQUINOX
        && match holiday {
            Holiday::VernalEquinox | Holiday::AutumnalEquinox => true,
            Holiday::Substitute => replaced_sunday(day).is_some_and(is_equinox),
            Holiday::Citizens => is_equinox(before(day)) || is_equinox(after(day)),
            _ => false,
        }
}

/// The 祝日 on this day (祝日法2条), without the 休日 that follow from 祝日.
fn named(day: NaiveDate) -> Option<Holiday> {
    let year = day.year();
    if let Some((_, moved, ..)) = MOVED.iter().find(|&&(y, _, m, d)| (y, m, d) == ymd(day)) {
        return Some(*moved);
    }
    let holiday = usual(day)?;
    let moved_away = MOVED.iter().any(|&(y, h, ..)| y == year && h == holiday);
    (!moved_away).then_some(holiday)
}

/// The 祝日 that usually falls on this day.
fn usual(day: NaiveDate) -> Option<Holiday> {
    let (year, month, date) = ymd(day);
    Some(match (month, date) {
        (1, 1) => Holiday::NewYear,
        (1, _) if is_monday(day, 2) => Holiday::ComingOfAge,
        (2, 11) => Holiday::NationalFoundation,
        (2, 23) if year != 2019 => Holiday::EmperorsBirthday,
        (3, _) if date == vernal_equinox(year) => Holiday::VernalEquinox,
        (4, 29) => Holiday::Showa,
        (5, 1) if year == 2019 => Holiday::Accession,
        (5, 3) => Holiday::Constitution,
        (5, 4) => Holiday::Greenery,
        (5, 5) => Holiday::Children,
        (7, _) if is_monday(day, 3) => Holiday::Marine,
        (8, 11) => Holiday::Mountain,
        (9, _) if is_monday(day, 3) => Holiday::RespectForTheAged,
        (9, _) if date == autumnal_equinox(year) => Holiday::AutumnalEquinox,
        (10, _) if is_monday(day, 2) && year <= 2019 => Holiday::HealthAndSports,
        (10, _) if is_monday(day, 2) => Holiday::Sports,
        (10, 22) if year == 2019 => Holiday::Enthronement,
        (11, 3) => Holiday::Culture,
        (11, 23) => Holiday::LaborThanksgiving,
        _ => return None,
    })
}

/// The Sunday whose 祝日 this day replaces as 振替休日:
/// the first day after it that is not a 祝日 itself (祝日法3条2項).
fn replaced_sunday(day: NaiveDate) -> Option<NaiveDate> {
    if named(day).is_some() {
        return None;
    }
    let mut earlier = before(day);
    while named(earlier).is_some() {
        if earlier.weekday() == Weekday::Sun {
            return Some(earlier);
        }
        earlier = before(earlier);
    }
    None
}

/// Whether both neighbours of this day are 祝日 (祝日法3条3項).
fn between_two(day: NaiveDate) -> bool {
    named(before(day)).is_some() && named(after(day)).is_some()
}

fn is_equinox(day: NaiveDate) -> bool {
    matches!(named(day), Some(Holiday::VernalEquinox | Holiday::AutumnalEquinox))
}

/// The day of March, by the usual approximation for 1980–2099.
fn vernal_equinox(year: i32) -> u32 {
    equinox(20_843_100, year)
}

/// The day of September, by the usual approximation for 1980–2099.
fn autumnal_equinox(year: i32) -> u32 {
    equinox(23_248_800, year)
}

/// `⌊base + 0.242194 (year − 1980)⌋ − ⌊(year − 1980) / 4⌋`, in millionths of a day.
fn equinox(base: i64, year: i32) -> u32 {
    let years = i64::from(year) - 1980;
    let date = (base + 242_194 * years).div_euclid(1_000_000) - years.div_euclid(4);
    u32::try_from(date).unwrap_or_default()
}

fn is_monday(day: NaiveDate, nth: u32) -> bool {
    day.weekday() == Weekday::Mon && day.day0() / 7 + 1 == nth
}

fn ymd(day: NaiveDate) -> (i32, u32, u32) {
    (day.year(), day.month(), day.day())
}

fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests;
