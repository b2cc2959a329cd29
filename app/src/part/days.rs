//! 施行日 and how far it is, in words.

use crate::{part::chip::text, texts::Locale, viewer::Reader};
use domain::view::CaseRow;
use leptos_i18n::td_string;
use maud::{Markup, html};

/// Calendar days that make a 施行日 stand out. One that has passed does not: a law that steps up year
/// by year is long in force, and a late 本番 is the business of the 信号.
const NEAR: i64 = 14;

/// The day and, while the case lives, the days to it: `R8.12.1 あと7日`.
pub fn in_force(row: &CaseRow, r: Reader) -> Markup {
    let l = r.locale;
    let distance = row.days_to_force.filter(|_| !row.state.is_over());
    html! {
        @match row.in_force_on {
            None => { span class="dash" { (td_string!(l, cases.days.unset)) } }
            Some(day) => {
                (text::date(day, r)) " "
                @match distance {
                    Some(days @ 0..=NEAR) => {
                        span class="due due-soon" { span class="shape" aria-hidden="true" { "▲" } (in_words(days, l)) }
                    }
                    Some(days) => { span class="due" { (in_words(days, l)) } }
                    None => {}
                }
            }
        }
    }
}

/// あと9日, 本日, 12日経過.
fn in_words(days: i64, l: Locale) -> String {
    match days {
        0 => td_string!(l, cases.days.today).to_owned(),
        1 => td_string!(l, cases.days.ahead_one).to_owned(),
        2.. => td_string!(l, cases.days.ahead, n = days).to_string(),
        -1 => td_string!(l, cases.days.past_one).to_owned(),
        _ => td_string!(l, cases.days.past, n = -days).to_string(),
    }
}
