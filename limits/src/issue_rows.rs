//! 課題, in a row and on a page: the columns of `app/src/part/issue_table/row.rs` without its classes and words.

use chrono::NaiveDate;
use domain::{
    date::{self, DateStyle},
    view::{ChecklistLine, Entry, IssueList, IssuePage, IssueRow},
};
use maud::{Markup, display, html};

/// A page of the 課題一覧.
pub(crate) fn list(list: &IssueList, style: DateStyle) -> Markup {
    html! {
        p { (list.count.number) }
        (table(&list.rows, style))
        nav {
            @if let Some(query) = &list.previous { a href={ "/issues?" (query) } { "previous" } }
            @if let Some(query) = &list.next { a href={ "/issues?" (query) } { "next" } }
        }
    }
}

/// Rows under each other.
pub(crate) fn table(rows: &[IssueRow], style: DateStyle) -> Markup {
    html! { table { @for it in rows { (row(it, style)) } } }
}

fn row(row: &IssueRow, style: DateStyle) -> Markup {
    let key = row.key.to_string();
    html! {
        tr class=[row.ball.mine.then_some("mine")] {
            th scope="row" title=(day(row.raised_on, style)) { a href={ "/issues/" (key) } { (key) } }
            td title=(row.title) {
                @if row.blocks_gate { b { "◆" } }
                a href={ "/issues/" (key) } { (row.title) }
                small { (display(row.category)) } small { (row.case_title) }
            }
            td { @if let Some(system) = &row.system { (system) } }
            td { @if let Some(stage) = row.stage { (stage.number()) } }
            td { (display(row.severity)) }
            td { (display(row.priority)) }
            td { (display(row.state)) }
            td {
                (display(row.ball.holder)) " "
                @if let Some(org) = &row.ball.org { (org.name) }
                @if let Some(person) = &row.ball.person { (person) }
                " " (row.ball.days)
            }
            td { @if let Some(org) = &row.org { (org) } @if let Some(person) = &row.assignee { (person) } }
            td {
                (some_day(row.due, style)) " " (display(format_args!("{:?}", row.mark)))
                @if row.slips > 0 { "↻" (row.slips) " " (some_day(row.first_due, style)) }
            }
            td { (display(row.scope)) }
            td { time datetime=(display(row.updated_at)) { (day(date::instant::jst_day(row.updated_at), style)) } }
        }
    }
}

/// The page of one 課題. Its texts are written as they were typed, without Markdown.
pub(crate) fn page(page: &IssuePage, style: DateStyle) -> Markup {
    html! {
        (table(std::slice::from_ref(&page.row), style))
        @for text in [&page.body, &page.impact, &page.policy] { p { (text) } }
        p { (page.case.title) " " (page.raised_by) " " (page.raised_org) " " (page.version) }
        ul { @for line in &page.checklist { (checklist_line(line, style)) } }
        ul { @for it in &page.related { li { a href={ "/issues/" (display(it.key)) } { (it.title) } (display(it.state)) } } }
        ul { @for it in &page.moves { li { (display(it)) } } }
        select {
            @for it in &page.choices.people { option value=(it.login) { (it.name) " " (it.title) " " (it.org_name) } }
        }
        ol { @for entry in &page.history { (history(entry)) } }
    }
}

fn checklist_line(line: &ChecklistLine, style: DateStyle) -> Markup {
    html! {
        li {
            (line.text) " " (some_day(line.due, style))
            @if let Some(owner) = &line.owner { (owner) }
            @if let Some(by) = &line.done_by { (by) }
        }
    }
}

fn history(entry: &Entry) -> Markup {
    html! {
        @match entry {
            Entry::Comment(it) => {
                li { (display(it.at)) " " (it.author) " " (it.org) " " (display(it.scope)) p { (it.body) } }
            }
            Entry::Event(it) => { li { (display(it.at)) " " (it.actor) " " (it.org) " " (it.event.kind()) } }
        }
    }
}

/// A day in the notation of the reader.
pub(crate) fn day(day: NaiveDate, style: DateStyle) -> String {
    date::format::table(day, style)
}

/// A day that may be missing.
pub(crate) fn some_day(it: Option<NaiveDate>, style: DateStyle) -> String {
    it.map_or_else(|| "—".to_owned(), |it| day(it, style))
}
