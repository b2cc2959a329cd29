//! The history of the gate: requests and decisions, the newest first. Nothing of it is ever changed.

use crate::{
    part::{byline::org_beside, chip, empty::Empty},
    viewer::{locale, moment},
    words::{
        problem::closed_day,
        stages::{corrected, step},
    },
};
use domain::view::{GateEntry, GateIssue, StagePage, StageView};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn history(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let body = if stage.history.is_empty() {
        let why = if stage.cell.state.is_over() {
            td_string!(l, stages.history.none_over)
        } else {
            td_string!(l, stages.history.none)
        };
        view! { <Empty why=why/> }.into_any()
    } else {
        let rows = stage.history.iter().map(|it| entry(page, it)).collect::<Vec<_>>();
        view! { <ol class="gate-history">{rows}</ol> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="gate-history-heading">
            <h2 id="gate-history-heading">{td_string!(l, stages.history.heading)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn entry(page: &StagePage, entry: &GateEntry) -> AnyView {
    let l = locale();
    let reason = (!entry.reason.is_empty()).then(|| view! { <p class="as-typed">{entry.reason.clone()}</p> });
    let corrected = corrected(&entry.corrected);
    let corrected = (!corrected.is_empty()).then(|| view! { <p>{corrected}</p> });
    let conditions = (!entry.conditions.is_empty()).then(|| {
        let rows = entry.conditions.iter().map(condition).collect::<Vec<_>>();
        view! { <p class="support">{td_string!(l, stages.history.conditions)}</p><ul class="gate-conditions">{rows}</ul> }
    });
    let left_open = (!entry.left_open.is_empty()).then(|| {
        let rows = entry.left_open.iter().map(|it| view! { <li>{it.clone()}</li> }).collect::<Vec<_>>();
        view! { <p class="support">{td_string!(l, stages.history.left_open)}</p><ul class="gate-conditions">{rows}</ul> }
    });
    view! {
        <li>
            <p>
                <span class=format!("chip gate-{}", entry.step)>{step(entry.step, page.stage)}</span>" "
                <time datetime=entry.at.to_rfc3339()>{moment(entry.at)}</time>
            </p>
            <p>{entry.by.clone()}" "<span class="history-org">{org_beside(&entry.by, &entry.org)}</span></p>
            {corrected}
            {reason}
            {conditions}
            {left_open}
        </li>
    }
    .into_any()
}

fn condition(issue: &GateIssue) -> AnyView {
    let l = locale();
    let key = issue.key.to_string();
    let due = issue.due.map(|due| {
        let closed = issue.state.is_open().then(|| closed_day(due)).flatten();
        let closed = closed.map(|text| view! { " "<span class="meaning meaning-closed">{text}</span> });
        view! { " "{td_string!(l, stages.history.due)}" "{chip::date(due)}{closed} }
    });
    view! {
        <li>
            <a href=format!("/issues/{key}")>{key.clone()}" "{issue.title.clone()}</a>
            <span class="gate-condition-facts">{chip::issue_state(issue.state)}" "{issue.org.clone()}{due}</span>
        </li>
    }
    .into_any()
}
