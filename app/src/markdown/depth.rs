//! How deep a text may be nested: a quotation within a quotation, a list within a list, emphasis within emphasis.
//!
//! What lies deeper is shown without its marks. The cleaner and every browser look through all open elements for each
//! new one, so twenty thousand `>` would cost them the square of that; the text in the database stays as typed.

use pulldown_cmark::{Event, Tag, TagEnd};

/// So many elements that nest may be open at once. Nobody quotes a quotation of a quotation twelve times.
const DEEPEST: usize = 12;

/// So many cells more than a text has marks for them are shown: the parser fills up every row that is too short.
const FILLED_UP: usize = 1_000;

/// The events of a text, without what opens and closes more than [`DEEPEST`] elements at once, and without the empty
/// cells that a wide head and many short rows would make.
pub(super) struct Shallow<I> {
    events: I,
    /// How many cells may still come.
    cells: usize,
    /// Of all that is open whether it is shown.
    open: Vec<bool>,
    /// How many of these nest and are shown.
    depth: usize,
}

impl<I> Shallow<I> {
    pub fn new(source: &str, events: I) -> Self {
        let marks = source.bytes().filter(|it| matches!(it, b'|' | b'\n')).count();
        Self { events, cells: FILLED_UP + marks, open: Vec::new(), depth: 0 }
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Shallow<I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.events.next()?;
            match &event {
                Event::Start(tag) => {
                    let is_shown = match tag {
                        // Nothing of its own without its list.
                        Tag::Item => self.open.last() != Some(&false),
                        Tag::TableCell => {
                            let is_left = self.cells > 0;
                            self.cells = self.cells.saturating_sub(1);
                            is_left
                        }
                        _ => !nests(&tag.to_end()) || self.depth < DEEPEST,
                    };
                    self.open.push(is_shown);
                    if !is_shown {
                        // Two lines stay two lines.
                        if *tag == Tag::Item {
                            return Some(Event::SoftBreak);
                        }
                        continue;
                    }
                    self.depth += usize::from(nests(&tag.to_end()));
                }
                Event::End(end) => {
                    if self.open.pop() == Some(false) {
                        continue;
                    }
                    self.depth -= usize::from(nests(end));
                }
                _ => {}
            }
            return Some(event);
        }
    }
}

/// Whether such an element may hold another of its kind. Paragraphs, heads, code and tables hold none.
const fn nests(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use std::time::{Duration, Instant};

    /// What a text of the longest field takes in a debug build on a busy machine, many times over.
    const PATIENCE: Duration = Duration::from_secs(10);
    const LONGEST: usize = 20_000;

    fn longest_of(piece: &str) -> String {
        piece.repeat(LONGEST / piece.len())
    }

    #[test]
    fn a_text_nested_without_end_is_shown_without_the_marks_of_what_lies_too_deep() {
        let mut texts: Vec<_> = [
            ">", "> ", "- ", "* ", "+ ", "1. ", "1) ", "> - ", "*a ", "**a ", "_a *a ", "*_", "~~a ", "[", "[a](",
            "![", "a*", "**x", "*x**y", "|", "a|", "<", "<a ", "&", "`a``", "- [ ] ", "#", "\n>", "- a\n", "***",
        ]
        .map(longest_of)
        .into();
        texts.push(">".repeat(LONGEST - 10) + " x<i>");
        texts.push("- ".repeat(LONGEST / 4) + "x" + &"\nx".repeat(LONGEST / 4));
        texts.push("- ".repeat(LONGEST / 4) + &"\n".repeat(LONGEST / 2));
        texts.push(">".repeat(LONGEST / 2) + "x" + &"\nx".repeat(LONGEST / 4));
        texts.push((0..138).map(|depth| "  ".repeat(depth) + "- x\n").collect());
        texts.push("*a **b ".repeat(LONGEST / 14) + &"c** d*".repeat(LONGEST / 14));
        for cells in [20, 200, 500, 2_000] {
            let line = |cell: &str| cell.repeat(cells) + "|\n";
            texts.push(line("|a") + &line("|-") + &"|\n".repeat(4_000));
            texts.push(line("|a") + &line("|-") + &"x\n".repeat(4_000));
        }
        texts.push(format!("[a]: {}\n\n", "b".repeat(9_000)) + &"[a] ".repeat(2_700));
        for text in texts {
            let began = Instant::now();
            let html = render(&text);
            let beginning: String = text.chars().take(30).collect();
            assert!(began.elapsed() < PATIENCE, "{beginning}: {:?}", began.elapsed());
            assert!(html.len() < LONGEST * 16, "{beginning}: {} bytes", html.len());
            for tag in ["<blockquote", "<ul", "<ol", "<em", "<strong", "<del"] {
                let open = html.split('<').scan(0_i32, |depth, part| {
                    *depth += i32::from(part.starts_with(&tag[1..]))
                        - i32::from(part.starts_with(&format!("/{}", &tag[1..])));
                    Some(*depth)
                });
                assert!(open.max() <= Some(12), "{beginning}: too many {tag} are open");
            }
        }
    }

    #[test]
    fn what_people_nest_is_shown_nested_and_no_word_of_what_lies_deeper_is_lost() {
        let five = "- a\n  - b\n    - c\n      - d\n        - e";
        assert_eq!(render(five).matches("<ul>").count(), 5);
        let twelve = format!("{} x", ">".repeat(12));
        assert_eq!(render(&twelve).matches("<blockquote>").count(), 12);
        let more = render(&format!("{} **x**<i>\n\n終わり", ">".repeat(13)));
        assert_eq!(more.matches("<blockquote>").count(), 12);
        assert!(more.contains("x&lt;i&gt;") && more.ends_with("<p>終わり</p>\n"), "{more}");
        let list: String = (0..20).map(|depth| format!("{}- 行{depth}\n", "  ".repeat(depth))).collect();
        let shown = render(&list);
        assert!((0..20).all(|depth| shown.contains(&format!("行{depth}"))), "{shown}");
        assert!(!shown.contains("行18行19"), "{shown}");
    }
}
