//! Passwords that others would try first.
//!
//! Not whole passwords are listed but the words they are made of: what is common, the words of this tool and the
//! person's own names are struck out, and so are runs of keys, repetitions and years. What is left must be enough.
//! One list of words so refuses its many thousand spellings: `Passw0rd2026!`, `kaisei-demo-2026`, `1qaz2wsx3edc`.

use crate::text::folded;

/// Words that are common in passwords, and those of this tool and its place; one a line.
const WORDS: &str = include_str!("words.txt");

/// Neighbours on the keyboard, in the alphabet and among digits, forwards; backwards counts too.
const RUNS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/// So many neighbours are a run.
const RUN: usize = 4;

/// So many letters or digits must be left.
const LEFT: usize = 4;

/// Whether others would try this password first. `about`: names of the person and of the organisation.
pub fn is_guessable(password: &str, about: &[&str]) -> bool {
    let plain = folded(password);
    let mut different: Vec<char> = plain.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 5 {
        return true;
    }
    let own: Vec<String> = about.iter().flat_map(|name| names(name)).collect();
    left(&plain, &own) < LEFT
}

/// The parts of a name that count: short ones would strike out half of any password.
fn names(name: &str) -> impl Iterator<Item = String> + '_ {
    let parts = name.split(|c: char| c.is_whitespace() || "-_.@・（）()".contains(c));
    parts.map(folded).filter(|part| part.chars().count() >= if part.is_ascii() { 3 } else { 2 })
}

/// A digit or sign that stands for a letter, read as that.
const fn unmasked(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    }
}

/// How many letters and digits are left when everything that can be guessed is struck out.
fn left(text: &str, own: &[String]) -> usize {
    let characters: Vec<char> = text.chars().collect();
    let unmasked: Vec<char> = text.chars().map(unmasked).collect();
    let mut struck = vec![false; characters.len()];
    let words = WORDS.lines().map(str::trim).filter(|word| !word.is_empty());
    for word in words.chain(own.iter().map(String::as_str)) {
        strike_word(&characters, word, &mut struck);
        strike_word(&unmasked, word, &mut struck);
    }
    for run in RUNS {
        let forwards: Vec<char> = run.chars().collect();
        let backwards: Vec<char> = run.chars().rev().collect();
        strike_runs(&characters, &forwards, &mut struck);
        strike_runs(&characters, &backwards, &mut struck);
    }
    strike_repeats(&characters, &mut struck);
    strike_years(&characters, &mut struck);
    characters.iter().zip(&struck).filter(|(c, struck)| !**struck && c.is_alphanumeric()).count()
}

fn strike(struck: &mut [bool], from: usize, length: usize) {
    struck.iter_mut().skip(from).take(length).for_each(|it| *it = true);
}

fn strike_word(text: &[char], word: &str, struck: &mut [bool]) {
    let word: Vec<char> = word.chars().collect();
    for (at, window) in text.windows(word.len().max(1)).enumerate() {
        if window == word {
            strike(struck, at, word.len());
        }
    }
}

fn strike_runs(text: &[char], run: &[char], struck: &mut [bool]) {
    for (at, window) in text.windows(RUN).enumerate() {
        if run.windows(RUN).any(|it| it == window) {
            strike(struck, at, RUN);
        }
    }
}

/// The same character three times and more.
fn strike_repeats(text: &[char], struck: &mut [bool]) {
    for (at, window) in text.windows(3).enumerate() {
        if window.iter().all(|c| *c == window[0]) {
            strike(struck, at, 3);
        }
    }
}

/// 1900 to 2099.
fn strike_years(text: &[char], struck: &mut [bool]) {
    for (at, window) in text.windows(4).enumerate() {
        let century = matches!(window, ['1', '9', ..] | ['2', '0', ..]);
        if century && window.iter().all(char::is_ascii_digit) {
            strike(struck, at, 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_try_first_is_refused() {
        for password in [
            "kaisei-demo-2026",
            "Kaisei2026!!",
            "Password1234",
            "P@ssw0rd2026",
            "ＰＡＳＳＷＯＲＤ２０２６",
            "new-password-2026",
            "administrator1",
            "qwertyuiop123",
            "1qaz2wsx3edc",
            "zxcvbnm,./123",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "123456789012",
            "98765432109876",
            "iloveyou2026",
            "welcome-welcome",
            "改正改正改正改正改正改正",
            "パスワードパスワード",
            "kitakyushu-city",
            "letmein.letmein",
        ] {
            assert!(is_guessable(password, &[]), "{password}");
        }
    }

    #[test]
    fn what_a_person_thinks_up_is_taken() {
        for password in [
            "midori-no-kagi",
            "long-enough-2026",
            "another-password",
            "atarashii-kagi-2026",
            "correct horse battery staple",
            "みどりの鍵を三つ持つ人の朝",
            "k7Rw-m2Vx-p9Tz-q4Yb",
            "noborizaka3chome",
        ] {
            assert!(!is_guessable(password, &[]), "{password}");
        }
    }

    #[test]
    fn the_own_names_are_as_good_as_nothing() {
        let about = ["kyuyo-kessai", "松永 恵", "マツナガ メグミ", "給与課"];
        for password in ["kyuyo-kessai-2026", "kessai.kyuyo.1", "松永恵松永恵松永恵2026", "給与課の松永恵2026年"]
        {
            assert!(is_guessable(password, &about), "{password}");
        }
        assert!(is_guessable("henmi.sachiko.26", &["henmi-sachiko"]));
        assert!(!is_guessable("henmi.sachiko.26", &["suzuno-yoko"]), "others' names are no own ones");
        assert!(!is_guessable("an-ant-and-a-swan", &["an", "a"]), "a short name strikes out nothing");
    }

    #[test]
    fn the_words_are_written_as_they_are_compared() {
        let words: Vec<_> = WORDS.lines().collect();
        assert!(words.len() > 400, "{}", words.len());
        for word in &words {
            assert_eq!(folded(word), **word, "{word}");
            assert!(word.chars().count() >= if word.is_ascii() { 3 } else { 2 }, "{word}");
        }
        let mut once = words.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), words.len(), "a word stands there twice");
    }
}
