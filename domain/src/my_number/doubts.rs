//! Personal data other than the 個人番号: patterns that ask the writer whether it is any.

use super::{
    Finding, Pattern,
    reading::{Group, Reading, is_dash, is_separator},
};
use std::ops::Range;

/// How far from its word a number may stand, in characters.
const NEAR: usize = 20;

/// Adds what is found in a text.
pub(super) fn find(text: &Reading, found: &mut Vec<Finding>) {
    let mut add = |pattern, stretch: Range<usize>| found.push(Finding { pattern, at: text.place(stretch) });
    for n in 0..text.groups.len() {
        for (pattern, shape) in
            [(Pattern::PensionNumber, [4, 6].as_slice()), (Pattern::InsuranceNumber, [4, 6, 1].as_slice())]
        {
            if let Some(stretch) = dashed(text, n, shape) {
                add(pattern, stretch);
            }
        }
        if let Some(stretch) = phone(text, n) {
            add(Pattern::Phone, stretch);
        }
    }
    for group in near(text, &["口座", "普通", "当座"], |text, group| {
        matches!(group.len(), 7 | 8) && is_no_amount(text, group)
    }) {
        add(Pattern::AccountNumber, group.from..group.to);
    }
    for group in near(text, &["職員番号", "職員コード"], |_, group| matches!(group.len(), 4..=10)) {
        add(Pattern::StaffNumber, group.from..group.to);
    }
    for group in near(text, &["生年月日", "誕生日", "生まれ", "氏名"], is_in_date) {
        add(Pattern::BirthDate, group.from..group.to);
    }
    mails(text, &mut add);
}

/// Groups of just these lengths from the `n`th on, a dash between them and none around them.
fn dashed(text: &Reading, n: usize, shape: &[usize]) -> Option<Range<usize>> {
    let joined = |n: usize| text.gap(n).is_some_and(|gap| matches!(gap[..], [c] if is_dash(c)));
    let last = n + shape.len() - 1;
    let fits = shape.iter().enumerate().all(|(k, len)| text.groups.get(n + k).is_some_and(|it| it.len() == *len));
    let alone = !joined(last) && n.checked_sub(1).is_none_or(|before| !joined(before));
    let whole = fits && alone && (n..last).all(joined);
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
    if before.is_some_and(|gap| matches!(gap[..], [c] if is_dash(c) || c == '.')) {
        return None;
    }
    if matches!(first.len(), 10 | 11) {
        return Some(first.from..first.to);
    }
    let joined = |n: usize| {
        let gap = text.gap(n)?;
        let joint = |c: &char| is_separator(*c) || matches!(c, '(' | ')');
        ((1..=2).contains(&gap.len()) && gap.iter().all(joint)).then_some(())
    };
    joined(n).and_then(|()| joined(n + 1))?;
    let (second, third) = (text.groups.get(n + 1)?, text.groups.get(n + 2)?);
    let total = first.len() + second.len() + third.len();
    let parts = matches!((first.len(), second.len(), third.len()), (2..=5, 1..=4, 3..=4));
    (parts && matches!(total, 10 | 11)).then_some(first.from..third.to)
}

/// The groups of a kind that stand near one of these words, on its line.
fn near(text: &Reading, words: &[&str], is_one: impl Fn(&Reading, &Group) -> bool) -> Vec<Group> {
    let words: Vec<_> = words.iter().flat_map(|word| text.words(word)).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let groups = text.groups.iter().filter(|group| is_one(text, group));
    let reaches = |between: Range<usize>| {
        between.start <= between.end && between.len() <= NEAR && text.chars(between).all(|c| c != '\n')
    };
    let is_near =
        |group: &&Group| words.iter().any(|word| reaches(word.end..group.from) || reaches(group.to..word.start));
    groups.filter(is_near).cloned().collect()
}

/// Neither an amount nor a count stands there.
fn is_no_amount(text: &Reading, group: &Group) -> bool {
    let after = text.chars(group.to..group.to + 2).find(|c| !c.is_whitespace());
    let before = group.from.checked_sub(1).and_then(|place| text.char(place));
    !after.is_some_and(|c| "円千万億件人名個回歳%,.".contains(c))
        && !before.is_some_and(|c| matches!(c, '¥' | ',' | '.'))
}

/// The group is the year of a whole day: 1975-04-01, 昭和50年4月1日, S50.4.1, 19750401.
fn is_in_date(text: &Reading, year: &Group) -> bool {
    let western = |n: u32| (1900..2100).contains(&n);
    let Some(number) = text.number(year) else { return false };
    let plausible = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    if year.len() == 8 {
        return western(number / 10_000) && plausible(number / 100 % 100, number % 100);
    }
    let before = year.from.checked_sub(1).and_then(|place| text.char(place));
    let is_era = before.is_some_and(|c| "治正昭和成令MTSHRmtshr".contains(c));
    if !(year.len() == 4 && western(number) || year.len() <= 2 && is_era) {
        return false;
    }
    let Some(n) = text.groups.iter().position(|it| it == year) else { return false };
    let mark = |n: usize| text.gap(n).is_some_and(|gap| matches!(gap[..], [c] if "年月/.".contains(c) || is_dash(c)));
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
        let before = text.chars(at.start.saturating_sub(64)..at.start).rev().take_while(part).count();
        let host: String = text.chars(at.end..at.end + 64).take_while(part).collect();
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let is_of = |it: &str| host.strip_suffix(it).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if before > 0 && PROVIDERS.into_iter().any(is_of) {
            add(Pattern::PrivateMail, at.start - before..at.end + host.len());
        }
    }
}
