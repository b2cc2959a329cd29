//! The table of 課題: one line per 課題, whose turn it is and how near the 期限 is (notes/domain §7).

use crate::{
    part::chip,
    viewer::{day, day_text, locale, moment},
    words::{Word, stage_short},
};
use domain::{
    date::instant::jst_day,
    filter::{IssueFilter, SortKey},
    issue::Category,
    refusal::Field,
    view::{BallView, IssueRow},
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
    /// 課題番号, 件名, 重要度, 状態, ボール and 期限, for 今日.
    Brief,
    /// The same inside one case.
    BriefInCase,
}

impl Columns {
    const fn is_full(self) -> bool {
        matches!(self, Self::Full | Self::FullInCase)
    }

    const fn names_case(self) -> bool {
        matches!(self, Self::Full | Self::Brief)
    }

    const fn class(self) -> &'static str {
        if self.is_full() { "grid issue-table issue-table-full" } else { "grid issue-table issue-table-brief" }
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
    rows: Vec<IssueRow>,
    columns: Columns,
    caption: String,
    sort: Option<&Place>,
) -> impl IntoView + use<> {
    let label = caption.clone();
    let head = head(columns, sort);
    let rows = rows.into_iter().map(|it| row(it, columns)).collect_view();
    view! {
        <div class="table-scroll issue-scroll" tabindex="0" role="region" aria-label=label>
            <table class=columns.class()>
                <caption class="visually-hidden">{caption}</caption>
                <thead>{head}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(columns: Columns, sort: Option<&Place>) -> impl IntoView + use<> {
    let l = locale();
    let full = columns.is_full();
    let plain = |class: &'static str, text: &'static str| view! { <th scope="col" class=class>{text}</th> };
    let sorted = |class: &'static str, text: &'static str, key: SortKey| match sort {
        Some(place) => sorting(class, text, key, place).into_any(),
        None => plain(class, text).into_any(),
    };
    view! {
        <tr>
            {match sort {
                // Numbers are given in the order of 発生日.
                Some(_) => sorted("col-key", td_string!(l, issues.col.key_by_date), SortKey::Raised),
                None => plain("col-key", td_string!(l, issues.col.key)).into_any(),
            }}
            {plain("col-title", Field::Title.word())}
            {full.then(|| plain("col-system", td_string!(l, issues.col.system)))}
            {full.then(|| plain("col-stage", td_string!(l, issues.col.stage)))}
            {sorted("col-severity", td_string!(l, issues.col.severity), SortKey::Severity)}
            {full.then(|| sorted("col-priority", td_string!(l, issues.col.priority), SortKey::Priority))}
            {plain("col-state", td_string!(l, issues.col.state))}
            {plain("col-ball", td_string!(l, issues.col.ball))}
            {full.then(|| plain("col-owner", td_string!(l, issues.col.owner)))}
            {sorted("col-due", td_string!(l, issues.col.due), SortKey::Due)}
            {full.then(|| plain("col-scope", td_string!(l, issues.col.scope)))}
            {full.then(|| sorted("col-updated", td_string!(l, issues.col.updated), SortKey::Updated))}
        </tr>
    }
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

/// One 課題 in one line. Plain elements only: fifty of these are made and hydrated at once.
fn row(row: IssueRow, columns: Columns) -> impl IntoView {
    let full = columns.is_full();
    let href = format!("/issues/{}", row.key);
    let key = view! { <span class="key-case">{row.key.case.to_string()}</span><b>{format!("-{}", row.key.number)}</b> };
    let stage = row.stage.map(
        |it| view! { <span title=it.word()>{it.number()}<span class="visually-hidden">{stage_short(it)}</span></span> },
    );
    let ball_title = ball_in_words(&row.ball);
    let severity = chip::severity(row.severity);
    let class = if row.ball.mine { "row-mine" } else { "" };
    let owner = full.then(|| owner(row.org.as_deref(), row.assignee.as_deref()));
    let due = due(&row);
    let raised = td_string!(locale(), issues.raised_on, day = day_text(row.raised_on)).to_string();
    let updated = jst_day(row.updated_at);
    view! {
        <tr class=class>
            <th scope="row" class="col-key" title=raised><a href=href.clone()>{key}</a></th>
            {title(href, row.title, row.category, row.blocks_gate, columns.names_case().then_some(row.case_title))}
            {full.then(|| view! { <td class="col-system">{row.system}</td> })}
            {full.then(|| view! { <td class="col-stage">{stage}</td> })}
            <td class="col-severity">{severity}</td>
            {full.then(|| view! { <td class="col-priority">{row.priority.word()}</td> })}
            <td class="col-state">{chip::issue_state(row.state)}</td>
            <td class="col-ball" title=ball_title>{chip::ball(row.ball)}</td>
            {owner}
            {due}
            {full.then(|| view! { <td class="col-scope">{chip::scope(row.scope)}</td> })}
            {full.then(|| view! {
                <td class="col-updated"><time datetime=updated.to_string() title=moment(row.updated_at)>{day(updated)}</time></td>
            })}
        </tr>
    }
}

/// A mark when it keeps a gate shut, 件名, 分類 and the case. What does not fit is in the tooltip.
fn title(href: String, title: String, category: Category, gate: bool, case: Option<String>) -> impl IntoView {
    let l = locale();
    let whole = match &case {
        Some(case) => format!("{title}\n{}\n{case}", category.word()),
        None => format!("{title}\n{}", category.word()),
    };
    let gate = gate.then(|| {
        view! {
            <span class="gate" title=Field::BlocksGate.word()>
                <span class="shape" aria-hidden="true">"◆"</span>
                {td_string!(l, issues.gate)}
            </span>
        }
    });
    let case = case.map(|case| view! { <small>{case}</small> });
    view! {
        <td class="col-title" title=whole>
            <div class="issue-line">
                {gate}
                <span class="issue-words">
                    <a href=href>{title}</a>
                    <small>{category.word()}</small>
                    {case}
                </span>
            </div>
        </td>
    }
}

/// Organisation first, then the person (notes/domain §1).
fn owner(org: Option<&str>, person: Option<&str>) -> impl IntoView + use<> {
    // The person first: the organisation is mostly the one that has the ball, and the column is narrow.
    match (org, person) {
        (Some(org), Some(person)) => {
            let whole = format!("{org} {person}");
            view! { <td class="col-owner" title=whole>{person.to_owned()}" "<small>{org.to_owned()}</small></td> }
                .into_any()
        }
        (Some(one), None) | (None, Some(one)) => {
            view! { <td class="col-owner" title=one.to_owned()>{one.to_owned()}</td> }.into_any()
        }
        (None, None) => view! { <td class="col-owner"><span class="dash">"—"</span></td> }.into_any(),
    }
}

/// 期限 with its mark; how often it was moved, and from where, beside it.
fn due(row: &IssueRow) -> impl IntoView + use<> {
    let l = locale();
    let slips = (row.slips > 0).then(|| {
        let times = td_string!(l, issues.slips, n = row.slips).to_string();
        let whole = match row.first_due {
            Some(first) => format!("{times} {}", td_string!(l, issues.first_due, day = day_text(first))),
            None => times.clone(),
        };
        view! {
            <span class="slips" title=whole>
                <span aria-hidden="true">{format!("↻{}", row.slips)}</span>
                <span class="visually-hidden">{times}</span>
            </span>
        }
    });
    view! { <td class="col-due">{chip::date_or_dash(row.due)}" "{chip::due_mark(row.mark)}" "{slips}</td> }
}

/// The ball with the person who has it, for the tooltip.
fn ball_in_words(ball: &BallView) -> String {
    let l = locale();
    let org = ball.org.as_ref().map_or_else(|| ball.holder.word().to_owned(), |org| org.name.clone());
    let who = match &ball.person {
        Some(person) => format!("{org} {person}"),
        None => org,
    };
    td_string!(l, issues.ball_since, who = who, day = day_text(ball.since)).to_string()
}
