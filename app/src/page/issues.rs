//! 課題一覧, of everything or of one case.

mod nothing;

use crate::{
    api::read_issues,
    part::{
        banner::{Notice, NoticeKind},
        issue_filter::{Offer, conditions, issue_filter, quick_links},
        issue_table::{Columns, Place, issue_table},
        loaded::loaded,
        pager::pager,
    },
    viewer::locale,
};
use domain::{
    filter::IssueFilter,
    view::{CaseHead, Count, IssueList},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};

/// `/issues` and `/cases/{no}/issues`: what is shown is in the address.
#[component]
pub fn IssuesPage() -> impl IntoView {
    let query = use_location().search;
    let params = use_params_map();
    let case = Memo::new(move |_| params.read().get("no").unwrap_or_default());
    let list = Resource::new(move || (query.get(), case.get()), |(query, case)| read_issues(query, case));
    loaded(list, move |mut list: IssueList| {
        // The list of everything, narrowed to one case, is still the list of everything.
        if case.read_untracked().is_empty() {
            list.case = None;
        }
        listed(&list, &query.read_untracked())
    })
}

fn listed(list: &IssueList, query: &str) -> impl IntoView + use<> {
    let place = place(list.case.as_ref(), query);
    let offer = Offer::of(list);
    let rows = if list.rows.is_empty() {
        nothing::nothing(list, &place).into_any()
    } else {
        let columns = match (place.filter.every_column, list.case.is_some()) {
            (false, false) => Columns::Full,
            (false, true) => Columns::FullInCase,
            (true, false) => Columns::Every,
            (true, true) => Columns::EveryInCase,
        };
        issue_table(&list.rows, columns, caption(list.case.as_ref()), Some(&place)).into_any()
    };
    view! {
        <div class="issues-page">
            {head(list, &place)}
            {ignored(&place.filter)}
            {issue_filter(&place, &offer)}
            <div class="issue-summary">
                <p class="issue-count" role="status">{count(list.count)}</p>
                {conditions(&place, &offer)}
                {(!list.rows.is_empty()).then(|| other_columns(&place))}
            </div>
            {rows}
            {pager(list, &place)}
        </div>
    }
}

/// On the list of a case the path says which one; the rest is in the query.
fn place(case: Option<&CaseHead>, query: &str) -> Place {
    let mut filter = IssueFilter::parse(query.trim_start_matches('?'));
    match case {
        Some(case) => {
            filter.case = None;
            Place { path: format!("/cases/{}/issues", case.no), filter }
        }
        None => Place { path: "/issues".to_owned(), filter },
    }
}

fn head(list: &IssueList, place: &Place) -> impl IntoView + use<> {
    let l = locale();
    let heading = match &list.case {
        Some(case) => {
            td_string!(l, issues.heading_case, no = case.no.to_string(), title = case.title.clone()).to_string()
        }
        None => td_string!(l, issues.heading).to_owned(),
    };
    let raise = list.may_raise.then(|| {
        let no = list.case.as_ref().map(|case| case.no).or(place.filter.case);
        let href = no.map_or_else(|| "/issues/new".to_owned(), |no| format!("/issues/new?case={no}"));
        view! { <a class="button" href=href>{td_string!(l, shell.raise)}</a> }
    });
    view! {
        <Title text=heading.clone()/>
        {list.case.as_ref().map(crumbs)}
        <div class="page-head">
            <h1>{heading}</h1>
            {quick_links(place)}
            {raise}
        </div>
    }
}

/// The same rows with every column, or with the usual ones.
fn other_columns(place: &Place) -> impl IntoView + use<> {
    let l = locale();
    let every = !place.filter.every_column;
    let href = place.href(&IssueFilter { every_column: every, ..place.filter.clone() });
    let text = if every { td_string!(l, issues.every_column) } else { td_string!(l, issues.usual_columns) };
    view! { <a class="other-columns" href=href>{text}</a> }
}

fn crumbs(case: &CaseHead) -> impl IntoView + use<> {
    let l = locale();
    let href = format!("/cases/{}", case.no);
    view! {
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, shell.cases)}</a></li>
                <li><a href=href>{format!("{} {}", case.no, case.title)}</a></li>
                <li><span aria-current="page">{td_string!(l, issues.heading)}</span></li>
            </ol>
        </nav>
    }
}

fn caption(case: Option<&CaseHead>) -> String {
    let l = locale();
    match case {
        Some(case) => td_string!(l, issues.caption_case, no = case.no.to_string()).to_string(),
        None => td_string!(l, issues.heading).to_owned(),
    }
}

/// Conditions that could not be read are said, not silently dropped.
fn ignored(filter: &IssueFilter) -> Option<impl IntoView + use<>> {
    let list: Vec<_> = filter.ignored.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if list.is_empty() {
        return None;
    }
    let sentence = td_string!(locale(), shell.ignored, list = list.join(", ")).to_string();
    Some(view! { <Notice kind=NoticeKind::Warning><p>{sentence}</p></Notice> })
}

/// 12件, or 1,000件以上 where counting stopped.
fn count(count: Count) -> String {
    let l = locale();
    let number = match (count.number / 1_000, count.number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    };
    if count.more {
        td_string!(l, shell.count_more, n = number).to_string()
    } else {
        td_string!(l, shell.count, n = number).to_string()
    }
}
