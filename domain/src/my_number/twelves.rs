//! Twelve digits that stand together or 4-4-4, and whether they are an 個人番号, or a piece of another number.

use super::{
    nearness::Words,
    reading::{Reading, is_cell, is_separator},
};
use std::ops::Range;

/// What twelve digits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An 個人番号.
    Number,
    /// They have its check digit, and are as well a piece of a card's number, of a 法人番号, or of a row of figures.
    Piece,
    /// They have not its check digit.
    Other,
}

/// So many fours that one sign joins are a row of figures, not a number with something beside it.
const ROW: usize = 7;
/// In a table rows of figures are shorter.
const ROW_OF_CELLS: usize = 5;

/// Every twelve digits of a text, in its order, and where they stand in the reading.
pub(super) fn find(text: &Reading) -> Vec<(Verdict, Range<usize>)> {
    let fours = Fours::of(text);
    let found = text.groups.iter().enumerate().filter_map(|(n, group)| {
        if group.len() == 12 {
            let is_number = has_check_digit(&digits(text, group.from..group.to)?);
            let verdict = if is_number { Verdict::Number } else { Verdict::Other };
            return Some((verdict, group.from..group.to));
        }
        let stretch = fours.window(n)?;
        Some((fours.verdict(n, &stretch)?, stretch))
    });
    found.collect()
}

/// The groups of four of a text, and which of them one sign joins.
struct Fours<'a> {
    text: &'a Reading,
    /// For each group how many fours in a row, joined by one sign, end with it.
    to: Vec<usize>,
    /// The same, of those that begin with it.
    from: Vec<usize>,
    words: Words<'a>,
}

impl<'a> Fours<'a> {
    fn of(text: &'a Reading) -> Self {
        let words = Words::of(text, &["マイナンバー", "個人番号", "my number", "mynumber"]);
        let mut this = Self { text, to: Vec::new(), from: Vec::new(), words };
        let all = 0..text.groups.len();
        for n in all.clone() {
            let so_far = this.to.last().copied().unwrap_or(0);
            let row = this.row(n, n.checked_sub(1), n.checked_sub(2), so_far);
            this.to.push(row);
        }
        for n in all.rev() {
            let so_far = this.from.last().copied().unwrap_or(0);
            let row = this.row(n, Some(n), Some(n + 1), so_far);
            this.from.push(row);
        }
        this.from.reverse();
        this
    }

