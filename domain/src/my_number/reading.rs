//! A text as its reader sees it: in one width, without what is drawn as nothing, its digits in groups.

use super::spelling;
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// Digits without anything between them, by their places in the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub from: usize,
    pub to: usize,
}

impl Group {
    /// How many digits.
    pub const fn len(&self) -> usize {
        self.to - self.from
    }
}

/// A text in compatibility form, character by character: for digits and signs what NFKC makes of them.
pub(super) struct Reading {
    seen: Vec<char>,
    /// Where each of these was typed.
    places: Vec<Range<usize>>,
    /// Its groups of digits, in order.
    pub groups: Vec<Group>,
}

impl Reading {
    pub fn of(text: &str) -> Self {
        let (mut seen, mut places) = (Vec::new(), Vec::new());
        spelling::read(text, |c, place| {
            seen.push(c);
            places.push(place);
        });
        let mut groups: Vec<Group> = Vec::new();
        for (place, _) in seen.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()) {
            match groups.last_mut().filter(|group| group.to == place) {
                Some(group) => group.to += 1,
                None => groups.push(Group { from: place, to: place + 1 }),
            }
        }
        Self { seen, places, groups }
    }

    /// The character at a place.
    pub fn char(&self, place: usize) -> Option<char> {
        self.seen.get(place).copied()
    }

    /// The character before a group.
    pub fn before(&self, group: &Group) -> Option<char> {
        self.char(group.from.checked_sub(1)?)
    }

    /// The characters of a stretch, as far as there are any.
    pub fn chars(&self, stretch: Range<usize>) -> &[char] {
        self.seen.get(stretch.start..stretch.end.min(self.seen.len())).unwrap_or_default()
    }

    /// The digits of a group, as a number of at most nine digits.
    pub fn number(&self, group: &Group) -> Option<u32> {
        if group.len() > 9 {
            return None;
        }
        Some(self.digits(group.from..group.to).fold(0, |number, digit| number * 10 + u32::from(digit)))
    }

    /// The digits in a stretch.
    pub fn digits(&self, stretch: Range<usize>) -> impl Iterator<Item = u8> {
        self.chars(stretch).iter().filter_map(|c| u8::try_from(c.to_digit(10)?).ok())
    }

    /// Where a stretch of the reading stands in the text.
    pub fn place(&self, stretch: Range<usize>) -> Range<usize> {
        let at = self.places.get(stretch.start).map_or(0, |place| place.start);
        let end = stretch.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(at, |place| place.end);
        at..end
    }

    /// What stands between a group and the next.
    pub fn gap(&self, n: usize) -> Option<&[char]> {
        let (one, next) = (self.groups.get(n)?, self.groups.get(n + 1)?);
        // What is longer joins nothing.
        (next.from - one.to <= 8).then(|| self.chars(one.to..next.from))
    }

    /// Where a word begins, each time it stands there.
    pub fn words(&self, word: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        word.chars().for_each(|c| decompose_compatible(c, |part| parts.push(part)));
        if parts.is_empty() {
            return Vec::new();
        }
        let is_there = |(_, there): &(usize, &[char])| {
            there.iter().zip(&parts).all(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        let found = self.seen.windows(parts.len()).enumerate().filter(is_there);
        found.map(|(from, _)| from..from + parts.len()).collect()
    }
}

/// What people put between the fours of a number: notes/domain §9, the minus sign of some keyboards, and the tab that
/// stands between three cells of a table that was copied.
pub(super) const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\t' | '・' | '.') || is_dash(c)
}

/// What stands between two cells of a table: of one that was copied, or of one in Markdown.
pub(super) const fn is_cell(c: char) -> bool {
    matches!(c, '\t' | '|')
}

/// A dash of any keyboard; of the wide ones the compatibility form.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}
