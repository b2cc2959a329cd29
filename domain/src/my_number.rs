//! マイナンバー（個人番号） in what people type, and other personal data that may be in it (notes/domain §9).
//!
//! A number is refused wherever it stands: this tool never holds one. The other patterns are only doubts, which the
//! writer can answer. What is found is a pattern and a place, never the digits.

mod doubts;
mod reading;

use crate::{
    coded::coded_enum,
    refusal::{Field, FieldProblem, Problem},
};
use reading::Reading;
use std::{borrow::Cow, ops::Range};

coded_enum! {
    /// What a text may hold of a person.
    pub enum Pattern {
        /// Twelve digits whose last one is the check digit of an 個人番号.
        MyNumber = "my_number",
        /// Twelve digits whose last one is not: an 個人番号 mistyped, or something else.
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
    for (digits, at) in reading.twelves() {
        let pattern = if has_check_digit(&digits) { Pattern::MyNumber } else { Pattern::TwelveDigits };
        found.push(Finding { pattern, at });
    }
    doubts::find(&reading, &mut found);
    found.sort_by_key(|it| (it.pattern, it.at.start));
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
    Reading::of(text).twelves().iter().any(|(digits, _)| has_check_digit(digits))
}

/// Lets a text pass that holds no 個人番号.
///
/// # Errors
/// It holds one.
pub fn refuse(field: Field, text: &str) -> Result<(), FieldProblem> {
    if is_in(text) { Err(FieldProblem::new(field, Problem::MyNumber)) } else { Ok(()) }
}

/// A text with ●●● where an 個人番号 stood, for what must be kept or written down all the same.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    let mut numbers = Reading::of(text).twelves();
    numbers.retain(|(digits, _)| has_check_digit(digits));
    numbers.sort_by_key(|(_, at)| at.start);
    for (_, at) in numbers.into_iter().rev() {
        masked.to_mut().replace_range(at, "●●●");
    }
    masked
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
