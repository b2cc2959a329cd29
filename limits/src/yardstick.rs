//! A piece of work that is always the same, to measure the machine by. Nothing of Kaisei is in it, so that a change of
//! Kaisei never changes it. Whoever changes it takes all kept figures anew (`cargo xtask bench --keep`).

use maud::{Markup, html};

const ROWS: u32 = 400;
const COLUMNS: u32 = 12;

/// A table of numbers and texts that are escaped.
pub(crate) fn yardstick() -> Markup {
    html! {
        table {
            @for row in 0..ROWS {
                tr {
                    th scope="row" { (row) }
                    @for column in 0..COLUMNS {
                        @let text = format!("{} & {}", row * column, "総務事務センター");
                        td class={ "column-" (column) } title=(text) { (text) }
                    }
                }
            }
        }
    }
}
