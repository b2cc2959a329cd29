//! What a change of a day touches. Nothing of it is moved by itself.

use super::user::line_place;
use crate::{
    texts::Locale,
    viewer::{day, locale},
    words::event::stage_name,
};
use domain::{
    stage::Stage,
    view::admin::{Touched, TouchedCase, TouchedIssue, TouchedLaw, TouchedLine},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The lists, and the counts of what the administrator may not know of.
pub(super) fn touched(touched: &Touched) -> AnyView {
    let l = locale();
    let nothing = *touched == Touched::default();
    let late = (touched.late_issues > 0).then(|| {
        let text = td_string!(l, admin.day.late, n = touched.late_issues).to_string();
        view! { <h3>{text}</h3> }
    });
    let note = if nothing { td_string!(l, admin.day.nothing) } else { td_string!(l, admin.day.no_move) };
    let (issues, cases) = (touched.issues.len(), touched.cases.len());
    view! {
        <section class="panel touched" aria-labelledby="touched">
            <h2 id="touched">{td_string!(l, admin.day.touched)}</h2>
            <p>{note}</p>
            {list(
                td_string!(l, admin.day.cases, n = sum(cases, touched.hidden_cases)).to_string(),
                touched.cases.iter().map(case).collect(),
                touched.hidden_cases,
            )}
            {list(
                td_string!(l, admin.day.issues, n = sum(issues, touched.hidden_issues)).to_string(),
                touched.issues.iter().map(issue).collect(),
                touched.hidden_issues,
            )}
            {list(
                td_string!(l, admin.day.lines, n = sum(touched.lines.len(), touched.hidden_lines)).to_string(),
                touched.lines.iter().map(line).collect(),
                touched.hidden_lines,
            )}
            {list(
                td_string!(l, admin.day.laws, n = sum(touched.laws.len(), touched.hidden_laws)).to_string(),
                touched.laws.iter().map(law).collect(),
                touched.hidden_laws,
            )}
            {late}
        </section>
    }
    .into_any()
}

/// How many there are, named or not.
pub(super) fn sum(known: usize, hidden: u32) -> u32 {
    u32::try_from(known).unwrap_or(u32::MAX).saturating_add(hidden)
}

fn list(heading: String, rows: Vec<AnyView>, hidden: u32) -> Option<AnyView> {
    if rows.is_empty() && hidden == 0 {
        return None;
    }
    Some(view! { <h3>{heading}</h3><ul class="admin-list">{rows}</ul>{self::hidden(hidden)} }.into_any())
}

/// That there is more, which the administrator may not know of.
pub(super) fn hidden(n: u32) -> Option<AnyView> {
    (n > 0).then(|| {
        let text = td_string!(locale(), admin.day.hidden, n = n).to_string();
        view! { <p class="support">{text}</p> }.into_any()
    })
}

fn issue(issue: &TouchedIssue) -> AnyView {
    view! {
        <li>
            <a href=format!("/issues/{}", issue.key)>{format!("{} {}", issue.key, issue.title)}</a>
            " "<span class="support">{issue.assignee.clone()}</span>
        </li>
    }
    .into_any()
}

fn line(line: &TouchedLine) -> AnyView {
    view! { <li>{line_place(&line.of)}" "{line.text.clone()}</li> }.into_any()
}

fn law(law: &TouchedLaw) -> AnyView {
    let moved = td_string!(locale(), admin.day.latest, before = day(law.before), after = day(law.after)).to_string();
    view! {
        <li>
            <a href=format!("/laws/{}", law.code)>{format!("{} {}", law.code, law.name)}</a>
            <ul class="touched-ways"><li>{moved}</li></ul>
        </li>
    }
    .into_any()
}

/// The case once, and beside it every way in which the day concerns it.
fn case(case: &TouchedCase) -> AnyView {
    let l = locale();
    let joined = |list: Vec<String>| (!list.is_empty()).then(|| list.join(if l == Locale::ja { "、" } else { ", " }));
    let named = |stages: &[(Stage, Option<String>)]| {
        joined(stages.iter().map(|(stage, system)| stage_name(*stage, system.as_deref())).collect())
    };
    let starts = named(&case.starts).map(|list| td_string!(l, admin.day.starts, list = list).to_string());
    let stages = named(&case.stages).map(|list| td_string!(l, admin.day.stage, list = list).to_string());
    let releases = joined(case.releases.clone()).map(|list| td_string!(l, admin.day.releases, list = list).to_string());
    let goes_live = case.goes_live.then(|| td_string!(l, admin.day.go_live_on).to_owned());
    let moved = case.before.zip(case.after).filter(|(before, after)| before != after);
    let latest = moved
        .map(|(before, after)| td_string!(l, admin.day.latest, before = day(before), after = day(after)).to_string());
    let ways = [starts, stages, releases, goes_live, latest].into_iter().flatten();
    let ways = ways.map(|text| view! { <li>{text}</li> }).collect_view();
    // Only what this change makes late is its effect.
    let late = case.go_live_on.zip(moved).filter(|(go_live, (before, after))| go_live > after && go_live <= before);
    let late = late.map(|(go_live, _)| {
        let text = td_string!(l, admin.day.go_live_late, day = day(go_live)).to_string();
        view! { <li><strong class="signal-red">"■ "{text}</strong></li> }
    });
    view! {
        <li>
            <a href=format!("/cases/{}", case.no)>{format!("{} {}", case.no, case.title)}</a>
            <ul class="touched-ways">{ways}{late}</ul>
        </li>
    }
    .into_any()
}
