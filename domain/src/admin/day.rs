//! A day of the calendar set by hand.

use super::account::required_day;
use crate::{
    calendar::{BusinessCalendar, DayOverride},
    coded::coded_enum,
    organisation::CenterCode,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    text,
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The years for which days can be set and holidays are shown.
pub const CALENDAR_YEARS: RangeInclusive<i32> = 2019..=2035;

/// The whole city, in the field 適用範囲.
const CITY: &str = "CITY";

coded_enum! {
    /// What a day is to be.
    pub enum DaySays {
        /// 閉庁日にする.
        Closed = "closed",
        /// 開庁日にする.
        Open = "open",
        /// 法定どおりに戻す: what was set by hand is taken back.
        ByLaw = "by_law",
    }
}

/// A change as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayInput {
    /// Which day.
    pub day: String,
    /// 適用範囲: `CITY` or the code of a center.
    pub reach: String,
    /// Code of what it is to be.
    pub says: String,
    /// 名称, such as 開庁記念日.
    pub name: String,
    /// 理由.
    pub reason: String,
}

/// A change, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayChange {
    /// Which day.
    pub day: NaiveDate,
    /// Of which center; `None` for the whole city.
    pub center: Option<CenterCode>,
    /// What it is to be.
    pub says: DaySays,
    /// 名称; empty when taken back.
    pub name: String,
    /// 理由.
    pub reason: String,
}

impl DayInput {
    /// Reads a query string: a change is typed into a GET form, so that its preview has an address.
    pub fn parse(query: &str) -> Self {
        let mut input = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let field = match Field::parse(&name) {
                Some(Field::Day) => &mut input.day,
                Some(Field::Reach) => &mut input.reach,
                Some(Field::Says) => &mut input.says,
                Some(Field::Label) => &mut input.name,
                Some(Field::Reason) => &mut input.reason,
                _ => continue,
            };
            *field = value.into_owned();
        }
        input
    }

    /// The fields of its form, as typed.
    pub fn fields(&self) -> [(Field, &str); 5] {
        [
            (Field::Day, &self.day),
            (Field::Reach, &self.reach),
            (Field::Says, &self.says),
            (Field::Label, &self.name),
            (Field::Reason, &self.reason),
        ]
    }

    /// The query string of its preview, without `?`.
    pub fn to_query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (field, value) in self.fields() {
            out.append_pair(field.as_str(), value);
        }
        out.finish()
    }

    /// The code of a reach, as the form holds it.
    pub const fn reach_code(center: Option<CenterCode>) -> &'static str {
        match center {
            Some(center) => center.as_str(),
            None => CITY,
        }
    }

    /// What a reach means; `None` for what is no reach.
    pub fn reach_of(code: &str) -> Option<Option<CenterCode>> {
        if code == CITY { Some(None) } else { CenterCode::parse(code).map(Some) }
    }

    /// Checks what was typed.
    ///
    /// # Errors
    /// All problems, each beside its field.
    pub fn read(&self) -> Result<DayChange, Refusal> {
        let mut problems = Problems::default();
        let day = problems.keep(required_day(Field::Day, &self.day));
        if day.is_some_and(|day| !CALENDAR_YEARS.contains(&day.year())) {
            problems.add(Field::Day, Problem::OutsideCalendar);
        }
        let center = problems.keep(chosen(Field::Reach, &self.reach, Self::reach_of));
        let says = problems.keep(chosen(Field::Says, &self.says, DaySays::parse));
        let name = if says == Some(DaySays::ByLaw) {
            Some(String::new())
        } else {
            problems.keep(text::line(Field::Label, &self.name))
        };
        let reason = problems.keep(text::note(Field::Reason, &self.reason));
        problems.finish()?;
        match (day, center, says, name, reason) {
            (Some(day), Some(center), Some(says), Some(name), Some(reason)) => {
                Ok(DayChange { day, center, says, name, reason })
            }
            _ => Err(Refusal::Invalid(Vec::new())),
        }
    }
}

fn chosen<T>(field: Field, code: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, FieldProblem> {
    if code.trim().is_empty() {
        return Err(FieldProblem::new(field, Problem::Required));
    }
    parse(code.trim()).ok_or(FieldProblem::new(field, Problem::UnknownChoice))
}

impl DayChange {
    /// What the calendar says of the day afterwards; `None`: the law, or the city for a center.
    pub const fn sets(&self) -> Option<DayOverride> {
        match self.says {
            DaySays::Closed => Some(DayOverride::Closed),
            DaySays::Open => Some(DayOverride::Open),
            DaySays::ByLaw => None,
        }
    }

    /// Checks the change against what holds without it: `set` is what was set by hand for this day
    /// and reach, with its name; `below` the calendar without that.
    ///
    /// # Errors
    /// Nothing would change.
    pub fn check(&self, set: Option<(DayOverride, &str)>, below: &BusinessCalendar) -> Result<(), Refusal> {
        let same = match (self.sets(), set) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(says), Some((was, name))) => says == was && self.name == name,
            (Some(says), None) => below.is_open(self.day) == (says == DayOverride::Open),
        };
        if same { Err(Refusal::field(Field::Says, Problem::Unchanged)) } else { Ok(()) }
    }
}
