//! Markdown that wants to be more than text: what is left of it is read by the tokenizer of a browser's parser, and holds
//! only what a text may hold.
//!
//! No element that is allowed switches that tokenizer into another state (as `script`, `style` or `textarea` would), so
//! the tags it finds are those that a browser finds.

use super::{render, words};
use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};
use proptest::prelude::*;
use std::cell::RefCell;

/// Payloads, one between two lines of `%%`.
const CORPUS: &str = include_str!("hostile.txt");

/// The elements of a text, each with the attributes it may have.
const ALLOWED: [(&str, &[&str]); 28] = [
    ("p", &[]),
    ("br", &[]),
    ("hr", &[]),
    ("strong", &[]),
    ("em", &[]),
    ("del", &[]),
    ("code", &[]),
    ("pre", &[]),
    ("blockquote", &[]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &[]),
    ("td", &[]),
    ("a", &["href", "rel"]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("input", &["type", "checked", "disabled"]),
    // Written by the parser of a browser, and harmless.
    ("html", &[]),
    ("body", &[]),
];

/// What is wrong with the tokens that came by.
#[derive(Default)]
struct Watch(RefCell<Vec<String>>);

impl Watch {
    fn wrong(&self, what: String) {
        self.0.borrow_mut().push(what);
    }

    fn tag(&self, tag: &Tag) {
        let Some((_, attributes)) = ALLOWED.iter().find(|(name, _)| *name == &*tag.name) else {
            self.wrong(format!("<{}>", tag.name));
            return;
        };
        let value = |name: &str| tag.attrs.iter().find(|it| &*it.name.local == name).map(|it| it.value.to_string());
        for it in &tag.attrs {
            if !attributes.contains(&&*it.name.local) {
                self.wrong(format!("<{} {}={:?}>", tag.name, it.name.local, it.value));
            }
        }
        if let Some(href) = value("href").filter(|href| !leads_somewhere_harmless(href)) {
            self.wrong(format!("a link to {href:?}"));
        }
        if tag.kind == TagKind::StartTag {
            match &*tag.name {
                "a" if value("rel").as_deref() != Some("noopener nofollow") => {
                    self.wrong("a link without rel".to_owned())
                }
                "input" if value("type").as_deref() != Some("checkbox") || value("disabled").is_none() => {
                    self.wrong("an input that is no ticked or empty box".to_owned());
                }
                _ => {}
            }
        }
    }
}

impl TokenSink for Watch {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CommentToken(text) => self.wrong(format!("a comment: {text}")),
            Token::DoctypeToken(_) => self.wrong("a doctype".to_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// As a browser reads an address: blanks and control characters in front, tabs and line ends anywhere do not count.
fn leads_somewhere_harmless(href: &str) -> bool {
    let read: String = href.trim_matches(|c: char| c <= ' ').chars().filter(|c| !"\t\n\r".contains(*c)).collect();
    let Some((scheme, _)) = read.split_once(':') else { return true };
    let mut letters = scheme.chars();
    let is_scheme = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    !is_scheme || ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str())
}

/// What of this HTML is more than a text.
fn more_than_text(html: &str) -> Vec<String> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Watch::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

fn check(source: &str) -> Result<(), String> {
    let html = render(source);
    let wrong = more_than_text(&html);
    if wrong.is_empty() { Ok(()) } else { Err(format!("{source:?} became {html:?}: {wrong:?}")) }
}

#[test]
fn the_watch_sees_what_it_watches_for() {
    for html in [
        "<script>alert(1)</script>",
        "<p onclick=x>",
        "<a href='java\nscript:x' rel='noopener nofollow'>",
        "<a href=' JAVASCRIPT:x' rel='noopener nofollow'>",
        "<a href=https://a.example>x</a>",
        "<input type=text disabled>",
        "<!-- x -->",
        "<p class=notice>",
    ] {
        assert!(!more_than_text(html).is_empty(), "{html}");
    }
    assert!(more_than_text("<p>x<a href=\"/cases\" rel=\"noopener nofollow\">y</a></p>").is_empty());
}

#[test]
fn nothing_of_the_corpus_is_more_than_text() {
    let payloads: Vec<_> = CORPUS.trim_end().split("\n%%\n").collect();
    assert!(payloads.len() >= 200, "{} payloads", payloads.len());
    let mut wrong: Vec<_> = payloads.iter().filter_map(|it| check(it).err()).collect();
    // Each inside of the others' structures too.
    for around in ["> {}", "- {}", "**{}**", "[{}](https://a.example)", "|a|\n|-|\n|{}|", "`{}`", "# {}", "x{}\n\n{}"] {
        wrong.extend(payloads.iter().filter_map(|it| check(&around.replace("{}", it)).err()));
    }
    wrong.extend(check(&payloads.join("\n\n")).err());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a soup is cooked of.
const PIECES: [&str; 74] = [
    "<",
    ">",
    "</",
    "/>",
    "\"",
    "'",
    "`",
    "```",
    "~~~",
    "&",
    ";",
    "=",
    ":",
    "/",
    "//",
    "\\",
    "!",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "|",
    "-",
    "|-|",
    "#",
    "*",
    "**",
    "_",
    "~~",
    "+",
    "1.",
    "- [ ]",
    "[x]:",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "\u{0}",
    "\u{200b}",
    "\u{202e}",
    "\u{3000}",
    "&lt;",
    "&#60",
    "&#x3c;",
    "&colon;",
    "&Tab;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "script",
    "style",
    "textarea",
    "title",
    "svg",
    "math",
    "img src=x",
    "onerror=alert(1)",
    "href=",
    "javascript:",
    "data:text/html,",
    "https://",
    "a.example",
    "a",
    "p",
    "table",
    "input type=",
    "checkbox",
    "漢字",
    "%3c",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn no_soup_is_more_than_text(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let source = pieces.concat();
        prop_assert_eq!(check(&source), Ok(()));
        let _ = words(&source);
    }

    #[test]
    fn no_text_is_more_than_text(source in "\\PC{0,200}") {
        prop_assert_eq!(check(&source), Ok(()));
    }
}
