//! The shapes a date is written in, before asking whether the day exists.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use super::Era;
use super::format::{MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA};

/// Longer than any date; what follows cannot make it one.
const LONGEST: usize = 40;

/// The numbers of a date as written. `year` counts within `era` where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Notation {
    pub era: Option<Era>,
    pub year: i32,
    pub month: u32,
    pub date: Option<u32>,
}

/// The input without width, spaces and the looks of its separators.
pub(super) fn tidy(input: &str) -> String {
    let tidied = input.nfkc().filter(|c| !c.is_whitespace()).map(|c| match c {
        // What an IME puts where a hyphen, a dot or a slash was meant.
        '\u{2010}'..='\u{2015}' | '−' | 'ー' => '-',
        '。' => '.',
        '・' => '/',
        other => other,
    });
    tidied.take(LONGEST).collect()
}

impl Notation {
    /// Reads tidied text; `None` where it has no shape of a date.
    pub(super) fn read(tidied: &str) -> Option<Self> {
        let text = without_weekday(tidied);
        let (era, rest) = split_era(text);
        match era {
            Some(_) => Self::separated(era, rest),
            None => Self::digits(rest).or_else(|| Self::english(rest)).or_else(|| Self::separated(None, rest)),
        }
    }

    /// `20240301`, `202403`.
    fn digits(text: &str) -> Option<Self> {
        let date = match text.len() {
            6 => None,
            8 => Some(number(text.get(6..)?, 2..=2)?),
            _ => return None,
        };
        let year = year(text.get(..4)?, None)?;
        Some(Self { era: None, year, month: number(text.get(4..6)?, 2..=2)?, date })
    }

    /// `1Mar2024`.
    fn english(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
        let (name, western) = rest.split_at_checked(3)?;
        let month = (1..).zip(MONTHS_EN).find(|(_, it)| it.eq_ignore_ascii_case(name))?.0;
        let date = Some(number(date, 1..=2)?);
        Some(Self { era: None, year: year(western, None)?, month, date })
    }

    /// `6年3月1日`, `6.3.1`, `6/3`, `6-3`, each with the year of the era or of the west.
    fn separated(era: Option<Era>, text: &str) -> Option<Self> {
        let (years, month, date) = match text.split_once('年') {
            Some((years, rest)) => {
                let (month, rest) = rest.split_once('月')?;
                let date = if rest.is_empty() { None } else { Some(rest.strip_suffix('日')?) };
                (years, month, date)
            }
            None => {
                let separator = text.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
                let mut parts = text.split(separator);
                let parts_read = (parts.next()?, parts.next()?, parts.next());
                if parts.next().is_some() {
                    return None;
                }
                parts_read
            }
        };
        let date = match date {
            Some(date) => Some(number(date, 1..=2)?),
            None => None,
        };
        Some(Self { era, year: year(years, era)?, month: number(month, 1..=2)?, date })
    }
}

/// The text without `(金)`, `(金曜日)`, `(月/祝)`, `(Fri)` or `金曜日` at its end.
/// Whether it is the right weekday is not asked.
fn without_weekday(text: &str) -> &str {
    let in_brackets = text.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    if let Some((rest, word)) = in_brackets
        && is_weekday(word.strip_suffix("/祝").unwrap_or(word))
    {
        return rest;
    }
    let bare = text.strip_suffix("曜日").or_else(|| text.strip_suffix('曜'));
    bare.and_then(|it| WEEKDAYS_JA.iter().find_map(|day| it.strip_suffix(day))).unwrap_or(text)
}

fn is_weekday(word: &str) -> bool {
    let japanese = word.strip_suffix("曜日").or_else(|| word.strip_suffix('曜')).unwrap_or(word);
    WEEKDAYS_JA.contains(&japanese) || WEEKDAYS_EN.iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn split_era(text: &str) -> (Option<Era>, &str) {
    for era in Era::all() {
        let rest = text.strip_prefix(era.name()).or_else(|| text.strip_prefix(era.kanji()));
        let letter = || {
            let (first, rest) = text.split_at_checked(1)?;
            first.eq_ignore_ascii_case(era.letter()).then_some(rest)
        };
        if let Some(rest) = rest.or_else(letter) {
            return (Some(era), rest);
        }
    }
    (None, text)
}

/// A year: 元 or up to two digits in an era (three, to call it out of range), else four digits.
fn year(text: &str, era: Option<Era>) -> Option<i32> {
    if era.is_some() && text == "元" {
        return Some(1);
    }
    let year = number(text, if era.is_some() { 1..=3 } else { 4..=4 })?;
    i32::try_from(year).ok().filter(|&year| era.is_none() || year > 0)
}

fn number(text: &str, lengths: RangeInclusive<usize>) -> Option<u32> {
    let digits = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
