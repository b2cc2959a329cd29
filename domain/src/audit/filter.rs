//! Which part of the log a view shows: read from the URL and written back to it.

use super::LogGroup;
use crate::{ids::EventId, key::CaseNo, query, ranking::Period};
use chrono::{DateTime, Days, NaiveDate, SecondsFormat, Utc};

/// Rows on a page.
pub const LOG_PAGE: usize = 50;

/// Days before today that are shown when no period is asked for.
const USUAL_DAYS: Days = Days::new(30);

/// A row of the log: when it happened, and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogMark {
    /// When.
    pub at: DateTime<Utc>,
    /// Which.
    pub id: EventId,
}

/// Which page; the newest rows come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogPosition {
    /// The newest rows.
    #[default]
    Newest,
    /// The rows before that one in time.
    Older(LogMark),
    /// The rows after that one in time.
    Newer(LogMark),
}

/// The filters and the page of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFilter {
    /// `person`: who did it or whose account it is about: ログインID, or a part of 氏名 or 読み.
    pub person: String,
    /// `case`: 案件番号.
    pub case: Option<CaseNo>,
    /// `group`: what it is about.
    pub group: Option<LogGroup>,
    /// `from` and `to`: both days (JST) are in it.
    pub period: Period,
    /// `older` or `newer`.
    pub position: LogPosition,
}

impl LogMark {
    fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('~')?;
        Some(Self { at: DateTime::parse_from_rfc3339(at).ok()?.with_timezone(&Utc), id: EventId::parse(id)? })
    }
}

impl std::fmt::Display for LogMark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.at.to_rfc3339_opts(SecondsFormat::Millis, true), self.id)
    }
}

impl LogFilter {
    /// Reads a query string; what cannot be read is left out and named. Without a period, the last days are shown.
    pub fn parse(query: &str, today: NaiveDate) -> (Self, Vec<(String, String)>) {
        let usual = Period { from: today.checked_sub_days(USUAL_DAYS).unwrap_or(today), to: today };
        let (asked, mut ignored) = Period::parse(query, today);
        let mut has_period = false;
        let mut filter =
            Self { person: String::new(), case: None, group: None, period: usual, position: LogPosition::Newest };
        ignored.extend(query::read(query, |name, value| {
            match name {
                "person" => filter.person = value.chars().take(100).collect(),
                "case" => filter.case = Some(CaseNo::parse(value)?),
                "group" => filter.group = Some(LogGroup::parse(value)?),
                "older" => filter.position = LogPosition::Older(LogMark::parse(value)?),
                "newer" => filter.position = LogPosition::Newer(LogMark::parse(value)?),
                "from" | "to" => has_period = true,
                _ => {}
            }
            Some(())
        }));
        if has_period && !ignored.iter().any(|(name, _)| name == "from" || name == "to") {
            filter.period = asked;
        }
        (filter, ignored)
    }

    /// The query string of this view at another page, without `?`.
    pub fn at(&self, position: LogPosition) -> String {
        let (older, newer) = match position {
            LogPosition::Newest => (None, None),
            LogPosition::Older(mark) => (Some(mark.to_string()), None),
            LogPosition::Newer(mark) => (None, Some(mark.to_string())),
        };
        query::write([
            ("person", Some(self.person.as_str())),
            ("case", self.case.map(|no| no.to_string()).as_deref()),
            ("group", self.group.map(LogGroup::as_str)),
            ("from", Some(self.period.from.to_string().as_str())),
            ("to", Some(self.period.to.to_string().as_str())),
            ("older", older.as_deref()),
            ("newer", newer.as_deref()),
        ])
    }

    /// Whether anything but the period is asked for.
    pub fn narrows(&self) -> bool {
        !self.person.is_empty() || self.case.is_some() || self.group.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn the_address_opens_the_same_view() {
        let query = "?person=松永&case=SOMU-2026-001&group=issue&from=R8.11.1&to=R8.11.20&x=y\
                     &older=2026-11-20T01:02:03.456Z~01936d2e-0000-7000-8000-000000000001";
        let (filter, ignored) = LogFilter::parse(query, today());
        assert_eq!(ignored, []);
        assert_eq!(filter.period.from.to_string(), "2026-11-01");
        let LogPosition::Older(mark) = filter.position else { panic!("{filter:?}") };
        let (again, _) = LogFilter::parse(&filter.at(filter.position), today());
        assert_eq!(again, filter);
        let (newer, _) = LogFilter::parse(&filter.at(LogPosition::Newer(mark)), today());
        assert_eq!(newer.position, LogPosition::Newer(mark));
    }

    #[test]
    fn without_a_period_the_last_days_are_shown_and_what_cannot_be_read_is_named() {
        let (filter, ignored) = LogFilter::parse("", today());
        assert_eq!((filter.period.from.to_string(), filter.period.to), ("2026-10-25".to_owned(), today()));
        assert!(ignored.is_empty() && !filter.narrows());
        let (filter, ignored) = LogFilter::parse("case=4&group=secret&older=1&from=tomorrow", today());
        let names: Vec<_> = ignored.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["from", "case", "group", "older"]);
        assert_eq!(filter.period.from.to_string(), "2026-10-25");
    }
}
