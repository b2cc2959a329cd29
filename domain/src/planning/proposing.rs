//! Planned days, backwards from 本番リリース by the shares of notes/domain §3.

use crate::{calendar::BusinessCalendar, refusal::Problem, stage::Stage};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What each of 工程1 to 6 takes of the 開庁日 from the start to 本番リリース, in hundredths. 工程7 runs from then on.
pub const SHARES: [i32; 6] = [14, 13, 13, 15, 29, 16];

/// 開庁日 of リリース後のフォロー when nobody says otherwise: four weeks (notes/domain §3: two to eight).
pub const FOLLOW_UP_DAYS: i32 = 20;

/// The planned days of one 工程.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Which one.
    pub stage: Stage,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day.
    pub end: NaiveDate,
}

/// There are fewer 開庁日 than 工程.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort {
    /// 開庁日 from the start to the day before 本番リリース.
    pub there: i32,
    /// One for each 工程.
    pub needed: i32,
}

impl From<TooShort> for Problem {
    fn from(TooShort { there, needed }: TooShort) -> Self {
        Self::SpanTooShort { there, needed }
    }
}

/// The end of a case that nobody has set: [`FOLLOW_UP_DAYS`] after 本番リリース.
pub fn follow_up_end(go_live: NaiveDate, calendar: &BusinessCalendar) -> NaiveDate {
    calendar.add(go_live, FOLLOW_UP_DAYS)
}

/// The days of 工程 `first` to 7. They begin on the first 開庁日 from `from` on, follow one another without a gap, and
/// 工程7 begins on `go_live`; all days but that one and `end` are 開庁日, and each 工程 gets one at least.
///
/// # Errors
/// Fewer 開庁日 before `go_live` than 工程.
pub fn propose(
    first: Stage,
    from: NaiveDate,
    go_live: NaiveDate,
    end: NaiveDate,
    calendar: &BusinessCalendar,
) -> Result<Vec<Span>, TooShort> {
    let parts: Vec<Part> = Stage::ALL
        .into_iter()
        .zip(SHARES)
        .filter(|(stage, _)| *stage >= first)
        .map(|(stage, weight)| Part { stage, weight })
        .collect();
    let mut spans = spread(&parts, from, go_live, calendar)?;
    spans.push(Span { stage: Stage::RELEASE, start: go_live, end: end.max(go_live) });
    Ok(spans)
}

/// A 工程 before 本番 that gets days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Which one.
    pub stage: Stage,
    /// How much of the days, beside the others.
    pub weight: i32,
}

/// Spreads the 開庁日 from `from` to the day before `go_live` over 工程, in their order.
pub(super) fn spread(
    parts: &[Part],
    from: NaiveDate,
    go_live: NaiveDate,
    calendar: &BusinessCalendar,
) -> Result<Vec<Span>, TooShort> {
    let from = calendar.first_on_or_after(from);
    let needed = i32::try_from(parts.len()).unwrap_or_default();
    let day_before = |day: NaiveDate| day.pred_opt().unwrap_or(day);
    let there = if go_live > from { calendar.between(day_before(from), day_before(go_live)) } else { 0 };
    if there < needed {
        return Err(TooShort { there, needed });
    }
    let all: i32 = parts.iter().map(|it| it.weight).sum();
    let mut spans = Vec::new();
    let (mut left, mut weights, mut after) = (0, 0, go_live);
    for (before, part) in parts.iter().enumerate().rev() {
        let before = i32::try_from(before).unwrap_or_default();
        weights += part.weight;
        // Rounded to the nearest day; one at least for this 工程 and for each that comes before it.
        let days = (2 * there * weights + all) / (2 * all.max(1));
        left = days.clamp(left + 1, there - before);
        let start = calendar.add(go_live, -left);
        spans.push(Span { stage: part.stage, start, end: calendar.previous(after) });
        after = start;
    }
    spans.reverse();
    Ok(spans)
}

#[cfg(test)]
mod tests;
