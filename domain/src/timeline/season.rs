//! 繁忙期 (notes/domain §1): 年末調整 from October to January, 年度切替え from February to April.

use super::Span;
use crate::{coded::coded_enum, date::Month};

coded_enum! {
    /// A 繁忙期.
    pub enum Season {
        /// 年末調整, October to January.
        YearEndAdjustment = "year_end_adjustment",
        /// 年度切替え, February to April.
        FiscalYearTurn = "fiscal_year_turn",
    }
}

/// The 繁忙期 a month belongs to.
pub fn season(month: Month) -> Option<Season> {
    match month.month() {
        10 | 11 | 12 | 1 => Some(Season::YearEndAdjustment),
        2..=4 => Some(Season::FiscalYearTurn),
        _ => None,
    }
}

/// Months of one 繁忙期 in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Which.
    pub season: Season,
    /// Months from the left edge.
    pub from: u32,
    /// How many months.
    pub months: u32,
}

/// The bands of the picture, from left to right.
pub fn bands(span: Span) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (n, month) in (0..).zip(span.all()) {
        let Some(season) = season(month) else { continue };
        match bands.last_mut() {
            Some(band) if band.season == season && band.from + band.months == n => band.months += 1,
            _ => bands.push(Band { season, from: n, months: 1 }),
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seasons_of_a_year_and_a_half() {
        let band = |season, from, months| Band { season, from, months };
        let from = Month::new(2026, 4).unwrap();
        assert_eq!(
            bands(Span { from, months: 18 }),
            [
                band(Season::FiscalYearTurn, 0, 1),
                band(Season::YearEndAdjustment, 6, 4),
                band(Season::FiscalYearTurn, 10, 3),
            ]
        );
        let december = Month::new(2026, 12).unwrap();
        assert_eq!(bands(Span { from: december, months: 2 }), [band(Season::YearEndAdjustment, 0, 2)]);
        assert_eq!(bands(Span { from: Month::new(2026, 5).unwrap(), months: 5 }), []);
    }
}
