//! Personal data other than the 個人番号: patterns that ask the writer whether it is any.

use super::{
    Finding, Pattern,
    nearness::Words,
    reading::{Group, Reading, is_dash, is_separator},
};
use std::ops::Range;

/// Adds what is found in a text.
pub(super) fn find(text: &Reading, found: &mut Vec<Finding>) {
    let mut add = |pattern, stretch: Range<usize>| found.push(Finding { pattern, at: text.place(stretch) });
    let pension = Words::of(text, &["年金番号"]);
    let insurance = Words::of(text, &["雇用保険", "被保険者番号"]);
    let account = Words::of(text, &["口座", "普通", "当座"]);
    let staff = Words::of(text, &["職員番号", "職員コード"]);
    let birth = Words::of(text, &["生年月日", "誕生日", "生まれ", "氏名"]);
    for (n, group) in text.groups.iter().enumerate() {
        let whole = group.from..group.to;
        if let Some(stretch) = dashed(text, n, &[4, 6]) {
            add(Pattern::PensionNumber, stretch);
        }
        if let Some(stretch) = dashed(text, n, &[4, 6, 1]) {
            add(Pattern::InsuranceNumber, stretch);
        }
        if let Some(stretch) = phone(text, n).or_else(|| phone_from_abroad(text, n)) {
            add(Pattern::Phone, stretch);
        }
        // Beside their words these are numbers without a dash too.
        let spaced = |shape| joined(text, n, shape, is_separator);
        for stretch in spaced(&[10]).into_iter().chain(spaced(&[4, 6])).filter(|it| pension.are_near(it)) {
            add(Pattern::PensionNumber, stretch);
        }
        for stretch in spaced(&[11]).into_iter().chain(spaced(&[4, 6, 1])).filter(|it| insurance.are_near(it)) {
            add(Pattern::InsuranceNumber, stretch);
        }
        // A number often stands below its word.
        if matches!(group.len(), 7 | 8)
            && (account.are_near(&whole) || account.stand_before(&whole, 1))
            && is_no_amount(text, group)
        {
            add(Pattern::AccountNumber, whole.clone());
        }
        if matches!(group.len(), 4..=10) && staff.are_near(&whole) {
            add(Pattern::StaffNumber, whole.clone());
        }
        if birth.are_near(&whole) && is_in_date(text, n, group) {
            add(Pattern::BirthDate, whole);
        }
    }
    mails(text, &mut add);
}

/// Groups of just these lengths from the `n`th on, a dash between them and none around them.
fn dashed(text: &Reading, n: usize, shape: &[usize]) -> Option<Range<usize>> {
    joined(text, n, shape, is_dash)
}

/// Groups of just these lengths from the `n`th on, such a sign between them and none around them.
fn joined(text: &Reading, n: usize, shape: &[usize], is_sign: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let joined = |n: usize| text.gap(n).is_some_and(|gap| matches!(gap, [c] if is_sign(*c)));
    let last = n + shape.len() - 1;
    let fits = shape.iter().enumerate().all(|(k, len)| text.groups.get(n + k).is_some_and(|it| it.len() == *len));
    if !fits {
        return None;
    }
    let alone = !joined(last) && n.checked_sub(1).is_none_or(|before| !joined(before));
    let whole = alone && (n..last).all(joined);
    Some(text.groups.get(n)?.from..text.groups.get(last)?.to).filter(|_| whole)
}

/// A number that begins with 0 and has ten or eleven digits: together, or in three groups.
fn phone(text: &Reading, n: usize) -> Option<Range<usize>> {
    let first = text.groups.get(n)?;
    let mut digits = text.digits(first.from..first.to);
    if digits.next() != Some(0) || digits.next().is_none_or(|second| second == 0) {
        return None;
    }
    let before = n.checked_sub(1).and_then(|before| text.gap(before));
    if before.is_some_and(|gap| matches!(gap, [c] if is_dash(*c) || *c == '.')) {
        return None;
    }
    if matches!(first.len(), 10 | 11) {
        return Some(first.from..first.to);
    }
    if !(is_phone_joint(text, n) && is_phone_joint(text, n + 1)) {
        return None;
    }
    let (second, third) = (text.groups.get(n + 1)?, text.groups.get(n + 2)?);
    let total = first.len() + second.len() + third.len();
    let parts = matches!((first.len(), second.len(), third.len()), (2..=5, 1..=4, 3..=4));
    (parts && matches!(total, 10 | 11)).then_some(first.from..third.to)
}

