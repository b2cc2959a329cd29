//! A year of an era.

use chrono::{Datelike, NaiveDate};

use super::Era;

/// A year counted within an era; the first one is 元年.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EraYear {
    /// The era.
    pub era: Era,
    /// The year within it, from 1.
    pub year: i32,
}

impl EraYear {
    /// The year of an era a day lies in; `None` before 昭和.
    pub fn of(day: NaiveDate) -> Option<Self> {
        let era = Era::of(day)?;
        Some(Self { era, year: day.year() - era.first_day().year() + 1 })
    }

    /// For text: 令和6年, 令和元年.
    pub fn long(self) -> String {
        match self.year {
            1 => format!("{}元年", self.era.name()),
            year => format!("{}{year}年", self.era.name()),
        }
    }

    /// For tables: R6, R1.
    pub fn short(self) -> String {
        format!("{}{}", self.era.letter(), self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_count_from_the_first_of_the_era() {
        for (day, long, short) in [
            ("1926-12-25", "昭和元年", "S1"),
            ("1989-01-07", "昭和64年", "S64"),
            ("1989-01-08", "平成元年", "H1"),
            ("2019-04-30", "平成31年", "H31"),
            ("2019-05-01", "令和元年", "R1"),
            ("2024-03-01", "令和6年", "R6"),
        ] {
            let year = EraYear::of(day.parse().unwrap()).unwrap();
            assert_eq!((year.long().as_str(), year.short().as_str()), (long, short), "{day}");
        }
        assert_eq!(EraYear::of("1926-12-24".parse().unwrap()), None);
    }
}
