//! 年度, the city's year from April to March.

use chrono::{Datelike, NaiveDate};

/// The 年度 a day belongs to, named after the western year of its April.
///
/// Not 年分 (tax year, January to December) and not the contract year
/// (October to September): never show this number without 年度.
pub fn fiscal_year(day: NaiveDate) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fiscal_year_turns_on_the_first_of_april() {
        for (day, year) in [("2026-03-31", 2025), ("2026-04-01", 2026), ("2026-12-31", 2026), ("2027-01-01", 2026)] {
            assert_eq!(fiscal_year(day.parse().unwrap()), year, "{day}");
        }
    }
}
