//! Who held the ball for how long: counted from the turns of every 課題, for any period.
//!
//! A turn begins with the event that gave the ball to an organisation and ends with the event that
//! took it away. Nothing is counted up on the way: the same turns give the same ranking for ever.

mod period;

use crate::calendar::BusinessCalendar;
use chrono::NaiveDate;
use std::{collections::HashMap, hash::Hash};

pub use period::Period;

/// That the ball went to somebody on a day; `None`: it went to nobody (保留, 完了, 取下げ).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed<H> {
    /// On which day (JST).
    pub on: NaiveDate,
    /// To whom.
    pub to: Option<H>,
}

/// One turn: the ball was there from a day on, until another day or still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn<H> {
    /// Who had it.
    pub holder: H,
    /// The day it came.
    pub since: NaiveDate,
    /// The day it went; `None` while it is still there.
    pub until: Option<NaiveDate>,
}

/// The turns of one 課題, from its passes in the order they happened. A pass to whoever has the ball
/// already begins no new turn.
pub fn turns<H: Copy + PartialEq>(passes: impl IntoIterator<Item = Passed<H>>) -> Vec<Turn<H>> {
    let mut turns: Vec<Turn<H>> = Vec::new();
    for pass in passes {
        let open = turns.last_mut().filter(|turn| turn.until.is_none());
        if let Some(turn) = open {
            if Some(turn.holder) == pass.to {
                continue;
            }
            turn.until = Some(pass.on);
        }
        turns.extend(pass.to.map(|holder| Turn { holder, since: pass.on, until: None }));
    }
    turns
}

/// How a holder stands in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// 開庁日 over all turns; the day a ball comes is not counted, the day it goes is.
    pub days: i64,
    /// Turns that touch the period.
    pub turns: u32,
    /// 開庁日 of the longest of them inside the period.
    pub longest: i32,
    /// Turns that had not ended when the period did, or today.
    pub still: u32,
}

/// Turns of a holder that ended on the same day, or have not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended<H> {
    /// Who had them.
    pub holder: H,
    /// When they ended.
    pub until: Option<NaiveDate>,
    /// When the first of them began.
    pub earliest: NaiveDate,
    /// How many.
    pub times: u32,
}

/// Turns of a holder that began on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun<H> {
    /// Who had them.
    pub holder: H,
    /// When they began.
    pub since: NaiveDate,
    /// How many.
    pub times: u32,
}

/// Adds up turns over a period: all that touch it by their ends, and all that began in it by their begins. What a
/// turn lasted is what there was until its end less what there was until its begin, so the sum asks for no pairs; and
/// of those that end alike the longest is the one that began first. Days after `today` have not been yet.
pub fn ranked<H: Copy + Eq + Hash>(
    ended: impl IntoIterator<Item = Ended<H>>,
    begun: impl IntoIterator<Item = Begun<H>>,
    period: Period,
    today: NaiveDate,
    calendar: &BusinessCalendar,
) -> HashMap<H, Held> {
    let end = period.to.min(today);
    let before = period.from.pred_opt().unwrap_or(period.from);
    let mut ranking: HashMap<H, Held> = HashMap::new();
    for Ended { holder, until, earliest, times } in ended {
        let until = until.unwrap_or(NaiveDate::MAX);
        if period.from > today || earliest > end || until < period.from {
            continue;
        }
        let held = ranking.entry(holder).or_default();
        held.days += i64::from(calendar.between(before, until.min(end))) * i64::from(times);
        held.turns = held.turns.saturating_add(times);
        held.longest = held.longest.max(calendar.between(earliest.max(before), until.min(end)));
        if until > end {
            held.still = held.still.saturating_add(times);
        }
    }
    for Begun { holder, since, times } in begun {
        let in_period = (period.from..=end).contains(&since);
        if let Some(held) = ranking.get_mut(&holder).filter(|_| in_period) {
            held.days -= i64::from(calendar.between(before, since)) * i64::from(times);
        }
    }
    ranking
}

#[cfg(test)]
mod tests;
