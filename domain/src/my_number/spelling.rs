//! From what is typed to what is read: Markdown is drawn without its marks, so a number between them is a number.

use crate::text::is_invisible;
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// Hands over each character of a text as its reader sees it, in compatibility form, with the place it was typed at.
/// Every character typed is looked at a fixed number of times.
pub(super) fn read(text: &str, mut seen: impl FnMut(char, Range<usize>)) {
    let mut draw = |typed: char, at: Range<usize>| {
        // The two longest ligatures are whole sentences, and hold no digit.
        if typed.is_ascii() || matches!(typed, '\u{FDFA}' | '\u{FDFB}') {
            seen(typed, at);
        } else if !is_invisible(typed) {
            decompose_compatible(typed, |part| seen(part, at.clone()));
        }
    };
    let (mut at, mut before) = (0, None);
    while let Some((typed, rest)) = first(text, at) {
        let next = first(text, rest).map(|(next, _)| next);
        match typed {
            // An escape is drawn as the sign behind it; before anything else a backslash is a backslash.
            '\\' if next.is_some_and(|it| it.is_ascii_punctuation()) => {
                draw(next.unwrap_or_default(), at..rest + 1);
                (at, before) = (rest + 1, next);
            }
            '&' => match entity(text.get(at..).unwrap_or_default()) {
                Some((meant, length)) => {
                    draw(meant, at..at + length);
                    (at, before) = (at + length, Some(meant));
                }
                None => {
                    draw(typed, at..rest);
                    (at, before) = (rest, Some(typed));
                }
            },
            '*' | '_' | '~' | '`' => {
                let marks =
                    text.get(at..).unwrap_or_default().bytes().take_while(|it| char::from(*it) == typed).count();
                let after = first(text, at + marks).map(|(after, _)| after);
                if !is_drawn_as_nothing(typed, marks, before, after) {
                    (at..at + marks).for_each(|place| draw(typed, place..place + 1));
                }
                (at, before) = (at + marks, Some(typed));
            }
            _ => {
                draw(typed, at..rest);
                (at, before) = (rest, Some(typed));
            }
        }
    }
}

/// The character at a place, and where the next begins.
fn first(text: &str, at: usize) -> Option<(char, usize)> {
    let typed = text.get(at..)?.chars().next()?;
    Some((typed, at + typed.len_utf8()))
}

/// Whether so many marks between these two are marks of Markdown.
fn is_drawn_as_nothing(mark: char, marks: usize, before: Option<char>, after: Option<char>) -> bool {
    let is_drawn = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match mark {
        '*' => is_drawn(before) || is_drawn(after),
        // Within a word it is a sign like others.
        '_' => (is_drawn(before) || is_drawn(after)) && !(is_word(before) && is_word(after)),
        '~' => marks == 2,
        _ => true,
    }
}

/// What an entity of HTML at the beginning of a text means, and its length: a number, or a blank or dash by its name.
fn entity(text: &str) -> Option<(char, usize)> {
    // `&#1234567;` and `&#x123456;` are the longest that a browser and Markdown both read.
    let end = text.bytes().take(12).position(|it| it == b';')?;
    let name = text.get(1..end)?;
    let code = match (name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")), name.strip_prefix('#')) {
        (Some(digits), _) => u32::from_str_radix(digits, 16).ok(),
        (None, Some(digits)) => digits.parse().ok(),
        (None, None) => None,
    };
    let meant = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "emsp13" | "emsp14" => ' ',
        "Tab" => '\t',
        "NewLine" => '\n',
        "hyphen" | "dash" | "ndash" | "mdash" | "horbar" | "minus" => '-',
        "period" => '.',
        "vert" | "verbar" | "VerticalLine" => '|',
        "shy" | "zwj" | "zwnj" | "ZeroWidthSpace" | "NoBreak" => '\u{200B}',
        _ => code.and_then(char::from_u32)?,
    };
    Some((meant, end + 1))
}
