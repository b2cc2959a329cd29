//! The detector of 個人番号 against a corpus of texts that people can read (`my_number/corpus.txt`), and against
//! numbers from a die.

use domain::{
    my_number::{Pattern, find, is_in, masked, patterns},
    refusal::{Field, Problem},
    text,
};
use proptest::prelude::*;

/// Lines of the corpus, with what is said about each.
fn corpus() -> Vec<(&'static str, String)> {
    let lines = include_str!("my_number/corpus.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (kind, text) = line.split_once(" | ").unwrap_or_else(|| panic!("no line of the corpus: {line}"));
            let text = if kind == "false" { text.split_once(" | ").map_or("", |(_, text)| text) } else { text };
            (kind, unescaped(text))
        })
        .collect()
}

/// What cannot be seen is written `\u{200b}`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap_or_else(|| panic!("no end: {text}"));
        whole.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        whole.push_str(rest);
    }
    whole
}

/// Recall 1.0: every number in the corpus is found, in every spelling; and what is asked is asked.
#[test]
fn the_corpus_is_read_as_it_says() {
    let mut wrong = Vec::new();
    for (kind, text) in corpus() {
        let (refused, found) = (is_in(&text), patterns(&text));
        let asked: Vec<_> = found.iter().filter(|it| **it != Pattern::MyNumber).map(|it| it.as_str()).collect();
        let expected = match kind {
            "refuse" | "false" => (true, None),
            "clear" => (false, Some(String::new())),
            asked => (false, Some(asked.to_owned())),
        };
        let fits = refused == expected.0 && expected.1.is_none_or(|it| it == asked.join("+"));
        assert_eq!(refused, found.contains(&Pattern::MyNumber), "{text}");
        if !fits {
            wrong.push(format!("{kind} | {text} → refused: {refused}, asked: {asked:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// So that a change of the rule that refuses more than before is seen and named.
#[test]
fn what_is_refused_by_chance_is_listed_by_name() {
    let all = corpus();
    let number = |kind| all.iter().filter(|(it, _)| *it == kind).count();
    assert!(all.len() >= 300, "{}", all.len());
    assert_eq!((number("refuse"), number("false")), (204, 23));
    let named = include_str!("my_number/corpus.txt").lines().filter(|line| line.starts_with("false | "));
    for line in named {
        assert_eq!(line.splitn(3, " | ").filter(|part| !part.trim().is_empty()).count(), 3, "no name: {line}");
    }
}

/// What is found names a place in the text as it was typed, and the masked text holds no number any more.
#[test]
fn a_number_is_masked_where_it_stands() {
    assert_eq!(masked("番号は１２３４－５６７８－９０１８です"), "番号は●●●です");
    assert_eq!(masked("123456789018と1234 5678 9018、2026-11-24"), "●●●と●●●、2026-11-24");
    assert_eq!(masked("SOMU-2026-001-3"), "SOMU-2026-001-3");
    for (kind, text) in corpus() {
        assert!(!is_in(&masked(&text)), "{text}");
        for found in find(&text) {
            let there = text.get(found.at.clone()).unwrap_or_else(|| panic!("{text}: {:?}", found.at));
            assert!(!there.is_empty(), "{kind} | {text}");
        }
    }
}

/// What the finding says of a number in logs and in tests that fail.
#[test]
fn what_is_kept_of_a_finding_has_no_digit_of_the_number() {
    let text = "マイナンバー 987654321098 と 123456789018";
    let said = format!("{:?} {:?}", find(text), text::prose(Field::Text, text));
    for part in ["9876", "1234", "9018", "1098"] {
        assert!(!said.contains(part), "{said}");
    }
}

/// With the check digit that the ordinance gives: worked by its own words, not by the table of the detector.
/// P_n is the nth digit from the last (the check digit not counted), Q_n = n + 1 for n ≤ 6, n − 5 for n ≥ 7.
fn numbered(eleven: &[u32]) -> String {
    let sum: u32 = (1_u32..).zip(eleven.iter().rev()).map(|(n, p)| p * if n <= 6 { n + 1 } else { n - 5 }).sum();
    let check = if sum % 11 <= 1 { 0 } else { 11 - sum % 11 };
    eleven.iter().chain([&check]).map(u32::to_string).collect()
}

const SIGNS: [&str; 13] = ["", " ", "　", "-", "‐", "‑", "–", "—", "―", "ー", "・", ".", "−"];

fn spelled(number: &str, sign: &str, is_wide: bool) -> String {
    let fours = [&number[..4], &number[4..8], &number[8..]].join(sign);
    let wide = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0xFF10 + digit)).unwrap_or(c);
    if is_wide { fours.chars().map(wide).collect() } else { fours }
}

fn eleven() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0_u32..10, 11)
}

/// Words around a number, which neither begin nor end with a digit.
fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "番号", "職員A：", "（", "No. ", "\n", "は", "|", "https://x/", "R8年度の", "。"])
        .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_number_is_found_in_every_spelling(
        eleven in eleven(), sign in prop::sample::select(SIGNS.to_vec()), wide: bool, before in words(), after in words(),
    ) {
        let typed = format!("{before}{}{after}", spelled(&numbered(&eleven), sign, wide));
        prop_assert!(is_in(&typed), "{typed}");
        let refused = text::prose(Field::Text, &typed).map_err(|it| it.problem);
        prop_assert_eq!(refused, Err(Problem::MyNumber));
        prop_assert!(!is_in(&masked(&typed)), "{}", typed);
    }

    #[test]
    fn a_wrong_check_digit_is_asked_about_and_not_refused(
        eleven in eleven(), sign in prop::sample::select(SIGNS.to_vec()), wide: bool, off in 1_u32..10,
    ) {
        let right = numbered(&eleven);
        let last = right[11..].parse::<u32>().unwrap_or_default();
        let typed = spelled(&format!("{}{}", &right[..11], (last + off) % 10), sign, wide);
        prop_assert!(!is_in(&typed), "{typed}");
        prop_assert!(patterns(&typed).contains(&Pattern::TwelveDigits), "{}", typed);
    }

    #[test]
    fn eleven_or_thirteen_digits_are_no_number(eleven in eleven(), more in 0_u32..10, wide: bool) {
        let number = numbered(&eleven);
        for typed in [&number[..11], &number[1..], &format!("{number}{more}"), &format!("{more}{number}")] {
            let typed = spelled(&format!("{typed:>8}"), "", wide);
            prop_assert!(!is_in(&typed), "{typed}");
        }
    }

    #[test]
    fn whatever_is_typed_is_read_to_its_end(text in ".{0,200}") {
        for found in find(&text) {
            prop_assert!(text.get(found.at.clone()).is_some(), "{text}: {:?}", found.at);
        }
        prop_assert!(!is_in(&masked(&text)), "{}", text);
    }
}