    /// How long a row is with one more group, by the sign that joins it and the sign that joined the one before.
    fn row(&self, n: usize, sign: Option<usize>, other: Option<usize>, so_far: usize) -> usize {
        let is_joined = so_far > 0 && sign.is_some_and(|sign| self.joint(sign).is_some());
        let goes_on = sign.zip(other).is_some_and(|(sign, other)| self.is_same_joint(sign, other));
        match (self.is_four(n), is_joined) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) if so_far == 1 || goes_on => so_far + 1,
            (true, true) => 2,
        }
    }

    fn is_four(&self, n: usize) -> bool {
        self.text.groups.get(n).is_some_and(|group| group.len() == 4)
    }

    /// What joins a group and the next.
    fn joint(&self, n: usize) -> Option<&[char]> {
        self.text.gap(n).filter(|gap| !gap.is_empty() && gap.iter().all(|c| is_separator(*c) || *c == '|'))
    }

    fn is_same_joint(&self, one: usize, other: usize) -> bool {
        self.joint(one).is_some_and(|sign| self.joint(other) == Some(sign))
    }

    /// Three groups of four from the `n`th on, joined by whatever signs.
    fn window(&self, n: usize) -> Option<Range<usize>> {
        let is_one = (n..n + 3).all(|it| self.is_four(it)) && self.joint(n).is_some() && self.joint(n + 1).is_some();
        is_one.then(|| Some(self.text.groups.get(n)?.from..self.text.groups.get(n + 2)?.to))?
    }

    fn is_number(&self, n: usize) -> bool {
        self.window(n).and_then(|stretch| digits(self.text, stretch)).is_some_and(|it| has_check_digit(&it))
    }

    /// What the three groups from the `n`th on are. A neighbour that the same sign joins may make another number of
    /// them: 1-4-4-4 a 法人番号, 4-4-4-4 a card. 「1. 1234-5678-9018」 is a list.
    fn verdict(&self, n: usize, stretch: &Range<usize>) -> Option<Verdict> {
        let before = n.checked_sub(1).filter(|it| self.is_same_joint(*it, n));
        let before = before.filter(|it| self.text.groups.get(*it).is_some_and(|group| matches!(group.len(), 1 | 4)));
        let after = Some(n + 3).filter(|it| self.is_four(*it) && self.is_same_joint(n + 1, n + 2));
        let in_cells = self.joint(n).is_some_and(|sign| sign.iter().copied().any(is_cell));
        if !self.is_number(n) {
            // Three figures of a table are not asked about, nor is a card.
            return (before.is_none() && after.is_none() && !in_cells).then_some(Verdict::Other);
        }
        if before.is_none() && after.is_none() || self.words.are_near(stretch) {
            return Some(Verdict::Number);
        }
        if (before.unwrap_or(n)..=after.unwrap_or(n + 2)).all(|it| self.is_year(it)) {
            return Some(Verdict::Piece);
        }
        let row_before = before.and_then(|_| self.to.get(n)).copied().unwrap_or(1);
        let row_after = after.and_then(|_| self.from.get(n + 2)).copied().unwrap_or(1);
        let beside_before = row_before > 3 && n.checked_sub(3).is_some_and(|it| self.is_number(it));
        let beside_after = row_after > 3 && self.is_number(n + 3);
        if beside_before || beside_after {
            return Some(Verdict::Number);
        }
        let is_row = row_before + row_after + 1 >= if in_cells { ROW_OF_CELLS } else { ROW };
        // In a table a number of one to four digits in front is that of the row.
        let is_other = before.filter(|_| !in_cells).is_some_and(|it| self.is_made_longer(it, it, it..n + 3))
            || after.is_some_and(|it| self.is_made_longer(it, it - 1, n..it + 1));
        Some(if is_row || is_other { Verdict::Piece } else { Verdict::Number })
    }

    /// Whether these groups, three fours and a neighbour, are a card or a 法人番号.
    fn is_made_longer(&self, neighbour: usize, joint: usize, groups: Range<usize>) -> bool {
        let (first, last) = (self.text.groups.get(groups.start), self.text.groups.get(groups.end - 1));
        let Some((first, last)) = first.zip(last) else { return false };
        let digits: Vec<u32> = self.text.digits(first.from..last.to).map(u32::from).collect();
        !self.is_day_beside(neighbour, joint) && (is_card(&digits) || is_corporate(&digits))
    }

    /// A year or day written beside a number, not a part of it.
    fn is_day_beside(&self, n: usize, joint: usize) -> bool {
        let is_apart = self.joint(joint).is_some_and(|gap| gap.iter().all(|c| *c == ' ' || is_cell(*c)));
        let behind = self.text.groups.get(n).and_then(|group| self.text.char(group.to));
        behind.is_some_and(|c| "年月".contains(c)) || is_apart && self.is_year(n)
    }

    fn is_year(&self, n: usize) -> bool {
        let number = self.text.groups.get(n).filter(|it| it.len() == 4).and_then(|it| self.text.number(it));
        number.is_some_and(|it| (1900..2100).contains(&it))
    }
}

fn digits(text: &Reading, stretch: Range<usize>) -> Option<[u8; 12]> {
    let mut digits = text.digits(stretch);
    let mut twelve = [0; 12];
    for place in &mut twelve {
        *place = digits.next()?;
    }
    digits.next().is_none().then_some(twelve)
}

/// The last of twelve digits is the 検査用数字 of the others: 総務省令第85号 (2014), article 5.
fn has_check_digit(digits: &[u8; 12]) -> bool {
    const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    u32::from(digits[11]) == check
}

/// Sixteen digits of a card: ISO/IEC 7812-1, annex B (Luhn).
fn is_card(digits: &[u32]) -> bool {
    let weigh = |(n, digit): (usize, &u32)| if n % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit };
    digits.len() == 16 && digits.iter().enumerate().map(weigh).sum::<u32>() % 10 == 0
}

/// Thirteen digits of a 法人番号: the first is the check digit of the others (財務省令第70号 (2014), article 2).
fn is_corporate(digits: &[u32]) -> bool {
    let [check, others @ ..] = digits else { return false };
    let weigh = |(n, digit): (usize, &u32)| if n % 2 == 0 { *digit } else { digit * 2 };
    others.len() == 12 && 9 - others.iter().rev().enumerate().map(weigh).sum::<u32>() % 9 == *check
}
