//! The columns of the 課題一覧 that are not in the heading.

use crate::{
    part::{byline::org_beside, chip},
    viewer::{locale, moment},
    words::{Word, problem},
};
use chrono::NaiveDate;
use domain::{refusal::Field, view::IssuePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn facts(page: &IssuePage) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="facts-heading">
            <h2 id="facts-heading">{td_string!(locale(), issue.facts)}</h2>
            <dl class="facts">
                {responsible(page)}
                {kind(page)}
                {course(page)}
            </dl>
        </section>
    }
    .into_any()
}

/// 担当組織, 担当者, 期限 and how often it was moved.
fn responsible(page: &IssuePage) -> AnyView {
    let l = locale();
    let row = &page.row;
    view! {
        <dt>{Field::Org.word()}</dt><dd>{or_dash(row.org.clone())}</dd>
        <dt>{Field::Assignee.word()}</dt><dd>{or_dash(row.assignee.clone())}</dd>
        <dt>{Field::Due.word()}</dt><dd>{chip::date_or_dash(row.due)}" "{chip::due_mark(row.mark)}{row.due.and_then(on_closed_day)}</dd>
        <dt>{td_string!(l, issue.first_due)}</dt><dd>{chip::date_or_dash(row.first_due)}</dd>
        <dt>{td_string!(l, issue.slips)}</dt><dd>{slips(page)}</dd>
    }
    .into_any()
}

/// 重要度, 優先度, 分類, 工程, 対象システム.
fn kind(page: &IssuePage) -> AnyView {
    let l = locale();
    let row = &page.row;
    let stage = row.stage.map(|it| td_string!(l, issue.stage, n = it.number(), name = it.word()).to_string());
    let system = page.system.as_ref().map_or_else(|| td_string!(l, issue.whole_case).to_owned(), |it| it.name.clone());
    view! {
        <dt>{Field::Severity.word()}</dt><dd>{chip::severity(row.severity)}</dd>
        <dt>{Field::Priority.word()}</dt><dd>{row.priority.word()}</dd>
        <dt>{Field::Category.word()}</dt><dd>{row.category.word()}</dd>
        <dt>{Field::Stage.word()}</dt><dd>{or_dash(stage)}</dd>
        <dt>{Field::System.word()}</dt><dd>{system}</dd>
    }
    .into_any()
}

/// From the first day to the last.
fn course(page: &IssuePage) -> AnyView {
    let l = locale();
    let row = &page.row;
    let until = page
        .hold_until
        .map(|day| view! { <dt>{Field::Until.word()}</dt><dd>{chip::date(day)}{on_closed_day(day)}</dd> });
    let approved = page.approved_by.clone();
    let approved = approved.map(|who| view! { <dt>{td_string!(l, issue.approved_by)}</dt><dd>{who}</dd> });
    let closed =
        page.closed_on.map(|day| view! { <dt>{td_string!(l, issue.closed_on)}</dt><dd>{chip::date(day)}</dd> });
    view! {
        <dt>{td_string!(l, issue.raised_by)}</dt>
        <dd>{page.raised_by.clone()}" "<span class="history-org">{org_beside(&page.raised_by, &page.raised_org)}</span></dd>
        <dt>{td_string!(l, issue.raised_on)}</dt><dd>{chip::date(row.raised_on)}</dd>
        {until}
        {approved}
        {closed}
        <dt>{td_string!(l, issue.updated)}</dt>
        <dd><time datetime=row.updated_at.to_rfc3339()>{moment(row.updated_at)}</time></dd>
    }
    .into_any()
}

fn slips(page: &IssuePage) -> String {
    let l = locale();
    let (n, days) = (page.row.slips, page.slip_days);
    match (n, days) {
        (0, _) => td_string!(l, issue.slips_none).to_owned(),
        (_, 0) => td_string!(l, issue.slips_times, n = n).to_string(),
        (_, 1..) => td_string!(l, issue.slips_later, n = n, days = days).to_string(),
        _ => td_string!(l, issue.slips_earlier, n = n, days = days.saturating_neg()).to_string(),
    }
}

/// Said where the day stands, too: without JavaScript nobody was told while typing it.
fn on_closed_day(day: NaiveDate) -> Option<impl IntoView> {
    problem::closed_day(day).map(|warning| view! { <span class="facts-warning">{warning}</span> })
}

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "—".to_owned())
}
