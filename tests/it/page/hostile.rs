//! Texts that want to be more than text.

use super::{CASE, html, raise};
use tests::{
    Kind, TestApp, TestDb, both_dbs,
    soak::{Dice, how_many},
};

const BREAKOUT: &str = "</title></textarea></script><script>alert(1)</script><meta http-equiv=refresh>";

/// Markdown and HTML that has broken other products: one of them in a line, line breaks and the like escaped.
fn corpus() -> Vec<String> {
    let lines = include_str!("hostile.txt").lines();
    let corpus: Vec<_> = lines.map(unescaped).collect();
    assert!(corpus.len() >= 200, "{}", corpus.len());
    corpus
}

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let (character, length) = match after.as_bytes().first() {
            Some(b'n') => ('\n', 1),
            Some(b't') => ('\t', 1),
            Some(b'f') => ('\u{c}', 1),
            Some(b'0') => ('\0', 1),
            Some(b'\\') => ('\\', 1),
            Some(b'u') => {
                let end = after.find('}').expect("\\u{…}");
                let code = u32::from_str_radix(&after[2..end], 16).expect("a number");
                (char::from_u32(code).expect("a character"), end + 1)
            }
            other => panic!("{line}: {other:?}"),
        };
        text.push(character);
        rest = &after[length..];
    }
    text + rest
}

/// Asserts that every tag of a page is one of ours.
fn is_harmless(page: &str, of: &str) {
    for (name, tag) in html::tags(page) {
        let tag = tag.to_lowercase();
        let foreign = ["img", "iframe", "object", "embed", "base", "style", "math", "mglyph", "video", "audio"];
        assert!(!foreign.contains(&name.as_str()), "{of}: <{tag}>");
        assert!(name != "script" || tag.contains(" nonce=\""), "{of}: <{tag}>");
        assert!(name != "meta" || !tag.contains("http-equiv"), "{of}: <{tag}>");
        // Every second part stands in quotes.
        for attribute in tag.split('"').step_by(2).flat_map(str::split_whitespace) {
            assert!(!attribute.starts_with("on") && !attribute.starts_with("style"), "{of}: <{tag}>");
        }
        for name in ["href", "src", "action", "formaction"] {
            let url = html::attribute(&tag, name).unwrap_or_default();
            let scheme = url.split(':').next().unwrap_or_default().trim().to_owned();
            assert!(!["javascript", "data", "vbscript"].contains(&scheme.as_str()), "{of}: <{tag}>");
            assert!(!url.contains("evil.example") || name == "href", "{of}: <{tag}>");
        }
    }
}

both_dbs! {
    async fn hostile_markdown_stays_text_on_the_page(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        // What no text may hold (NUL, a character that turns the reading direction) is refused; the preview takes it.
        let forbidden = ['\0', '\u{c}', '\u{1}', '\u{202e}', '\u{202c}', '\u{feff}'];
        let texts: Vec<_> = corpus().into_iter().filter(|text| !text.contains(forbidden)).collect();
        let key = raise(&officer, BREAKOUT, &texts[..60].join("\n\n")).await;
        let path = format!("/issues/{key}");
        // Alone, as far as one page shows them; the rest in one text each.
        let rest = texts[40..].chunks(20).map(|some| some.join("\n\n"));
        for text in texts[..40].iter().cloned().chain(rest) {
            let answer = officer.post(&path, &[("do", "comment"), ("scope", "shared"), ("text", &text)]).await;
            assert_eq!(answer.status, 303, "{text}: {}", answer.text());
        }
        officer.post(&path, &[("do", "add_line"), ("line", BREAKOUT)]).await;
        for page in [path.as_str(), "/", "/issues?state=all", "/cases/SOMU-2026-001"] {
            let answer = officer.get(page).await;
            assert_eq!(answer.status, 200, "{page}");
            assert!(!answer.body.contains("<script>alert"), "{page}");
            is_harmless(&answer.body, page);
        }
        let page = officer.get(&path).await;
        assert!(page.text().contains(BREAKOUT), "it is read as typed");
    }
}

both_dbs! {
    /// A form whose session had ended waits for its writer, in the database.
    async fn what_waited_for_a_sign_in_comes_back_as_text_only(db) {
        let app = TestApp::demo(db).await;
        let key = raise(&app.browser("kyuyo").await, "件名", "内容").await;
        let path = format!("/issues/{key}");
        let typed = format!("{BREAKOUT}\0");
        let sent = app.stranger().post(&path, &[("do", "comment"), ("by", "kyuyo"), ("text", &typed)]).await;
        assert_eq!(sent.status, 303);
        let waiting = app.stranger().with_cookie(&sent.cookie().expect("a session that keeps the form"));
        let answer = waiting.post("/session", &[("login_id", "kyuyo"), ("password", "kaisei-demo-2026"), ("next", &path)]).await;
        let page = app.stranger().with_cookie(&answer.cookie().expect("a session")).get(&path).await;
        assert_eq!(html::value(&page.body, "comment-text"), Some(typed));
        assert!(!page.body.contains("<script>alert"));
        is_harmless(&page.body, &path);
    }
}

/// Written out here on purpose: what the code itself allows is no judge of it.
const ALLOWED: &str =
    "p br hr strong em del code pre blockquote ul ol li table thead tbody tr th td a h1 h2 h3 h4 h5 h6 input";

