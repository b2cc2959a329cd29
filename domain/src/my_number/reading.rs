//! A text as its reader sees it: in one width, without what is drawn as nothing, its digits in groups.

use crate::text::is_invisible;
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// A character of the reading, and where it comes from.
struct Glyph {
    seen: char,
    at: usize,
    end: usize,
}

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
    glyphs: Vec<Glyph>,
    /// Its groups of digits, in order.
    pub groups: Vec<Group>,
}

impl Reading {
    pub fn of(text: &str) -> Self {
        let mut glyphs = Vec::with_capacity(text.len());
        for (at, typed) in text.char_indices().filter(|(_, c)| !is_invisible(*c)) {
            let end = at + typed.len_utf8();
            decompose_compatible(typed, |seen| glyphs.push(Glyph { seen, at, end }));
        }
        let mut groups: Vec<Group> = Vec::new();
        for (place, _) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.seen.is_ascii_digit()) {
            match groups.last_mut().filter(|group| group.to == place) {
                Some(group) => group.to += 1,
                None => groups.push(Group { from: place, to: place + 1 }),
            }
        }
        Self { glyphs, groups }
    }

    /// The character at a place.
    pub fn char(&self, place: usize) -> Option<char> {
        self.glyphs.get(place).map(|glyph| glyph.seen)
    }

    /// The characters of a stretch, as far as there are any.
    pub fn chars(&self, stretch: Range<usize>) -> impl DoubleEndedIterator<Item = char> {
        let end = stretch.end.min(self.glyphs.len());
        self.glyphs.get(stretch.start..end).unwrap_or_default().iter().map(|glyph| glyph.seen)
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
        self.chars(stretch).filter_map(|c| u8::try_from(c.to_digit(10)?).ok())
    }

    /// Where a stretch of the reading stands in the text.
    pub fn place(&self, stretch: Range<usize>) -> Range<usize> {
        let at = self.glyphs.get(stretch.start).map_or(0, |glyph| glyph.at);
        let end = stretch.end.checked_sub(1).and_then(|last| self.glyphs.get(last)).map_or(at, |glyph| glyph.end);
        at..end
    }

    /// What stands between a group and the next.
    pub fn gap(&self, n: usize) -> Option<Vec<char>> {
        let (one, next) = (self.groups.get(n)?, self.groups.get(n + 1)?);
        // What is longer joins nothing.
        (next.from - one.to <= 8).then(|| self.chars(one.to..next.from).collect())
    }

    /// Where a word begins, each time it stands there.
    pub fn words(&self, word: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        word.chars().for_each(|c| decompose_compatible(c, |part| parts.push(part)));
        let word = parts;
        let last = self.glyphs.len().checked_sub(word.len());
        let Some(last) = last.filter(|_| !word.is_empty()) else { return Vec::new() };
        let is_there = |from: &usize| self.chars(*from..from + word.len()).eq(word.iter().copied());
        (0..=last).filter(is_there).map(|from| from..from + word.len()).collect()
    }

    /// Every twelve digits that stand together or 4-4-4, not part of more, and where.
    pub fn twelves(&self) -> Vec<([u8; 12], Range<usize>)> {
        let whole = self.groups.iter().filter(|group| group.len() == 12).map(|group| (group, group));
        let parted = (0..self.groups.len()).filter(|n| self.is_four_four_four(*n));
        let parted = parted.filter_map(|n| Some((self.groups.get(n)?, self.groups.get(n + 2)?)));
        let found = whole.chain(parted).filter_map(|(first, last)| {
            let digits: Vec<u8> = self.digits(first.from..last.to).collect();
            Some((digits.try_into().ok()?, self.place(first.from..last.to)))
        });
        found.collect()
    }

    /// Three groups of four from the `n`th on, joined, and not a piece of a longer number.
    fn is_four_four_four(&self, n: usize) -> bool {
        let four = |n: usize| self.groups.get(n).is_some_and(|group| group.len() == 4);
        let joint = |n: usize| self.gap(n).filter(|gap| !gap.is_empty() && gap.iter().all(|c| is_separator(*c)));
        let (true, Some(first), Some(second)) = (four(n) && four(n + 1) && four(n + 2), joint(n), joint(n + 1)) else {
            return false;
        };
        // 1-4-4-4 is a 法人番号 and 4-4-4-4 a card, when the same sign joins them all. 「1. 1234-5678-9018」 is a list.
        let before = n.checked_sub(1).filter(|before| joint(*before).is_some_and(|gap| gap == first));
        let more_before = before.and_then(|before| self.groups.get(before)).is_some_and(|it| matches!(it.len(), 1 | 4));
        let more_after = four(n + 3) && joint(n + 2).is_some_and(|gap| gap == second);
        !more_before && !more_after
    }
}

/// What people put between the fours of a number: notes/domain §9, the minus sign of some keyboards, and the tab that
/// stands between three cells of a table that was copied.
pub(super) const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\t' | '・' | '.') || is_dash(c)
}

/// A dash of any keyboard; of the wide ones the compatibility form.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}
