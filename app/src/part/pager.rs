//! From page to page of a long list. Pages have no numbers: each link says after which row the
//! next one begins, so that a list of 100,000 rows is as fast as one of 100.

use crate::{part::issue_table::Place, viewer::locale};
use domain::{
    filter::{IssueFilter, Position},
    view::IssueList,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 最初・前・次・最後; nothing when one page holds everything.
pub fn pager(list: &IssueList, place: &Place) -> Option<impl IntoView + use<>> {
    let l = locale();
    if list.previous.is_none() && list.next.is_none() {
        return None;
    }
    // The store's query names the case even where the path does.
    let there = |query: &String| place.href(&IssueFilter { case: place.filter.case, ..IssueFilter::parse(query) });
    let (previous, next) = (list.previous.as_ref().map(there), list.next.as_ref().map(there));
    let first = previous.as_ref().map(|_| place.href(&place.filter.at(Position::First)));
    let last = next.as_ref().map(|_| place.href(&place.filter.at(Position::Last)));
    Some(view! {
        <nav class="pager" aria-label=td_string!(l, shell.pages)>
            <ul>
                {step(first, td_string!(l, shell.first), None)}
                {step(previous, td_string!(l, shell.previous), Some("prev"))}
                {step(next, td_string!(l, shell.next), Some("next"))}
                {step(last, td_string!(l, shell.last), None)}
            </ul>
        </nav>
    })
}

/// A link, or its word where it would lead nowhere, so that the others keep their places.
fn step(href: Option<String>, text: &'static str, rel: Option<&'static str>) -> impl IntoView {
    match href {
        Some(href) => view! { <li><a href=href rel=rel>{text}</a></li> }.into_any(),
        None => view! { <li><span class="pager-off">{text}</span></li> }.into_any(),
    }
}
