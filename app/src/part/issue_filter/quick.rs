//! The views people open every day.

use super::cleared;
use crate::{part::issue_table::Place, viewer::locale};
use domain::{
    filter::{BallFilter, DueFilter, IssueFilter, StateFilter},
    issue::IssueState,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Links to ready views, in the order people sort the list already.
pub fn quick_links(place: &Place) -> impl IntoView + use<> {
    let l = locale();
    let usual = cleared(&place.filter);
    let views = [
        (td_string!(l, issues.quick.mine), IssueFilter { ball: Some(BallFilter::Me), ..usual.clone() }),
        (td_string!(l, issues.quick.overdue), IssueFilter { due: Some(DueFilter::Overdue), ..usual.clone() }),
        (td_string!(l, issues.quick.soon), IssueFilter { due: Some(DueFilter::Soon), ..usual.clone() }),
        (
            td_string!(l, issues.quick.resolved),
            IssueFilter { state: StateFilter::One(IssueState::Resolved), ..usual.clone() },
        ),
        (td_string!(l, issues.quick.open), usual.clone()),
        (td_string!(l, issues.quick.all), IssueFilter { state: StateFilter::All, ..usual }),
    ];
    let now = IssueFilter { position: Default::default(), ignored: Vec::new(), ..place.filter.clone() };
    let links = views.into_iter().map(|(text, view)| {
        let here = (view == now).then_some("page");
        let href = place.href(&view);
        view! { <li><a href=href aria-current=here>{text}</a></li> }
    });
    view! { <nav class="quick-links" aria-label=td_string!(l, issues.quick.label)><ul>{links.collect_view()}</ul></nav> }
}
