//! Times of day as the files write them.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, de::Error};

/// A moment in Japan: `2026-05-07T09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub DateTime<Utc>);

/// Japan's time is nine hours ahead, the whole year.
const JST_AHEAD: TimeDelta = TimeDelta::hours(9);

impl Moment {
    /// Reads `2026-05-07T09:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
        Some(Self(local.checked_sub_signed(JST_AHEAD)?.and_utc()))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no moment such as 2026-05-07T09:00")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_japanese_time() {
        assert_eq!(Moment::parse("2026-05-07T09:00").unwrap().0.to_rfc3339(), "2026-05-07T00:00:00+00:00");
        assert_eq!(Moment::parse("2026-05-07"), None);
        assert_eq!(Moment::parse("2026-02-30T09:00"), None);
    }
}
