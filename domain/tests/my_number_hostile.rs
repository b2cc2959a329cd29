//! Texts that want the detector of 個人番号 to work for hours: it looks at each character a fixed number of times.

use domain::my_number::{is_in, masked, patterns};
use std::time::{Duration, Instant};

/// What a megabyte takes in a debug build on a busy machine, many times over. What is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The same, again and again: three times what the longest field may hold.
fn many(piece: &str) -> String {
    piece.repeat(256 * 1024 / piece.len())
}

#[test]
fn a_hostile_text_is_read_once() {
    let mut texts: Vec<_> = [
        "口座 1234567 ",
        "氏名 1975.4.1 ",
        "1975.4.1 ",
        "1234 ",
        "1234 5678 9018 ",
        "1234-5678-9018、",
        "1|",
        "+81-",
        "090-",
        "a@",
        "@gmail.com",
        "&",
        "&#",
        "&#49;",
        "\\",
        "*",
        "_",
        "*_",
        "~~",
        "`",
        "\u{200b}",
        "1\u{200b}",
        "1",
        "マイナンバー",
        "㌢",
        "ﷺ",
    ]
    .map(many)
    .into();
    texts.push("口座 ".repeat(100_000) + &"1234567 ".repeat(50_000));
    texts.push("マイナンバー\n".repeat(30_000) + &"1234 5678 9018 2026\n".repeat(30_000));
    for text in texts {
        let began = Instant::now();
        let beginning: String = text.chars().take(20).collect();
        let found = patterns(&text);
        let hidden = masked(&text);
        assert!(!is_in(&hidden), "{beginning}");
        assert!(began.elapsed() < PATIENCE, "{beginning}: {found:?} took {:?}", began.elapsed());
    }
}

/// A text that no field may keep is read piece by piece; what stands where it was cut is read too, and nothing else.
#[test]
fn a_number_is_found_wherever_it_stands_in_a_long_text() {
    for number in ["123456789018", "1234-5678-9018", "**1234** **5678** **9018**"] {
        for before in (130_000 - 150..131_200).step_by(7).chain([0, 129_000, 259_000, 300_000]) {
            let text = format!("{}{number}{}", "あ".repeat(before / 3), "い".repeat(100_000));
            assert!(is_in(&text), "{number} after {before}");
        }
    }
    // Thirteen digits, and sixteen, cut anywhere.
    for other in ["1234567890187", "1123456789018", "4980-1234-5678-1190"] {
        let text = format!("{}、{}", other, "x".repeat(700)).repeat(2_000);
        assert!(!is_in(&text), "{other}");
    }
}
