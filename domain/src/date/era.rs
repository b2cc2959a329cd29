//! 元号, as a table: a new era is one more variant and one more row.

use chrono::{Datelike, NaiveDate};

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// 昭和, 1926-12-25 to 1989-01-07.
    Showa,
    /// 平成, 1989-01-08 to 2019-04-30.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

struct Row {
    era: Era,
    name: &'static str,
    kanji: &'static str,
    letter: &'static str,
    first_day: NaiveDate,
}

/// Oldest first, in the order of the enum.
const ROWS: [Row; 3] = [
    Row { era: Era::Showa, name: "昭和", kanji: "昭", letter: "S", first_day: fixed(1926, 12, 25) },
    Row { era: Era::Heisei, name: "平成", kanji: "平", letter: "H", first_day: fixed(1989, 1, 8) },
    Row { era: Era::Reiwa, name: "令和", kanji: "令", letter: "R", first_day: fixed(2019, 5, 1) },
];

impl Era {
    /// Every era, oldest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        ROWS.iter().map(|row| row.era)
    }

    /// The era a day lies in; `None` before 昭和.
    pub fn of(day: NaiveDate) -> Option<Self> {
        Self::all().rev().find(|era| era.first_day() <= day)
    }

    /// The name in full, 令和.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The name in one character, 令.
    pub fn kanji(self) -> &'static str {
        self.row().kanji
    }

    /// The letter used in tables and forms, R.
    pub fn letter(self) -> &'static str {
        self.row().letter
    }

    /// The day the era began.
    pub fn first_day(self) -> NaiveDate {
        self.row().first_day
    }

    /// The last day of the era; `None` while it goes on.
    pub fn last_day(self) -> Option<NaiveDate> {
        ROWS.get(self as usize + 1)?.first_day.pred_opt()
    }

    /// The western year of a year of this era: 令和6年 is 2024.
    pub fn western_year(self, year: i32) -> i32 {
        self.first_day().year() + year - 1
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

const fn fixed(year: i32, month: u32, date: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, date) {
        Some(day) => day,
        None => panic!("the era table names a day that does not exist"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_stands_at_the_place_of_its_era() {
        for era in Era::all() {
            assert_eq!(era.row().era, era);
        }
    }

    #[test]
    fn eras_change_on_these_days() {
        for (day, era) in [
            ("1926-12-24", None),
            ("1926-12-25", Some(Era::Showa)),
            ("1989-01-07", Some(Era::Showa)),
            ("1989-01-08", Some(Era::Heisei)),
            ("2019-04-30", Some(Era::Heisei)),
            ("2019-05-01", Some(Era::Reiwa)),
            ("2100-12-31", Some(Era::Reiwa)),
        ] {
            assert_eq!(Era::of(day.parse().unwrap()), era, "{day}");
        }
        assert_eq!(Era::Heisei.last_day(), NaiveDate::from_ymd_opt(2019, 4, 30));
        assert_eq!(Era::Reiwa.last_day(), None);
        assert_eq!(Era::Reiwa.western_year(6), 2024);
    }
}
