//! One 課題 in one line, as a template of text (docs/decisions/0015).
//!
//! Fifty of these make a page. As Leptos views the browser went through every one of their elements again, and the
//! server through as many small allocations; nothing in them needs the browser.

use super::{Columns, every};
use crate::{
    part::chip::text,
    texts::Locale,
    viewer::{Reader, reader},
    words::{Word, stage_short_in},
};
use domain::{
    date::instant::jst_day,
    issue::Holder,
    refusal::Field,
    view::{BallView, IssueRow},
};
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// The rows of the table. What people typed is escaped by the template.
pub(super) fn rows(rows: &[IssueRow], columns: Columns) -> Markup {
    let r = reader();
    html! {
        @for it in rows {
            @if columns.is_every() { (every::row(it, columns.names_case(), r)) } @else { (row(it, columns, r)) }
        }
    }
}

fn row(row: &IssueRow, columns: Columns, r: Reader) -> Markup {
    let l = r.locale;
    let full = columns.is_full();
    let href = format!("/issues/{}", row.key);
    html! {
        tr class=[row_class(row)] {
            (key(row, &href, r))
            (title(row, &href, columns.names_case(), r))
            @if full {
                td class="col-system" { @if let Some(system) = &row.system { (system) } }
                (stage(row, l))
            }
            (severity(row, l))
            @if full { td class="col-priority" { (row.priority.word_in(l)) } }
            (state(row, l))
            td class="col-ball" title=(ball_in_words(&row.ball, r)) { (ball(&row.ball, l)) }
            @if columns.names_owner() { (owner(row.org.as_deref(), row.assignee.as_deref())) }
            td class="col-due" { (text::date_or_dash(row.due, r)) " " @if let Some(mark) = text::due_mark(row.mark, l) { (mark) } " " (slips(row, r)) }
            @if full {
                (scope(row, l))
                (updated(row, r))
            }
        }
    }
}

/// Whether it is the reader's turn.
pub(super) fn row_class(row: &IssueRow) -> Option<&'static str> {
    row.ball.mine.then_some("row-mine")
}

/// 課題番号, the number within the case by itself.
pub(super) fn key(row: &IssueRow, href: &str, r: Reader) -> Markup {
    html! {
        th scope="row" class="col-key" title=(display(td_string!(r.locale, issues.raised_on, day = r.day_text(row.raised_on)))) {
            a href=(href) { span class="key-case" { (display(row.key.case)) } b { "-" (row.key.number) } }
        }
    }
}

pub(super) fn stage(row: &IssueRow, l: Locale) -> Markup {
    html! {
        td class="col-stage" {
            @if let Some(stage) = row.stage {
                span title=(stage.word_in(l)) {
                    (stage.number()) span class="visually-hidden" { (stage_short_in(stage, l)) }
                }
            }
        }
    }
}

pub(super) fn severity(row: &IssueRow, l: Locale) -> Markup {
    html! {
        td class="col-severity" { span class={ "severity severity-" (display(row.severity)) } { (row.severity.word_in(l)) } }
    }
}

pub(super) fn state(row: &IssueRow, l: Locale) -> Markup {
    html! { td class="col-state" { span class={ "chip state-" (display(row.state)) } { (row.state.word_in(l)) } } }
}

pub(super) fn scope(row: &IssueRow, l: Locale) -> Markup {
    html! { td class="col-scope" { span class={ "chip scope-" (display(row.scope)) } { (row.scope.word_in(l)) } } }
}

/// The last change.
pub(super) fn updated(row: &IssueRow, r: Reader) -> Markup {
    let updated = jst_day(row.updated_at);
    html! {
        td class="col-updated" { time datetime=(display(updated)) title=(r.moment(row.updated_at)) { (r.day(updated)) } }
    }
}

/// A mark when it keeps a gate shut.
pub(super) fn gate(row: &IssueRow, l: Locale) -> Markup {
    html! {
        @if row.blocks_gate {
            span class="gate" title=(Field::BlocksGate.word_in(l)) {
                span class="shape" aria-hidden="true" { "◆" } (td_string!(l, issues.gate))
            }
        }
    }
}

/// The mark of a gate, 件名, 分類 and the case. What does not fit is in the tooltip.
fn title(row: &IssueRow, href: &str, names_case: bool, r: Reader) -> Markup {
    let l = r.locale;
    let case = names_case.then_some(row.case_title.as_str());
    html! {
        td class="col-title" title={
            (row.title) "\n" (row.category.word_in(l)) @if let Some(case) = case { "\n" (case) }
        } {
            div class="issue-line" {
                (gate(row, l))
                span class="issue-words" {
                    a href=(href) lang=[r.typed_lang()] { (row.title) }
                    small { (row.category.word_in(l)) }
                    @if let Some(case) = case { small lang=[r.typed_lang()] { (case) } }
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
            (None, None) => { td class="col-owner" { (text::dash()) } }
        }
    }
}

/// How often the 期限 was moved, and from where.
fn slips(row: &IssueRow, r: Reader) -> Markup {
    let l = r.locale;
    html! {
        @if row.slips > 0 {
            @let times = td_string!(l, issues.slips, n = row.slips).to_string();
            span class="slips" title={
                (times) @if let Some(first) = row.first_due { " " (display(td_string!(l, issues.first_due, day = r.day_text(first)))) }
            } {
                span aria-hidden="true" { "↻" (row.slips) } span class="visually-hidden" { (times) }
            }
        }
    }
}

/// ボール: who has it, and for how many 開庁日.
pub(super) fn ball(ball: &BallView, l: Locale) -> Markup {
    if ball.holder == Holder::Nobody {
        return text::dash();
    }
    let name = ball.org.as_ref().map_or_else(|| ball.holder.word_in(l), |org| org.name.as_str());
    html! {
        span class={ "ball ball-" (display(ball.holder)) } {
            (name) " "
            @if ball.mine { span class="ball-mine" { (td_string!(l, shell.your_turn)) } }
            span class="ball-days" { @if ball.days > 0 { (display(td_string!(l, shell.days, n = ball.days))) } }
        }
    }
}

/// The ball with the person who has it, for the tooltip.
pub(super) fn ball_in_words(ball: &BallView, r: Reader) -> String {
    let l = r.locale;
    let org = ball.org.as_ref().map_or_else(|| ball.holder.word_in(l), |org| org.name.as_str());
    let who = match &ball.person {
        Some(person) => format!("{org} {person}"),
        None => org.to_owned(),
    };
    td_string!(l, issues.ball_since, who = who, day = r.day_text(ball.since)).to_string()
}
