//! Which months, in which order, how wide: a plain GET form, so that every view has its own address.

use crate::{
    part::{
        filter_form::{filter_input, long_filter_form, view_select},
        select::Choice,
    },
    viewer::{locale, viewer},
    words::Word,
};
use domain::{
    case_filter::CaseStateFilter,
    date::format,
    timeline::{Grouping, Paper, TimelineFilter, Zoom},
    view::TimelineView,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Periods offered, in months.
const MONTHS: [u32; 9] = [6, 12, 18, 24, 36, 48, 60, 84, 120];
/// The steps to the left and to the right.
const STEP: i32 = 6;

pub(super) fn choosing(timeline: &TimelineView, filter: &TimelineFilter) -> impl IntoView + use<> {
    let l = locale();
    let span = timeline.span;
    let from = format::month(span.from, viewer().date_style);
    let mut lengths = MONTHS.to_vec();
    if !lengths.contains(&span.months) {
        lengths.push(span.months);
        lengths.sort_unstable();
    }
    let lengths = lengths
        .into_iter()
        .map(|n| Choice::new(n.to_string(), td_string!(l, timeline.choose.n_months, n = n).to_string()))
        .collect();
    let groups = Grouping::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let states = CaseStateFilter::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let zooms = Zoom::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let papers = Paper::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let state = filter.state.unwrap_or(CaseStateFilter::All).as_str();
    let href = |filter: &TimelineFilter| format!("/timeline?{}", filter.to_query());
    let (earlier, later) = (href(&filter.over(span.moved(-STEP))), href(&filter.over(span.moved(STEP))));
    let reset = filter.is_chosen().then(|| view! { <a href="/timeline">{td_string!(l, timeline.choose.reset)}</a> });
    let inside = view! {
        <a class="button-quiet" href=earlier>"← "{td_string!(l, timeline.choose.earlier)}</a>
        <a class="button-quiet" href=later>{td_string!(l, timeline.choose.later)}" →"</a>
        {filter_input("from", td_string!(l, timeline.choose.from), from, Some(td_string!(l, timeline.choose.from_hint)))}
        {view_select("months", td_string!(l, timeline.choose.months), lengths, &span.months.to_string())}
        {view_select("group", td_string!(l, timeline.choose.group), groups, filter.grouping().as_str())}
        {view_select("state", td_string!(l, timeline.choose.state), states, state)}
        {view_select("zoom", td_string!(l, timeline.choose.zoom), zooms, filter.zoom.unwrap_or(Zoom::Usual).as_str())}
        {view_select("paper", td_string!(l, timeline.choose.paper), papers, filter.paper.unwrap_or(Paper::A3).as_str())}
        <div class="filter-actions">
            <button type="submit" class="button">{td_string!(l, timeline.choose.apply)}</button>
            {reset}
        </div>
    };
    long_filter_form("", "/timeline".to_owned(), td_string!(l, timeline.choose.label), inside.into_any())
}
