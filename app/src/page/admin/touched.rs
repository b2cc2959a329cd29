//! What a change of a day touches. Nothing of it is moved by itself.

use crate::{
    viewer::{day, locale},
    words::stage_short,
};
use domain::view::admin::{Touched, TouchedCase, TouchedIssue, TouchedStage};
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
    let (issues, stages, cases) = (touched.issues.len(), touched.stages.len(), touched.cases.len());
    view! {
        <section class="panel touched" aria-labelledby="touched">
            <h2 id="touched">{td_string!(l, admin.day.touched)}</h2>
            <p>{note}</p>
            {list(
                td_string!(l, admin.day.issues, n = sum(issues, touched.hidden_issues)).to_string(),
                touched.issues.iter().map(issue).collect(),
                touched.hidden_issues,
            )}
            {list(
                td_string!(l, admin.day.stages, n = sum(stages, touched.hidden_stages)).to_string(),
                touched.stages.iter().map(stage).collect(),
                touched.hidden_stages,
            )}
            {list(
                td_string!(l, admin.day.cases, n = sum(cases, touched.hidden_cases)).to_string(),
                touched.cases.iter().map(case).collect(),
                touched.hidden_cases,
            )}
            {late}
        </section>
    }
    .into_any()
}

fn sum(known: usize, hidden: u32) -> u32 {
    u32::try_from(known).unwrap_or(u32::MAX).saturating_add(hidden)
}

fn list(heading: String, rows: Vec<AnyView>, hidden: u32) -> Option<AnyView> {
    if rows.is_empty() && hidden == 0 {
        return None;
    }
    let hidden = (hidden > 0).then(|| {
        let text = td_string!(locale(), admin.day.hidden, n = hidden).to_string();
        view! { <p class="support">{text}</p> }
    });
    Some(view! { <h3>{heading}</h3><ul class="admin-list">{rows}</ul>{hidden} }.into_any())
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

fn stage(stage: &TouchedStage) -> AnyView {
    let l = locale();
    let name = td_string!(l, admin.day.stage, n = stage.stage.number(), name = stage_short(stage.stage)).to_string();
    view! {
        <li>
            <a href=format!("/cases/{}", stage.no)>{format!("{} {}", stage.no, stage.title)}</a>
            " "<span class="support">{name}" "{stage.system.clone()}</span>
        </li>
    }
    .into_any()
}

fn case(case: &TouchedCase) -> AnyView {
    let l = locale();
    let latest =
        case.before.zip(case.after).filter(|(before, after)| before != after).map(|(before, after)| {
            td_string!(l, admin.day.latest, before = day(before), after = day(after)).to_string()
        });
    let on_it = (case.before == case.after).then(|| td_string!(l, admin.day.go_live_on));
    let late = case.go_live_on.zip(case.after).filter(|(go_live, after)| go_live > after).map(|(go_live, _)| {
        let text = td_string!(l, admin.day.go_live_late, day = day(go_live)).to_string();
        view! { " "<strong class="signal-red">"■ "{text}</strong> }
    });
    view! {
        <li>
            <a href=format!("/cases/{}", case.no)>{format!("{} {}", case.no, case.title)}</a>
            " "<span class="support">{latest}{on_it}</span>
            {late}
        </li>
    }
    .into_any()
}
