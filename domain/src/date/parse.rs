//! From what people type to a day or a month.

use chrono::NaiveDate;

use super::notation::{Notation, tidy};
use super::{DateProblem, Era, Month};

const FIRST_YEAR: i32 = 1926;
const LAST_YEAR: i32 = 2100;

/// Reads a day in any notation people use: `R6.3.1`, `令和6年3月1日（金）`, `2024-03-01`,
/// `20240301` and the like, full or half width. A weekday at the end is not checked.
///
/// # Errors
/// A [`DateProblem`] saying what is wrong and, where it can, what was meant.
pub fn parse_day(input: &str) -> Result<NaiveDate, DateProblem> {
    day(read(input, None)?)
}

/// Like [`parse_day`], for a field that says its era: there `6.3.31` is a day too.
///
/// # Errors
/// As [`parse_day`].
pub fn parse_day_in_era(input: &str, era: Era) -> Result<NaiveDate, DateProblem> {
    day(read(input, Some(era))?)
}

/// Reads a month: `R6.3`, `令和6年3月`, `2024-03`, `202403` and the like.
/// `R6.10` is October and `R6.1` January.
///
/// # Errors
/// A [`DateProblem`]; a whole day is [`DateProblem::NotADate`], since dropping
/// its day would be a guess.
pub fn parse_month(input: &str) -> Result<Month, DateProblem> {
    match read(input, None)? {
        notation @ Notation { date: None, .. } => month(notation),
        _ => Err(DateProblem::NotADate),
    }
}

fn read(input: &str, era_of_field: Option<Era>) -> Result<Notation, DateProblem> {
    let text = tidy(input);
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    let in_field = || Notation::read(&format!("{}{text}", era_of_field?.letter()));
    Notation::read(&text).or_else(in_field).ok_or(DateProblem::NotADate)
}

fn day(notation: Notation) -> Result<NaiveDate, DateProblem> {
    let Some(date) = notation.date else {
        return Err(DateProblem::MonthOnly { month: month(notation)? });
    };
    let month = existing_month(notation)?;
    let day = NaiveDate::from_ymd_opt(month.year(), month.month(), date).ok_or_else(|| {
        let suggestion = if date == 0 { month.first_day() } else { month.last_day() };
        DateProblem::NoSuchDay { month, suggestion }
    })?;
    within_era(notation.era, day, day, day)?;
    Ok(day)
}

fn month(notation: Notation) -> Result<Month, DateProblem> {
    let month = existing_month(notation)?;
    within_era(notation.era, month.first_day(), month.last_day(), month.first_day())?;
    Ok(month)
}

fn existing_month(notation: Notation) -> Result<Month, DateProblem> {
    let year = match notation.era {
        Some(era) => era.western_year(notation.year),
        None => notation.year,
    };
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(DateProblem::OutOfRange);
    }
    let nearest = if notation.month == 0 { 1 } else { 12 };
    match (Month::new(year, notation.month), Month::new(year, nearest)) {
        (Some(month), _) => Ok(month),
        (None, Some(suggestion)) => Err(DateProblem::NoSuchMonth { suggestion }),
        (None, None) => Err(DateProblem::OutOfRange),
    }
}

/// A span may be named in an era if any of its days lies in it.
fn within_era(era: Option<Era>, first: NaiveDate, last: NaiveDate, suggestion: NaiveDate) -> Result<(), DateProblem> {
    let Some(era) = era else { return Ok(()) };
    if last < era.first_day() {
        return Err(DateProblem::BeforeEra { suggestion });
    }
    if era.last_day().is_some_and(|end| end < first) {
        return Err(DateProblem::AfterEra { suggestion });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
