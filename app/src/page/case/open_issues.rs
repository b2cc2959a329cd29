//! The 未完了課題 of the case, the nearest 期限 first.

use crate::{
    part::{
        empty::Empty,
        issue_table::{Columns, issue_table},
    },
    viewer::locale,
};
use domain::{key::CaseNo, view::IssueRow};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Ten of them at most, with the way to all.
pub fn open_issues(no: CaseNo, count: u32, rows: Vec<IssueRow>, may_raise: bool) -> impl IntoView {
    let l = locale();
    let all = format!("/cases/{no}/issues");
    let count = td_string!(l, shell.count, n = count).to_string();
    let table = if rows.is_empty() {
        let raise = may_raise.then(|| {
            view! { <a href=format!("/issues/new?case={no}")>{td_string!(l, cases.case.raise)}</a> }
        });
        let closed = format!("{all}?state=all");
        view! {
            <Empty why=td_string!(l, cases.case.no_issues)>
                {raise}<a href=closed>{td_string!(l, cases.case.closed_issues)}</a>
            </Empty>
        }
        .into_any()
    } else {
        issue_table(&rows, Columns::BriefInCase, td_string!(l, cases.case.issues_caption).to_owned(), None).into_any()
    };
    view! {
        <section aria-labelledby="case-issues">
            <div class="section-head">
                <h2 id="case-issues">{td_string!(l, cases.case.issues)}" "<span class="section-count">{count}</span></h2>
                <a href=all>{td_string!(l, cases.case.all_issues)}</a>
            </div>
            {table}
        </section>
    }
}
