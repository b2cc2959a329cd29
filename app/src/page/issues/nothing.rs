//! Why a 課題一覧 is empty, and what to do next.

use crate::{
    part::{
        empty::{Empty, without_content},
        issue_filter::cleared,
        issue_table::Place,
    },
    viewer::locale,
};
use domain::{
    filter::{IssueFilter, Position, StateFilter},
    view::IssueList,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn nothing(list: &IssueList, place: &Place) -> AnyView {
    let l = locale();
    let filter = &place.filter;
    let all = IssueFilter { state: StateFilter::All, ..filter.at(Position::First) };
    let link = |text: &'static str, filter: &IssueFilter| (text, place.href(filter));
    let with_closed = link(td_string!(l, issues.quick.all), &all);
    let clear = link(td_string!(l, issues.filter.clear), &cleared(filter));
    let (why, next) = if filter.position != Position::First && list.count.number > 0 {
        let first = link(td_string!(l, issues.empty.page_next), &filter.at(Position::First));
        (td_string!(l, issues.empty.page), vec![first])
    } else if cleared(filter) == cleared_but_state(filter) && filter.state == StateFilter::All {
        let raise =
            list.case.as_ref().map_or_else(|| "/issues/new".to_owned(), |it| format!("/issues/new?case={}", it.no));
        let next = match (&list.case, list.may_raise) {
            (_, true) => (td_string!(l, shell.raise), raise),
            (Some(case), false) => (td_string!(l, issues.empty.to_case), format!("/cases/{}", case.no)),
            (None, false) => (td_string!(l, shell.back_home), "/".to_owned()),
        };
        (td_string!(l, issues.empty.none), vec![next])
    } else if filter.is_filtered() && filter.state == StateFilter::Open {
        (td_string!(l, issues.empty.filtered), vec![clear, with_closed])
    } else if filter.is_filtered() {
        (td_string!(l, issues.empty.filtered), vec![clear])
    } else if list.case.is_some() {
        (td_string!(l, issues.empty.case_open), vec![with_closed])
    } else {
        (td_string!(l, issues.empty.open), vec![with_closed])
    };
    if let Some(never) = without_content() {
        return never;
    }
    let links = next.into_iter().map(|(text, href)| view! { <a href=href>{text}</a> }).collect_view();
    view! { <Empty why=why>{links}</Empty> }.into_any()
}

/// The filter as it is, were its state the usual one.
fn cleared_but_state(filter: &IssueFilter) -> IssueFilter {
    let first = filter.at(Position::First);
    IssueFilter { state: StateFilter::Open, ignored: Vec::new(), ..first }
}
