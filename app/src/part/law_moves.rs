//! Cases whose 制度改正 moved and whose plan nobody has looked at since, for those who see to that.

use crate::{
    viewer::{locale, viewer},
    words::law_move::moved,
};
use domain::{
    role::Role,
    view::{CaseRow, TodayView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing while none waits: for the center that runs them and the section that owns them.
pub fn law_moves(today: &TodayView) -> Option<AnyView> {
    let l = locale();
    let role = viewer().actor?.role;
    let is_mine = |case: &&CaseRow| match role {
        Role::CenterLead | Role::OperationsManager => true,
        Role::SectionOfficer | Role::SectionApprover => case.section.code == today.org,
        _ => false,
    };
    let rows: Vec<_> = today.cases.iter().filter(is_mine).filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section id="law-moves" class="today-section panel gates-waiting law-moves" aria-labelledby="law-moves-heading">
                <h2 id="law-moves-heading"><span aria-hidden="true">"▲ "</span>{td_string!(l, today.law_moves)}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(case: &CaseRow) -> Option<AnyView> {
    let what = moved(case.law_move.as_ref()?);
    let href = format!("/cases/{}#law-moved", case.no);
    Some(
        view! {
            <li>
                <a href=href>{case.no.to_string()}" "{case.title.clone()}</a>
                <span class="gates-end">{what}</span>
            </li>
        }
        .into_any(),
    )
}
