//! Instants as Japan sees them. The server keeps UTC; days and hours are JST, which
//! has no summer time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use super::{DateStyle, format};

const JST_AHEAD: TimeDelta = TimeDelta::hours(9);
/// 17:15 JST, the end of 標準業務時間, counted from 0:00 UTC.
const DEADLINE_UTC: TimeDelta = TimeDelta::minutes(8 * 60 + 15);

/// The day it is in Japan.
pub fn jst_day(at: DateTime<Utc>) -> NaiveDate {
    jst(at).date()
}

/// The hour and minute it is in Japan.
pub fn jst_hm(at: DateTime<Utc>) -> (u32, u32) {
    let time = jst(at).time();
    (time.hour(), time.minute())
}

/// The instant at which a 期限 on this day ends: 17:15 in Japan.
pub fn deadline_instant(day: NaiveDate) -> DateTime<Utc> {
    let midnight = NaiveDateTime::new(day, NaiveTime::MIN);
    midnight.checked_add_signed(DEADLINE_UTC).unwrap_or(midnight).and_utc()
}

/// An instant on a screen: R8.11.24 09:12, 2026-11-24 09:12.
pub fn text(at: DateTime<Utc>, style: DateStyle) -> String {
    let (hour, minute) = jst_hm(at);
    format!("{} {hour:02}:{minute:02}", format::table(jst_day(at), style))
}

fn jst(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc().checked_add_signed(JST_AHEAD).unwrap_or(NaiveDateTime::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(rfc3339: &str) -> DateTime<Utc> {
        rfc3339.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_midnight_in_japan() {
        for (utc, day, hm) in [
            ("2026-11-23T14:59:59Z", "2026-11-23", (23, 59)),
            ("2026-11-23T15:00:00Z", "2026-11-24", (0, 0)),
            ("2026-11-24T00:12:00Z", "2026-11-24", (9, 12)),
            ("2026-12-31T15:00:00Z", "2027-01-01", (0, 0)),
        ] {
            assert_eq!(jst_day(at(utc)).to_string(), day, "{utc}");
            assert_eq!(jst_hm(at(utc)), hm, "{utc}");
        }
    }

    #[test]
    fn a_deadline_ends_at_a_quarter_past_five_in_japan() {
        let day = "2026-11-24".parse().unwrap();
        assert_eq!(deadline_instant(day), at("2026-11-24T17:15:00+09:00"));
        assert_eq!(jst_day(deadline_instant(day)), day);
        assert_eq!(jst_hm(deadline_instant(day)), (17, 15));
    }

    #[test]
    fn instants_are_written_in_japanese_time() {
        let morning = at("2026-11-24T00:12:59Z");
        assert_eq!(text(morning, DateStyle::Japanese), "R8.11.24 09:12");
        assert_eq!(text(morning, DateStyle::Western), "2026-11-24 09:12");
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        assert_eq!(jst(DateTime::<Utc>::MAX_UTC), NaiveDateTime::MAX);
        deadline_instant(NaiveDate::MAX);
        text(DateTime::<Utc>::MIN_UTC, DateStyle::Japanese);
    }
}
