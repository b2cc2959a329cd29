//! One 課題 in one line, as a template of text (docs/decisions/0015).
//!
//! Fifty of these make a page. As Leptos views the browser went through every one of their elements again, and the
//! server through as many small allocations; nothing in them needs the browser.

use super::{Columns, every};
use crate::{
    part::chip,
    viewer::{day, day_other, day_text, locale, moment},
    words::{Word, stage_short},
};
use chrono::NaiveDate;
use domain::{
    date::instant::jst_day,
    issue::{DueMark, Holder},
    refusal::Field,
    view::{BallView, IssueRow},
};
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// The rows of the table. What people typed is escaped by the template.
pub(super) fn rows(rows: &[IssueRow], columns: Columns) -> Markup {
    html! {
        @for it in rows {
            @if columns.is_every() { (every::row(it, columns.names_case())) } @else { (row(it, columns)) }
        }
    }
}

fn row(row: &IssueRow, columns: Columns) -> Markup {
    let full = columns.is_full();
    let href = format!("/issues/{}", row.key);
    html! {
        tr class=[row_class(row)] {
            (key(row, &href))
            (title(row, &href, columns.names_case()))
            @if full {
                td class="col-system" { @if let Some(system) = &row.system { (system) } }
                (stage(row))
            }
            (severity(row))
            @if full { td class="col-priority" { (row.priority.word()) } }
            (state(row))
            td class="col-ball" title=(ball_in_words(&row.ball)) { (ball(&row.ball)) }
            @if columns.names_owner() { (owner(row.org.as_deref(), row.assignee.as_deref())) }
            td class="col-due" { (date(row.due)) " " (due_mark(row.mark)) " " (slips(row)) }
            @if full {
                (scope(row))
                (updated(row))
            }
        }
    }
}

/// Whether it is the reader's turn.
pub(super) fn row_class(row: &IssueRow) -> Option<&'static str> {
    row.ball.mine.then_some("row-mine")
}

/// 課題番号, the number within the case by itself.
pub(super) fn key(row: &IssueRow, href: &str) -> Markup {
    html! {
        th scope="row" class="col-key" title=(display(td_string!(locale(), issues.raised_on, day = day_text(row.raised_on)))) {
            a href=(href) { span class="key-case" { (display(row.key.case)) } b { "-" (row.key.number) } }
        }
    }
}

pub(super) fn stage(row: &IssueRow) -> Markup {
    html! {
        td class="col-stage" {
            @if let Some(stage) = row.stage {
                span title=(stage.word()) { (stage.number()) span class="visually-hidden" { (stage_short(stage)) } }
            }
        }
    }
}

pub(super) fn severity(row: &IssueRow) -> Markup {
    html! {
        td class="col-severity" { span class={ "severity severity-" (display(row.severity)) } { (row.severity.word()) } }
    }
}

pub(super) fn state(row: &IssueRow) -> Markup {
    html! { td class="col-state" { span class={ "chip state-" (display(row.state)) } { (row.state.word()) } } }
}

pub(super) fn scope(row: &IssueRow) -> Markup {
    html! { td class="col-scope" { span class={ "chip scope-" (display(row.scope)) } { (row.scope.word()) } } }
}

/// The last change.
pub(super) fn updated(row: &IssueRow) -> Markup {
    let updated = jst_day(row.updated_at);
    html! {
        td class="col-updated" { time datetime=(display(updated)) title=(moment(row.updated_at)) { (day(updated)) } }
    }
}

/// A mark when it keeps a gate shut.
pub(super) fn gate(row: &IssueRow) -> Markup {
    html! {
        @if row.blocks_gate {
            span class="gate" title=(Field::BlocksGate.word()) {
                span class="shape" aria-hidden="true" { "◆" } (td_string!(locale(), issues.gate))
            }
        }
    }
}

/// The mark of a gate, 件名, 分類 and the case. What does not fit is in the tooltip.
fn title(row: &IssueRow, href: &str, names_case: bool) -> Markup {
    let case = names_case.then_some(row.case_title.as_str());
    html! {
        td class="col-title" title={
            (row.title) "\n" (row.category.word()) @if let Some(case) = case { "\n" (case) }
        } {
            div class="issue-line" {
                (gate(row))
                span class="issue-words" {
                    a href=(href) { (row.title) }
                    small { (row.category.word()) }
                    @if let Some(case) = case { small { (case) } }
                }
            }
        }
    }
}

/// The person first: the organisation is mostly the one that has the ball, and the column is narrow.
fn owner(org: Option<&str>, person: Option<&str>) -> Markup {
    html! {
        @match (org, person) {
            (Some(org), Some(person)) => {
                td class="col-owner" title={ (org) " " (person) } { (person) " " small { (org) } }
            }
            (Some(one), None) | (None, Some(one)) => { td class="col-owner" title=(one) { (one) } }
            (None, None) => { td class="col-owner" { (dash()) } }
        }
    }
}

/// How often the 期限 was moved, and from where.
fn slips(row: &IssueRow) -> Markup {
    let l = locale();
    html! {
        @if row.slips > 0 {
            @let times = td_string!(l, issues.slips, n = row.slips).to_string();
            span class="slips" title={
                (times) @if let Some(first) = row.first_due { " " (display(td_string!(l, issues.first_due, day = day_text(first)))) }
            } {
                span aria-hidden="true" { "↻" (row.slips) } span class="visually-hidden" { (times) }
            }
        }
    }
}

pub(super) fn date(date: Option<NaiveDate>) -> Markup {
    html! {
        @match date {
            Some(date) => { time datetime=(display(date)) title=(day_other(date)) { (day(date)) } }
            None => { (dash()) }
        }
    }
}

pub(super) fn due_mark(mark: DueMark) -> Markup {
    html! {
        @if let Some((class, shape, text)) = chip::due_parts(mark) {
            span class=(class) { span class="shape" aria-hidden="true" { (shape) } (text) }
        }
    }
}

/// ボール: who has it, and for how many 開庁日.
pub(super) fn ball(ball: &BallView) -> Markup {
    let l = locale();
    if ball.holder == Holder::Nobody {
        return dash();
    }
    let name = ball.org.as_ref().map_or_else(|| ball.holder.word(), |org| org.name.as_str());
    html! {
        span class={ "ball ball-" (display(ball.holder)) } {
            (name) " "
            @if ball.mine { span class="ball-mine" { (td_string!(l, shell.your_turn)) } }
            span class="ball-days" { @if ball.days > 0 { (display(td_string!(l, shell.days, n = ball.days))) } }
        }
    }
}

pub(super) fn dash() -> Markup {
    html! { span class="dash" { "—" } }
}

/// The ball with the person who has it, for the tooltip.
pub(super) fn ball_in_words(ball: &BallView) -> String {
    let l = locale();
    let org = ball.org.as_ref().map_or_else(|| ball.holder.word(), |org| org.name.as_str());
    let who = match &ball.person {
        Some(person) => format!("{org} {person}"),
        None => org.to_owned(),
    };
    td_string!(l, issues.ball_since, who = who, day = day_text(ball.since)).to_string()
}
