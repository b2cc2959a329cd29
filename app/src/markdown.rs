//! Markdown to clean HTML, on the server only.

mod depth;

use depth::Shallow;
use pulldown_cmark::{Event, Options, Parser, TagEnd, html};
use quick_cache::{Weighter, sync::Cache};
use std::sync::{Arc, LazyLock};

/// Texts rendered lately. A text of a 課題 is read much more often than it is written, and always by all the same.
static RENDERED: LazyLock<Cache<String, Arc<str>, Bytes>> =
    LazyLock::new(|| Cache::with_weighter(KEPT_BYTES / USUAL_BYTES, KEPT_BYTES as u64, Bytes));

/// All of them together, sources and HTML.
const KEPT_BYTES: usize = 2 << 20;
/// Of a text and its HTML: how many the cache makes room for.
const USUAL_BYTES: usize = 1 << 10;

/// Counts a text by its bytes.
#[derive(Clone, Debug)]
struct Bytes;

impl Weighter<String, Arc<str>> for Bytes {
    fn weight(&self, source: &String, html: &Arc<str>) -> u64 {
        (source.len() + html.len()) as u64
    }
}

/// What may stand in the HTML. No class, no style, no image: a text is words, lists, tables, code
/// and links.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .tags(
            [
                "p",
                "br",
                "hr",
                "strong",
                "em",
                "del",
                "code",
                "pre",
                "blockquote",
                "ul",
                "ol",
                "li",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "a",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "input",
            ]
            .into(),
        )
        .tag_attributes(
            [("a", ["href"].into()), ("input", ["type", "checked", "disabled"].into()), ("ol", ["start"].into())]
                .into(),
        )
        .generic_attributes(std::collections::HashSet::new())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener nofollow"));
    builder
});

/// What a person typed, without the marks of Markdown: the words alone, for a cell of a table.
pub fn words(source: &str) -> String {
    let mut words = String::with_capacity(source.len());
    for event in Parser::new_ext(source, options()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text)
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Renders a text of the database, or finds it rendered.
pub fn kept(source: &str) -> String {
    if let Some(html) = RENDERED.get(source) {
        return html.as_ref().to_owned();
    }
    let html = render(source);
    RENDERED.insert(source.to_owned(), html.as_str().into());
    html
}

/// Renders what a person typed. HTML in it is shown as the text it is.
pub fn render(source: &str) -> String {
    // What is nested without end costs the square of it to clean, and nobody can read it.
    let as_text = Shallow::new(source, Parser::new_ext(source, options())).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        // In an office a new line is a new line.
        Event::SoftBreak => Event::HardBreak,
        other => other,
    });
    let mut raw = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut raw, as_text);
    CLEANER.clean(&raw).to_string()
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::{KEPT_BYTES, RENDERED, kept, render, words};

    #[test]
    fn a_text_that_is_kept_is_the_same_text_and_never_too_many_are() {
        for at in 0..5_000 {
            let source = format!("- 課題{at}\n- <b>{}", "あ".repeat(at % 500));
            assert_eq!(kept(&source), render(&source));
            assert_eq!(kept(&source), render(&source));
        }
        assert!(RENDERED.weight() <= KEPT_BYTES as u64);
        assert!(RENDERED.len() > 100);
    }

    #[test]
    fn lists_tables_and_lines_survive() {
        assert_eq!(render("一行目\n二行目"), "<p>一行目<br>\n二行目</p>\n");
        assert!(render("- [x] 済\n- [ ] 未").contains("checked"));
        assert!(render("|a|b|\n|-|-|\n|1|2|").contains("<td>1</td>"));
        assert!(render("https://example.com と <b>x</b>").contains("&lt;b&gt;"));
    }

    #[test]
    fn a_cell_shows_the_words_without_their_marks() {
        let text = "- **事象**：`</textarea>` が\n  消える\n- [手順](https://example.com)\n\n|a|b|\n|-|-|\n|1|2|";
        let shown = domain::text::beginning(&words(text), 80);
        assert_eq!(shown, "事象：</textarea> が 消える 手順 a b 1 2");
    }
}
