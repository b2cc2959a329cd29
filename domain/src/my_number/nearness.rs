//! What stands near a word: each number asks only for the nearest word before it and behind it.

use super::reading::Reading;
use std::ops::Range;

/// How far from its word a number may stand, in characters.
const NEAR: usize = 20;

/// Where some words stand in a text.
pub(super) struct Words<'a> {
    text: &'a Reading,
    begins: Vec<usize>,
    ends: Vec<usize>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a Reading, words: &[&str]) -> Self {
        let (mut begins, mut ends): (Vec<_>, Vec<_>) =
            words.iter().flat_map(|word| text.words(word)).map(|it| (it.start, it.end)).unzip();
        begins.sort_unstable();
        ends.sort_unstable();
        Self { text, begins, ends }
    }

    /// Whether one of them stands near a stretch, on its line.
    pub fn are_near(&self, stretch: &Range<usize>) -> bool {
        let behind = self.begins.get(self.begins.partition_point(|begin| *begin < stretch.end));
        self.stand_before(stretch, 0) || behind.is_some_and(|begin| self.reaches(stretch.end..*begin, 0))
    }

    /// Whether one of them stands near before a stretch, so many lines above it at most.
    pub fn stand_before(&self, stretch: &Range<usize>, lines: usize) -> bool {
        let before = self.ends.partition_point(|end| *end <= stretch.start).checked_sub(1);
        before.and_then(|n| self.ends.get(n)).is_some_and(|end| self.reaches(*end..stretch.start, lines))
    }

    fn reaches(&self, between: Range<usize>, lines: usize) -> bool {
        between.len() <= NEAR && self.text.chars(between).iter().filter(|c| **c == '\n').count() <= lines
    }
}
