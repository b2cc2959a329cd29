//! The table of 課題: one line per 課題, whose turn it is and how near the 期限 is (notes/domain §7).

mod every;
mod row;

use crate::{part::grid::scrolling, viewer::locale, words::Word};
use domain::{
    filter::{IssueFilter, SortKey},
    refusal::Field,
    view::IssueRow,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Which columns a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Everything the 課題一覧 shows.
    Full,
    /// The same inside one case: its 件名 is not repeated in every row.
    FullInCase,
    /// Every column of the 課題管理表.
    Every,
    /// The same inside one case.
    EveryInCase,
    /// 課題番号, 件名, 重要度, 状態, ボール and 期限, for 今日.
    Brief,
    /// The same inside one case.
    BriefInCase,
    /// The same with 担当: for who sees to it that an organisation's work is done.
    BriefWithOwner,
}

impl Columns {
    const fn is_full(self) -> bool {
        matches!(self, Self::Full | Self::FullInCase)
    }

    const fn is_every(self) -> bool {
        matches!(self, Self::Every | Self::EveryInCase)
    }

    const fn names_case(self) -> bool {
        matches!(self, Self::Full | Self::Every | Self::Brief | Self::BriefWithOwner)
    }

    const fn names_owner(self) -> bool {
        self.is_full() || matches!(self, Self::BriefWithOwner)
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Full | Self::FullInCase => "grid issue-table issue-table-full",
            Self::Every | Self::EveryInCase => "grid issue-table-every",
            Self::Brief | Self::BriefInCase | Self::BriefWithOwner => "grid issue-table issue-table-brief",
        }
    }
}

/// Where a list stands: its path and what it shows. Links lead to the same list, shown otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `/issues` or `/cases/{no}/issues`.
    pub path: String,
    /// What it shows now.
    pub filter: IssueFilter,
}

impl Place {
    /// The address of the list with another filter.
    pub fn href(&self, filter: &IssueFilter) -> String {
        match filter.to_query() {
            query if query.is_empty() => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }
}

/// The table. `sort`: the headers become links that sort the list there.
pub fn issue_table(
    rows: &[IssueRow],
    columns: Columns,
    caption: String,
    sort: Option<&Place>,
) -> impl IntoView + use<> {
    let label = caption.clone();
    let head = head(columns, sort);
    let rows = row::rows(rows, columns).into_string();
    let table = view! {
        <table class=columns.class()>
            <caption class="visually-hidden">{caption}</caption>
            <thead>{head}</thead>
            <tbody inner_html=rows></tbody>
        </table>
    };
    scrolling("issue-scroll", label, table)
}

/// A header, and one that sorts where the table can be sorted.
fn headers(
    sort: Option<&Place>,
) -> (impl Fn(&'static str, &'static str) -> AnyView, impl Fn(&'static str, &'static str, SortKey) -> AnyView) {
    let plain = |class, text| view! { <th scope="col" class=class>{text}</th> }.into_any();
    let sorted = move |class, text, key| match sort {
        Some(place) => sorting(class, text, key, place).into_any(),
        None => plain(class, text),
    };
    (plain, sorted)
}

fn head(columns: Columns, sort: Option<&Place>) -> AnyView {
    let l = locale();
    if columns.is_every() {
        return every::head(columns.names_case(), sort);
    }
    let full = columns.is_full();
    let (plain, sorted) = headers(sort);
    view! {
        <tr>
            {match sort {
                // Numbers are given in the order of 発生日.
                Some(_) => sorted("col-key", td_string!(l, issues.col.key_by_date), SortKey::Raised),
                None => plain("col-key", td_string!(l, issues.col.key)),
            }}
            {plain("col-title", Field::Title.word())}
            {full.then(|| plain("col-system", td_string!(l, issues.col.system)))}
            {full.then(|| plain("col-stage", td_string!(l, issues.col.stage)))}
            {sorted("col-severity", td_string!(l, issues.col.severity), SortKey::Severity)}
            {full.then(|| sorted("col-priority", td_string!(l, issues.col.priority), SortKey::Priority))}
            {plain("col-state", td_string!(l, issues.col.state))}
            {plain("col-ball", td_string!(l, issues.col.ball))}
            {columns.names_owner().then(|| plain("col-owner", td_string!(l, issues.col.owner)))}
            {sorted("col-due", td_string!(l, issues.col.due), SortKey::Due)}
            {full.then(|| plain("col-scope", td_string!(l, issues.col.scope)))}
            {full.then(|| sorted("col-updated", td_string!(l, issues.col.updated), SortKey::Updated))}
        </tr>
    }
    .into_any()
}

/// A header that sorts: once by this column, once more the other way round.
fn sorting(class: &'static str, text: &'static str, key: SortKey, place: &Place) -> impl IntoView + use<> {
    let l = locale();
    let href = place.href(&place.filter.sorted_by(key));
    // A 期限 begins with the nearest; everything else with the newest, gravest or most urgent.
    let ascending = (key == SortKey::Due) != place.filter.reversed;
    let (order, arrow) = match (place.filter.sort_key() == key, ascending) {
        (false, _) => (None, None),
        (true, true) => (Some("ascending"), Some("▲")),
        (true, false) => (Some("descending"), Some("▼")),
    };
    let arrow = arrow.map(|shape| view! { <span class="sort-arrow" aria-hidden="true">{shape}</span> });
    let by = if key == SortKey::Raised { td_string!(l, issues.col.raised) } else { text };
    let hint = td_string!(l, issues.sort_by, column = by).to_string();
    view! { <th scope="col" class=class aria-sort=order><a href=href title=hint>{text}{arrow}</a></th> }
}
