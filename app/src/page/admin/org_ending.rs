//! What hangs on an organisation whose validity loses days, beside the form that would save it.

use crate::{
    page::admin::touched::{hidden, sum},
    viewer::locale,
    words::{Word, admin},
};
use domain::view::{
    Named,
    admin::{EndingCase, EndingLane, OrgEnding, TouchedIssue},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The lists, each thing once, and the counts of what the administrator may not know of.
pub(super) fn ending(ending: &OrgEnding) -> AnyView {
    let l = locale();
    let lead = if *ending == OrgEnding::of(ending.valid) {
        td_string!(l, admin.org.affects_nothing).to_owned()
    } else {
        td_string!(l, admin.org.affects_lead, period = admin::period(ending.valid)).to_string()
    };
    let n = |known: usize, hidden: u32| sum(known, hidden);
    let lists = [
        list(
            td_string!(l, admin.org.affects_cases, n = n(ending.cases.len(), ending.hidden_cases)).to_string(),
            ending.cases.iter().map(case).collect(),
            hidden(ending.hidden_cases),
        ),
        issues(
            td_string!(l, admin.org.affects_issues, n = n(ending.issues.len(), ending.hidden_issues)).to_string(),
            &ending.issues,
            ending.hidden_issues,
        ),
        list(
            td_string!(l, admin.org.affects_systems, n = n(ending.systems.len(), 0)).to_string(),
            ending.systems.iter().map(|it| linked("systems", it)).collect(),
            None,
        ),
        list(
            td_string!(l, admin.org.affects_lanes, n = n(ending.lanes.len(), ending.hidden_lanes)).to_string(),
            ending.lanes.iter().map(lane).collect(),
            hidden(ending.hidden_lanes),
        ),
        list(
            td_string!(l, admin.org.affects_people, n = n(ending.people.len(), 0)).to_string(),
            ending.people.iter().map(|it| linked("users", it)).collect(),
            None,
        ),
        list(
            td_string!(l, admin.org.affects_approvers, n = n(ending.approvers.len(), 0)).to_string(),
            ending
                .approvers
                .iter()
                .map(|(stage, name)| {
                    let text =
                        td_string!(l, admin.org.affects_stage, n = stage.number(), name = name.clone()).to_string();
                    view! { <li><a href="/admin/approvers">{text}</a></li> }.into_any()
                })
                .collect(),
            None,
        ),
    ];
    let lines = (ending.lines > 0).then(|| {
        let text = td_string!(l, admin.org.affects_lines, n = ending.lines).to_string();
        view! { <h4>{text}</h4> }
    });
    view! {
        <section class="touched org-ending" aria-labelledby="org-ending">
            <h3 id="org-ending">{td_string!(l, admin.org.affects)}</h3>
            <p>{lead}</p>
            {lists.into_iter().collect::<Vec<_>>()}
            {lines}
            <p>{td_string!(l, admin.org.affects_then)}</p>
        </section>
    }
    .into_any()
}

/// 課題, and how many of them are not named.
pub(super) fn issues(heading: String, named: &[TouchedIssue], hidden: u32) -> Option<AnyView> {
    let more = (hidden > 0).then(|| {
        let text = td_string!(locale(), admin.org.affects_issues_more, n = hidden).to_string();
        view! { <p class="support">{text}</p> }.into_any()
    });
    list(heading, named.iter().map(issue).collect(), more)
}

/// Rows under a heading; nothing where there are none.
pub(super) fn list(heading: String, rows: Vec<AnyView>, hidden: Option<AnyView>) -> Option<AnyView> {
    if rows.is_empty() && hidden.is_none() {
        return None;
    }
    Some(view! { <h4>{heading}</h4><ul class="admin-list">{rows}</ul>{hidden} }.into_any())
}

fn linked(place: &'static str, named: &Named) -> AnyView {
    let href = format!("/admin/{place}/{}", named.code);
    view! { <li><a href=href>{named.name.clone()}</a>" "<span class="support">{named.code.clone()}</span></li> }
        .into_any()
}

fn case(case: &EndingCase) -> AnyView {
    view! {
        <li>
            <a href=format!("/cases/{}", case.no)>{format!("{} {}", case.no, case.title)}</a>
            " "<span class="support">{case.part.word()}</span>
        </li>
    }
    .into_any()
}

fn lane(lane: &EndingLane) -> AnyView {
    view! {
        <li>
            <a href=format!("/cases/{}", lane.no)>{format!("{} {}", lane.no, lane.title)}</a>
            " "<span class="support">{lane.system.clone()}</span>
        </li>
    }
    .into_any()
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
