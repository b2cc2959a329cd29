//! マイナンバー（個人番号） in what people type, and other personal data that may be in it (notes/domain §9).
//!
//! A number is refused wherever it stands: this tool never holds one. The other patterns are only doubts, which the
//! writer can answer. What is found is a pattern and a place, never the digits.

mod doubts;
mod nearness;
mod reading;
mod spelling;
mod twelves;

use crate::{
    coded::coded_enum,
    refusal::{Field, FieldProblem, Problem},
};
use reading::Reading;
use std::{borrow::Cow, ops::Range};
use twelves::Verdict;

coded_enum! {
    /// What a text may hold of a person.
    pub enum Pattern {
        /// Twelve digits whose last one is the check digit of an 個人番号.
        MyNumber = "my_number",
        /// Twelve digits that are asked about: an 個人番号 mistyped, a piece of a longer number, or something else.
        TwelveDigits = "twelve_digits",
        /// 基礎年金番号.
        PensionNumber = "pension_number",
        /// 雇用保険被保険者番号.
        InsuranceNumber = "insurance_number",
        /// 口座番号.
        AccountNumber = "account_number",
        /// 生年月日.
        BirthDate = "birth_date",
        /// 電話番号.
        Phone = "phone",
        /// A mail address of a private provider.
        PrivateMail = "private_mail",
        /// 職員番号.
        StaffNumber = "staff_number",
    }
}

/// Something found in a text. It names the place in it and holds nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it looks like.
    pub pattern: Pattern,
    /// Where it stands, in bytes of the text as it was typed.
    pub at: Range<usize>,
}

/// Everything in a text that looks like an 個人番号 or other personal data, in the order of [`Pattern::ALL`].
pub fn find(text: &str) -> Vec<Finding> {
    let reading = Reading::of(text);
    let mut found = Vec::new();
    for (verdict, stretch) in twelves::find(&reading) {
        let pattern = if verdict == Verdict::Number { Pattern::MyNumber } else { Pattern::TwelveDigits };
        found.push(Finding { pattern, at: reading.place(stretch) });
    }
    doubts::find(&reading, &mut found);
    found.sort_by_key(|it| (it.pattern, it.at.start));
    found.dedup();
    found
}

/// What a text may hold: each pattern once, in the order of [`Pattern::ALL`].
pub fn patterns(text: &str) -> Vec<Pattern> {
    let mut patterns: Vec<_> = find(text).into_iter().map(|it| it.pattern).collect();
    patterns.dedup();
    patterns
}

/// Whether an 個人番号 stands in a text.
pub fn is_in(text: &str) -> bool {
    pieces(text).any(|(piece, is_cut)| {
        let reading = Reading::of(piece);
        twelves::find(&reading).into_iter().any(|(verdict, stretch)| {
            let at = reading.place(stretch);
            let is_whole = (!is_cut.start || at.start >= EDGE) && (!is_cut.end || at.end + EDGE <= piece.len());
            verdict == Verdict::Number && is_whole
        })
    })
}

/// A longer text than this is read piece by piece: no field may keep it, and reading takes many times its memory.
const PIECE: usize = 128 * 1024;
/// Two pieces share so much, and what stands nearer than that to where one was cut is read in the other.
const SHARED: usize = 1024;
const EDGE: usize = 256;

/// Which ends of a piece were cut.
struct Cut {
    start: bool,
    end: bool,
}

fn pieces(text: &str) -> impl Iterator<Item = (&str, Cut)> {
    let step = PIECE - SHARED;
    let number = text.len().saturating_sub(SHARED).div_ceil(step).max(1);
    (0..number).filter_map(move |n| {
        let (from, to) = (text.floor_char_boundary(n * step), text.floor_char_boundary(n * step + PIECE));
        Some((text.get(from..to)?, Cut { start: n > 0, end: to < text.len() }))
    })
}

/// Lets a text pass that holds no 個人番号.
///
/// # Errors
/// It holds one.
pub fn refuse(field: Field, text: &str) -> Result<(), FieldProblem> {
    if is_in(text) { Err(FieldProblem::new(field, Problem::MyNumber)) } else { Ok(()) }
}

/// A text with ●●● where an 個人番号 stood or may have stood, for what must be kept or written down all the same.
pub fn masked(text: &str) -> Cow<'_, str> {
    let reading = Reading::of(text);
    let (mut masked, mut kept_to) = (String::new(), 0);
    let numbers = twelves::find(&reading).into_iter().filter(|(verdict, _)| *verdict != Verdict::Other);
    // In the order of the text; two may share a four.
    for at in numbers.map(|(_, stretch)| reading.place(stretch)) {
        if at.start >= kept_to {
            masked.push_str(text.get(kept_to..at.start).unwrap_or_default());
            masked.push_str("●●●");
        }
        kept_to = at.end;
    }
    if kept_to == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(kept_to..).unwrap_or_default());
    Cow::Owned(masked)
}
