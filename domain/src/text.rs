//! The only door for text that people type.

use crate::{
    my_number,
    refusal::{Field, FieldProblem, Problem},
};

/// Most characters of a one-line text (件名).
pub const LINE_MAX: u32 = 200;
/// Most characters of a reason or another short text of some lines.
pub const NOTE_MAX: u32 = 2_000;
/// Most characters of a description or a comment.
pub const PROSE_MAX: u32 = 20_000;

/// A text of one line: trimmed, line breaks become spaces, never empty.
///
/// # Errors
/// Empty, longer than [`LINE_MAX`] characters, with characters that cannot be seen, or with an 個人番号.
pub fn line(field: Field, input: &str) -> Result<String, FieldProblem> {
    let one_line = input.replace(['\r', '\n', '\t'], " ");
    required(field, &one_line, LINE_MAX)
}

/// A short text of some lines that must be given (reasons).
///
/// # Errors
/// Empty, longer than [`NOTE_MAX`] characters, with characters that cannot be seen, or with an 個人番号.
pub fn note(field: Field, input: &str) -> Result<String, FieldProblem> {
    required(field, input, NOTE_MAX)
}

/// A long text that must be given (comments, answers).
///
/// # Errors
/// Empty, longer than [`PROSE_MAX`] characters, with characters that cannot be seen, or with an 個人番号.
pub fn prose(field: Field, input: &str) -> Result<String, FieldProblem> {
    required(field, input, PROSE_MAX)
}

/// A text that may be left out (`max` characters at most). Every other text comes through here.
///
/// # Errors
/// Longer than `max`, with characters that cannot be seen, or with an 個人番号.
pub fn optional(field: Field, input: &str, max: u32) -> Result<String, FieldProblem> {
    let text = input.replace("\r\n", "\n").trim().to_owned();
    if text.chars().any(is_unprintable) {
        return Err(FieldProblem::new(field, Problem::ControlCharacter));
    }
    let actual = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if actual > max {
        return Err(FieldProblem::new(field, Problem::TooLong { max, actual }));
    }
    my_number::refuse(field, &text)?;
    Ok(text)
}

fn required(field: Field, input: &str, max: u32) -> Result<String, FieldProblem> {
    let text = optional(field, input, max)?;
    if text.chars().all(is_blank) { Err(FieldProblem::new(field, Problem::Required)) } else { Ok(text) }
}

/// What nobody sees on the screen. A text of these alone says nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// The characters that Unicode says are drawn as nothing or as a blank: zero width, fillers, variation selectors.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Control characters, and the invisible ones that turn the reading direction (they can make a
/// text show something else than it is). Variation selectors stay: rare kanji need them.
fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The form in which texts are compared and searched: NFKC, lower case, no spaces.
pub fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// A name or code as it is kept: NFKC, lower case, without blanks around it. Those within stay: they make another name.
pub fn narrowed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

/// The beginning of a long text as one line of at most `max` characters; … says that there is more.
pub fn beginning(text: &str, max: usize) -> String {
    // Each word is at least a character with the space before it: no need to look at 20,000 of them.
    let line = text.split_whitespace().take(max + 1).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(result: Result<String, FieldProblem>) -> Problem {
        result.unwrap_err().problem
    }

    #[test]
    fn what_people_type_is_kept_as_they_typed_it() {
        for text in ["𠮷野家の髙﨑さん", "葛\u{E0100}城市", "ｶﾀｶﾅ　全角", "</textarea><script>alert(1)</script>", "😀"]
        {
            assert_eq!(line(Field::Title, text).unwrap(), text);
        }
        assert_eq!(prose(Field::Body, "  一行目\r\n二行目\n\n").unwrap(), "一行目\n二行目");
        assert_eq!(line(Field::Title, "改行\r\nあり").unwrap(), "改行  あり");
    }

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        assert!(line(Field::Title, &"あ".repeat(200)).is_ok());
        assert_eq!(problem(line(Field::Title, &"あ".repeat(201))), Problem::TooLong { max: 200, actual: 201 });
        assert_eq!(
            problem(prose(Field::Text, &"x".repeat(10_000_000))),
            Problem::TooLong { max: 20_000, actual: 10_000_000 }
        );
    }

    #[test]
    fn empty_and_invisible_text_is_refused() {
        for text in ["", "   ", "　　", "\n\n", "\u{200B}", "\u{3164}", "　\u{2060}\u{2800}", "\u{E0100}"] {
            assert_eq!(problem(note(Field::Reason, text)), Problem::Required, "{text:?}");
        }
        for text in ["a\u{0}b", "\u{1b}[31m", "abc\u{202E}gpj.exe", "\u{85}x\u{7f}"] {
            assert_eq!(problem(line(Field::Title, text)), Problem::ControlCharacter, "{text:?}");
        }
    }

    #[test]
    fn no_text_holds_a_my_number() {
        for text in ["123456789018", "番号は１２３４−５６７８−９０１８です", "1234\n5678\n9018"] {
            assert_eq!(problem(line(Field::Title, text)), Problem::MyNumber, "{text:?}");
        }
        assert_eq!(problem(note(Field::Reason, "123456789018")), Problem::MyNumber);
        assert_eq!(problem(prose(Field::Text, "123456789018")), Problem::MyNumber);
        assert_eq!(problem(optional(Field::Text, "123456789018", 20)), Problem::MyNumber);
        assert!(prose(Field::Text, "123456789010").is_ok());
    }

    #[test]
    fn folding_makes_widths_and_cases_equal() {
        assert_eq!(folded("ＡＢＣ １２３ ﾃｽﾄ"), folded("abc123テスト"));
        assert_eq!(folded("課題　一覧"), "課題一覧");
    }

    #[test]
    fn a_long_text_begins_in_one_line() {
        assert_eq!(beginning("  帳票の\n様式\u{3000}を確認  ", 20), "帳票の 様式 を確認");
        assert_eq!(beginning("源泉徴収票", 5), "源泉徴収票");
        assert_eq!(beginning("源泉徴収票の様式", 5), "源泉徴収票…");
        assert_eq!(beginning("", 5), "");
    }
}
