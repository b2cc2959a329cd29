//! The three lists of 課題: mine, soon, overdue.

use super::figures::{count_text, due_href};
use crate::{
    part::issue_table::{Columns, issue_table},
    viewer::locale,
};
use domain::view::{Count, IssueRow, TodayView, Watch};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Rows shown here; the others are one link away.
const SHOWN: usize = 5;

/// 自分のボール.
pub fn mine(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    list(List {
        id: "mine",
        heading: td_string!(l, today.mine),
        caption: td_string!(l, today.caption_mine),
        none: td_string!(l, today.none_mine),
        href: "/issues?ball=me".to_owned(),
        rows: shown(&today.mine),
        columns: Columns::Brief,
        count: today.mine_count,
    })
}

/// 3開庁日以内.
pub fn soon(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    list(List {
        id: "soon",
        heading: td_string!(l, today.soon),
        caption: td_string!(l, today.caption_soon),
        none: td_string!(l, today.none_soon),
        href: due_href("soon", today),
        rows: shown(&today.soon),
        columns: columns(today),
        count: today.soon_count,
    })
}

/// 期限超過.
pub fn overdue(today: &TodayView) -> impl IntoView + use<> {
    let l = locale();
    list(List {
        id: "overdue",
        heading: td_string!(l, today.overdue),
        caption: td_string!(l, today.caption_overdue),
        none: td_string!(l, today.none_overdue),
        href: due_href("overdue", today),
        rows: shown(&today.overdue),
        columns: columns(today),
        count: today.overdue_count,
    })
}

fn shown(rows: &[IssueRow]) -> Vec<IssueRow> {
    rows.iter().take(SHOWN).cloned().collect()
}

/// Where all rows are of one organisation, who of it does what.
const fn columns(today: &TodayView) -> Columns {
    match today.watch {
        Watch::Everything => Columns::Brief,
        Watch::OwnOrg => Columns::BriefWithOwner,
    }
}

/// A list of 課題 with its words.
struct List {
    id: &'static str,
    heading: &'static str,
    caption: &'static str,
    none: &'static str,
    href: String,
    rows: Vec<IssueRow>,
    columns: Columns,
    count: Count,
}

fn list(list: List) -> impl IntoView {
    let l = locale();
    let count = count_text(list.count);
    let title = format!("{}-heading", list.id);
    let labelled_by = title.clone();
    let (all, table) = if list.rows.is_empty() {
        let why = view! {
            <p class="today-none">{list.none}" "<a href="/issues">{td_string!(l, today.see_issues)}</a></p>
        };
        (None, why.into_any())
    } else {
        let text = td_string!(l, today.all, count = count.clone()).to_string();
        let all = view! { <a href=list.href>{text}</a> };
        (Some(all), issue_table(&list.rows, list.columns, list.caption.to_owned(), None).into_any())
    };
    view! {
        <section id=list.id class="today-section" aria-labelledby=labelled_by>
            <div class="section-head">
                <h2 id=title>{list.heading}" "<span class="section-count">{count}</span></h2>
                {all}
            </div>
            {table}
        </section>
    }
}