fn is_phone_joint(text: &Reading, n: usize) -> bool {
    let joint = |c: &char| is_separator(*c) || matches!(c, '(' | ')');
    text.gap(n).is_some_and(|gap| (1..=2).contains(&gap.len()) && gap.iter().all(joint))
}

/// The same with +81 in place of the 0, or before it in brackets.
fn phone_from_abroad(text: &Reading, n: usize) -> Option<Range<usize>> {
    let first = text.groups.get(n).filter(|group| text.before(group) == Some('+'))?;
    if !text.digits(first.from..first.to).take(2).eq([8, 1]) {
        return None;
    }
    let (mut last, mut total) = (n, first.len() - 2);
    while total < 9 && last < n + 4 && is_phone_joint(text, last) {
        last += 1;
        total += text.groups.get(last)?.len();
    }
    let whole = first.from..text.groups.get(last)?.to;
    (9..=11).contains(&total).then_some(whole)
}

/// Neither an amount nor a count stands there.
fn is_no_amount(text: &Reading, group: &Group) -> bool {
    let after = text.chars(group.to..group.to + 2).iter().copied().find(|c| !c.is_whitespace());
    let before = text.before(group);
    !after.is_some_and(|c| "円千万億件人名個回歳%,.".contains(c))
        && !before.is_some_and(|c| matches!(c, '¥' | ',' | '.'))
}

/// The group is the year of a whole day: 1975-04-01, 昭和50年4月1日, S50.4.1, 19750401.
fn is_in_date(text: &Reading, n: usize, year: &Group) -> bool {
    let western = |n: u32| (1900..2100).contains(&n);
    let Some(number) = text.number(year) else { return false };
    let plausible = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    if year.len() == 8 {
        return western(number / 10_000) && plausible(number / 100 % 100, number % 100);
    }
    let before = text.before(year);
    let is_era = before.is_some_and(|c| "治正昭和成令MTSHRmtshr".contains(c));
    if !(year.len() == 4 && western(number) || year.len() <= 2 && is_era) {
        return false;
    }
    let mark = |n: usize| text.gap(n).is_some_and(|gap| matches!(gap, [c] if "年月/.".contains(*c) || is_dash(*c)));
    let part = |n: usize| text.groups.get(n).filter(|it| it.len() <= 2).and_then(|it| text.number(it));
    match (part(n + 1), part(n + 2)) {
        (Some(month), Some(day)) => mark(n) && mark(n + 1) && plausible(month, day),
        _ => false,
    }
}

/// Providers of private mail boxes: of telephones, of the web and of connections.
const PROVIDERS: [&str; 26] = [
    "gmail.com",
    "googlemail.com",
    "yahoo.co.jp",
    "yahoo.com",
    "ymail.ne.jp",
    "outlook.com",
    "outlook.jp",
    "hotmail.com",
    "hotmail.co.jp",
    "live.jp",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "docomo.ne.jp",
    "ezweb.ne.jp",
    "au.com",
    "softbank.ne.jp",
    "i.softbank.jp",
    "rakuten.jp",
    "nifty.com",
    "biglobe.ne.jp",
    "ocn.ne.jp",
    "so-net.ne.jp",
    "plala.or.jp",
    "proton.me",
];

fn mails(text: &Reading, add: &mut impl FnMut(Pattern, Range<usize>)) {
    for at in text.words("@") {
        let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let before = text.chars(at.start.saturating_sub(64)..at.start).iter().rev().take_while(|c| part(c)).count();
        let host: String = text.chars(at.end..at.end + 64).iter().take_while(|c| part(c)).collect();
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let is_of = |it: &str| host.strip_suffix(it).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if before > 0 && PROVIDERS.into_iter().any(is_of) {
            add(Pattern::PrivateMail, at.start - before..at.end + host.len());
        }
    }
}