/// Asserts that the HTML of a text holds nothing but what a text may be made of.
fn is_text_only(html: &str, of: &str) {
    is_harmless(html, of);
    for (name, tag) in html::tags(html) {
        assert!(ALLOWED.split(' ').any(|it| it == name), "{of}: <{tag}>");
        assert!(name != "input" || tag.contains("disabled"), "{of}: <{tag}>");
        let names = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
        for attribute in names.map(|it| it.trim_end_matches(['=', '/'])).filter(|it| !it.is_empty()) {
            let may = match name.as_str() {
                "a" => ["href", "rel"].contains(&attribute),
                "input" => ["type", "checked", "disabled"].contains(&attribute),
                "ol" => attribute == "start",
                _ => false,
            };
            assert!(may, "{of}: {attribute} in <{tag}>");
        }
        if let Some(to) = html::attribute(&tag, "href") {
            // As a browser reads it.
            let to = url::Url::parse("https://kaisei.test/issues/x").and_then(|own| own.join(&to));
            let scheme = to.as_ref().map_or("", url::Url::scheme);
            assert!(["", "http", "https", "mailto"].contains(&scheme), "{of}: {to:?}");
        }
    }
}

#[tokio::test]
async fn the_preview_is_as_clean_as_the_page() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    for text in corpus() {
        let answer = officer.post("/fn/preview", &[("text", &text)]).await;
        if answer.status == 422 {
            assert!(text.contains(['\0', '\u{c}', '\u{1}', '\u{202e}', '\u{feff}']), "{text:?}");
            continue;
        }
        assert_eq!(answer.status, 200, "{text}");
        let html: String = serde_json::from_str(&answer.body).expect("JSON");
        is_text_only(&html, &text);
    }
    let long = officer.post("/fn/preview", &[("text", &"あ".repeat(20_001))]).await;
    assert_eq!(long.status, 422);
}

/// Pieces of markup, thrown together: whatever comes out of them is words, lists, tables, code and links.
#[tokio::test]
async fn whatever_is_thrown_together_stays_text() {
    const PIECES: &str = "< > \" ' ` = / ( ) [ ] ! # * _ ~~ | - : & ; \\ \n \n\n ``` ~~~ 1. - [x] </ /> <! --> <script </script> \
        <img src=x onerror= <svg <a href= javascript: java\tscript: &#106; data:text/html, https://a.example/ ](  [x]: onclick= \
        style= </code> </pre> </td> |-| > あ 改正 \u{200b} &lt; &quot; &colon;";
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let pieces: Vec<&str> = PIECES.split(' ').chain([" ", "  \n"]).collect();
    let corpus = corpus();
    let mut dice = Dice::new(20_261_124);
    for round in 0..how_many(600, 20_000) {
        let mut text = String::new();
        for _ in 0..=dice.roll(24) {
            match dice.roll(12) {
                0 => text.push_str(&corpus[usize::try_from(dice.roll(corpus.len() as u64)).expect("small")]),
                _ => text.push_str(pieces[usize::try_from(dice.roll(pieces.len() as u64)).expect("small")]),
            }
        }
        let answer = officer.post("/fn/preview", &[("text", &text)]).await;
        if answer.status == 200 {
            let html: String = serde_json::from_str(&answer.body).expect("JSON");
            is_text_only(&html, &format!("round {round}: {text:?}"));
        } else {
            assert_eq!(answer.status, 422, "round {round}: {text:?}");
        }
    }
}

/// A refused form carries what was typed in inputs and in the data of the page's scripts.
#[tokio::test]
async fn what_was_typed_comes_back_as_text_only() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let path = format!("/issues/{key}");
    for hostile in
        [BREAKOUT, "<!--<script>", "\"><img src=x onerror=alert(1)>", "'\\\"\u{2028}\u{2029}</SCRIPT x>", "{{x}}${y}"]
    {
        let forms: [(&str, &[(&str, &str)]); 8] = [
            ("/issues/new", &[("do", "raise"), ("case", CASE), ("title", ""), ("body", hostile), ("impact", hostile)]),
            (
                "/issues/new",
                &[("do", "raise"), ("case", hostile), ("system", hostile), ("title", hostile), ("scope", hostile)],
            ),
            (
                &path,
                &[
                    ("do", "edit"),
                    ("version", "0"),
                    ("title", hostile),
                    ("body", hostile),
                    ("impact", hostile),
                    ("policy", hostile),
                ],
            ),
            (&path, &[("do", "comment"), ("scope", hostile), ("text", hostile)]),
            (&path, &[("do", "add_line"), ("line", hostile), ("due", hostile)]),
            (&path, &[("do", "relate"), ("related", hostile)]),
            (&path, &[("do", hostile), (hostile, hostile), ("text", hostile)]),
            ("/account", &[("do", "account"), ("language", hostile), ("date_style", hostile)]),
        ];
        for (path, fields) in forms {
            let answer = officer.post(path, fields).await;
            assert!(answer.status.is_client_error(), "{path} {fields:?}: {}", answer.status);
            let raw = answer.body.matches(hostile).count();
            let in_attributes = if hostile.contains(['<', '"']) { 0 } else { raw };
            assert_eq!(raw, in_attributes, "{path} {fields:?}");
            is_harmless(&answer.body, path);
            let (open, closed) = (answer.body.matches("<script").count(), answer.body.matches("</script").count());
            assert_eq!(open, closed, "{path} {fields:?}");
            let (open, closed) = (answer.body.matches("<textarea").count(), answer.body.matches("</textarea").count());
            assert_eq!(open, closed, "{path} {fields:?}");
        }
    }
    let kept = officer.post(&path, &[("do", "edit"), ("version", "0"), ("title", "x"), ("body", BREAKOUT)]).await;
    assert_eq!(html::value(&kept.body, "edit-body").as_deref(), Some(BREAKOUT));
}
