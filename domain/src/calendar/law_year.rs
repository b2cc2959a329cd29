//! The 開庁日 of one year by law, as bits, so that counting them is cheap.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::closed::closed_by_law;

/// One bit per day of a year: set where the day is a 開庁日 by law.
#[derive(Clone, Copy)]
pub(super) struct LawYear {
    open: [u64; 6],
}

const FIRST_CACHED: i32 = 1926;
const CACHED: usize = 175;

static YEARS: [OnceLock<LawYear>; CACHED] = [const { OnceLock::new() }; CACHED];

impl LawYear {
    /// The bits of a year, computed once per process for 1926–2100.
    pub(super) fn of(year: i32) -> Self {
        let slot = year
            .checked_sub(FIRST_CACHED)
            .and_then(|index| usize::try_from(index).ok())
            .and_then(|index| YEARS.get(index));
        match slot {
            Some(slot) => *slot.get_or_init(|| Self::compute(year)),
            None => Self::compute(year),
        }
    }

    fn compute(year: i32) -> Self {
        let mut open = [0; 6];
        for ordinal in 1..=366 {
            if let Some(day) = NaiveDate::from_yo_opt(year, ordinal)
                && closed_by_law(day).is_none()
            {
                let (word, bit) = place(day);
                open[word] |= bit;
            }
        }
        Self { open }
    }

    /// Whether this day of the year is a 開庁日.
    pub(super) fn is_open(&self, day: NaiveDate) -> bool {
        let (word, bit) = place(day);
        self.open[word] & bit != 0
    }

    /// 開庁日 from 1 January to this day, both included.
    fn through(&self, day: NaiveDate) -> i32 {
        let (word, bit) = place(day);
        let whole: u32 = self.open[..word].iter().map(|bits| bits.count_ones()).sum();
        let upto_bit = bit | (bit - 1);
        (whole + (self.open[word] & upto_bit).count_ones()).cast_signed()
    }

    fn total(&self) -> i32 {
        let total: u32 = self.open.iter().map(|bits| bits.count_ones()).sum();
        total.cast_signed()
    }
}

/// 開庁日 by law after `start` up to and including `end`, for `start <= end`.
pub(super) fn open_days_after(start: NaiveDate, end: NaiveDate) -> i32 {
    let whole_years: i32 = (start.year()..end.year()).map(|y| LawYear::of(y).total()).sum();
    whole_years + LawYear::of(end.year()).through(end) - LawYear::of(start.year()).through(start)
}

fn place(day: NaiveDate) -> (usize, u64) {
    let index = day.ordinal0();
    ((index / 64) as usize, 1 << (index % 64))
}
