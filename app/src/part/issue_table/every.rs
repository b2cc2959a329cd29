//! Every column of the 課題管理表, in the order of notes/domain §7: for those who want the whole table before them, or
//! in a spreadsheet.

use super::{
    Place, headers,
    row::{self, ball, ball_in_words, gate, key, row_class, stage, updated},
};
use crate::{
    markdown,
    part::chip::text::{dash, date, date_or_dash, due_mark},
    viewer::{Reader, locale},
    words::Word,
};
use domain::{
    date::instant::jst_day,
    filter::SortKey,
    key::IssueKey,
    refusal::Field,
    text::beginning,
    view::{IssueRest, IssueRow, LatestComment},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// Letters of a long text that a cell shows.
const SHOWN: usize = 120;

/// The headers.
pub(super) fn head(names_case: bool, sort: Option<&Place>) -> AnyView {
    let l = locale();
    let (plain, sorted) = headers(sort);
    view! {
        <tr>
            {sorted("col-key", td_string!(l, issues.col.key), SortKey::Raised)}
            {names_case.then(|| plain("col-case", Field::Case.word()))}
            {plain("col-stage", td_string!(l, issues.col.stage))}
            {plain("col-system", td_string!(l, issues.col.system))}
            {plain("col-category", Field::Category.word())}
            {plain("col-title", Field::Title.word())}
            {plain("col-long", Field::Body.word())}
            {sorted("col-day", td_string!(l, issues.col.raised), SortKey::Raised)}
            {plain("col-person", td_string!(l, issue.raised_by))}
            {plain("col-long", Field::Impact.word())}
            {sorted("col-severity", td_string!(l, issues.col.severity), SortKey::Severity)}
            {sorted("col-priority", td_string!(l, issues.col.priority), SortKey::Priority)}
            {plain("col-long", Field::Policy.word())}
            {plain("col-person", td_string!(l, issues.filter.org))}
            {plain("col-person", td_string!(l, issues.filter.assignee))}
            {plain("col-day", td_string!(l, issue.first_due))}
            {sorted("col-due", td_string!(l, issues.col.due), SortKey::Due)}
            {plain("col-slips", td_string!(l, issues.col.slips))}
            {plain("col-state", td_string!(l, issues.col.state))}
            {plain("col-ball", td_string!(l, issues.col.ball))}
            {plain("col-long", td_string!(l, issues.col.latest))}
            {plain("col-day", td_string!(l, issue.closed_on))}
            {plain("col-person", td_string!(l, issue.approved_by))}
            {plain("col-related", Field::Related.word())}
            {plain("col-scope", td_string!(l, issues.col.scope))}
            {sorted("col-updated", td_string!(l, issues.col.updated), SortKey::Updated)}
        </tr>
    }
    .into_any()
}

/// One 課題 with all that is held of it.
pub(super) fn row(it: &IssueRow, names_case: bool, r: Reader) -> Markup {
    let l = r.locale;
    let rest = it.rest.as_deref().cloned().unwrap_or_default();
    let href = format!("/issues/{}", it.key);
    html! {
        tr class=[row_class(it)] {
            (key(it, &href, r))
            @if names_case { td class="col-case" { (it.case_title) } }
            (stage(it, l))
            td class="col-system" { (text(it.system.as_deref())) }
            td class="col-category" { (it.category.word_in(l)) }
            td class="col-title" { (gate(it, l)) a href=(href) lang=[r.typed_lang()] { (it.title) } }
            (long(&rest.body, r))
            td class="col-day" { (date(it.raised_on, r)) }
            (raiser(&rest))
            (long(&rest.impact, r))
            (row::severity(it, l))
            td class="col-priority" { (it.priority.word_in(l)) }
            (long(&rest.policy, r))
            td class="col-person" { (text(it.org.as_deref())) }
            td class="col-person" { (text(it.assignee.as_deref())) }
            td class="col-day" { (date_or_dash(it.first_due, r)) }
            td class="col-due" { (date_or_dash(it.due, r)) " " @if let Some(mark) = due_mark(it.mark, l) { (mark) } }
            td class="col-slips" { (it.slips) }
            (row::state(it, l))
            td class="col-ball" title=(ball_in_words(&it.ball, r)) { (ball(&it.ball, l)) }
            td class="col-long" { (latest(rest.latest.as_ref(), r)) }
            td class="col-day" { (date_or_dash(rest.closed_on, r)) }
            td class="col-person" { (text(rest.approved_by.as_deref())) }
            td class="col-related" { (related(&rest.related)) }
            (row::scope(it, l))
            (updated(it, r))
        }
    }
}

fn text(it: Option<&str>) -> Markup {
    html! { @match it { Some(it) => { (it) } None => { (dash()) } } }
}

/// The beginning of what is written on the page of the 課題.
fn long(it: &str, r: Reader) -> Markup {
    let it = plain(it);
    html! { td class="col-long" lang=[r.typed_lang()] { (text((!it.is_empty()).then_some(&it))) } }
}

fn plain(markdown: &str) -> String {
    beginning(&markdown::words(markdown), SHOWN)
}

fn raiser(rest: &IssueRest) -> Markup {
    html! { td class="col-person" { (rest.raised_by) " " small { (rest.raised_org) } } }
}

fn latest(said: Option<&LatestComment>, r: Reader) -> Markup {
    html! {
        @match said {
            Some(it) => {
                (r.day(jst_day(it.at))) " " (it.author) " " (plain(&it.text))
                @if it.of > 1 { " " small { (display(td_string!(r.locale, issues.more_comments, n = it.of - 1))) } }
            }
            None => { (dash()) }
        }
    }
}

fn related(keys: &[IssueKey]) -> Markup {
    html! {
        @if keys.is_empty() { (dash()) }
        @for key in keys { a href={ "/issues/" (display(key)) } { (display(key)) } " " }
    }
}
