//! The calendars of the city and of each center: the law, what the city set, what a center set.

use super::{BusinessCalendar, DayOverride};
use crate::organisation::CenterCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A day set by hand: for the whole city, or for one center.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDay {
    /// The center; `None` for the whole city, both centers included.
    pub center: Option<CenterCode>,
    /// Which day.
    pub day: NaiveDate,
    /// What it is.
    pub says: DayOverride,
}

/// One calendar for the city and one for each center. Records of a case count by the calendar of
/// its center; what belongs to no center counts by the city's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendars {
    city: BusinessCalendar,
    somu: BusinessCalendar,
    kyoiku: BusinessCalendar,
}

impl Calendars {
    /// The law alone.
    pub fn by_law() -> Self {
        Self::default()
    }

    /// The law with days set by hand. On one day the word of a center goes before the city's, in
    /// whatever order they come.
    pub fn with(days: &[SetDay]) -> Self {
        let mut all = Self::by_law();
        let whole_city = days.iter().filter(|it| it.center.is_none());
        let of_centers = days.iter().filter(|it| it.center.is_some());
        for SetDay { center, day, says } in whole_city.chain(of_centers).copied() {
            let set = |calendar: &mut BusinessCalendar| {
                *calendar = std::mem::take(calendar).with_override(day, says);
            };
            match center {
                None => [&mut all.city, &mut all.somu, &mut all.kyoiku].into_iter().for_each(set),
                Some(CenterCode::Somu) => set(&mut all.somu),
                Some(CenterCode::Kyoiku) => set(&mut all.kyoiku),
            }
        }
        all
    }

    /// The calendar of a center.
    pub const fn of(&self, center: CenterCode) -> &BusinessCalendar {
        match center {
            CenterCode::Somu => &self.somu,
            CenterCode::Kyoiku => &self.kyoiku,
        }
    }

    /// The calendar of a center, or the city's where there is none.
    pub const fn of_some(&self, center: Option<CenterCode>) -> &BusinessCalendar {
        match center {
            Some(center) => self.of(center),
            None => &self.city,
        }
    }

    /// The calendar of the whole city.
    pub const fn city(&self) -> &BusinessCalendar {
        &self.city
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Closed;
    use DayOverride::{Closed as Shut, Open};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn set(center: Option<CenterCode>, text: &str, says: DayOverride) -> SetDay {
        SetDay { center, day: day(text), says }
    }

    #[test]
    fn a_day_of_the_city_is_everybodys_and_a_day_of_a_center_its_own() {
        let (somu, kyoiku) = (Some(CenterCode::Somu), Some(CenterCode::Kyoiku));
        let all = Calendars::with(&[set(None, "2026-11-26", Shut), set(somu, "2026-11-27", Shut)]);
        for (center, days) in [(None, 3), (somu, 2), (kyoiku, 3)] {
            // Wednesday to Monday: Thursday, Friday and Monday without the closed ones.
            let between = all.of_some(center).between(day("2026-11-24"), day("2026-11-30"));
            assert_eq!(between, days, "{center:?}");
        }
        assert_eq!(all.of(CenterCode::Kyoiku).closed_reason(day("2026-11-26")), Some(Closed::Override));
        assert!(all.city().is_open(day("2026-11-27")));
        assert_eq!(Calendars::by_law().city().between(day("2026-11-24"), day("2026-11-30")), 4);
    }

    #[test]
    fn a_center_goes_before_the_city_in_whatever_order_they_were_set() {
        let (city, center) = (set(None, "2026-11-26", Shut), set(Some(CenterCode::Somu), "2026-11-26", Open));
        for days in [[city, center], [center, city]] {
            let all = Calendars::with(&days);
            assert!(all.of(CenterCode::Somu).is_open(city.day));
            assert!(!all.of(CenterCode::Kyoiku).is_open(city.day));
            assert!(!all.city().is_open(city.day));
        }
    }

    #[test]
    fn an_extra_open_day_counts_and_moves_the_latest_go_live() {
        // 2028-10-01 is a Sunday, the Saturday before it is opened by hand.
        let all = Calendars::with(&[set(Some(CenterCode::Somu), "2028-09-30", Open)]);
        let in_force = day("2028-10-01");
        assert_eq!(all.of(CenterCode::Somu).last_on_or_before(in_force), day("2028-09-30"));
        assert_eq!(all.of(CenterCode::Kyoiku).last_on_or_before(in_force), day("2028-09-29"));
        assert_eq!(all.of(CenterCode::Somu).between(day("2028-09-28"), in_force), 2);
    }
}
