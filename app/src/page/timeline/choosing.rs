//! Which months, in which order, how wide: a plain GET form, so that every view has its own address.

use crate::{
    part::select::{Choice, options},
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
const MONTHS: [u32; 6] = [6, 12, 18, 24, 36, 48];
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
    view! {
        <form method="get" action="/timeline" autocomplete="off" class="case-filter timeline-choose" aria-label=td_string!(l, timeline.choose.label)>
            <a class="button-quiet" href=earlier>"← "{td_string!(l, timeline.choose.earlier)}</a>
            <a class="button-quiet" href=later>{td_string!(l, timeline.choose.later)}" →"</a>
            <div class="filter-field">
                <label for="timeline-from">{td_string!(l, timeline.choose.from)}</label>
                <input
                    type="text"
                    id="timeline-from"
                    name="from"
                    value=from
                    maxlength="20"
                    autocomplete="off"
                    title=td_string!(l, timeline.choose.from_hint)
                />
            </div>
            {select("months", td_string!(l, timeline.choose.months), lengths, &span.months.to_string())}
            {select("group", td_string!(l, timeline.choose.group), groups, filter.grouping().as_str())}
            {select("state", td_string!(l, timeline.choose.state), states, state)}
            {select("zoom", td_string!(l, timeline.choose.zoom), zooms, filter.zoom.unwrap_or(Zoom::Usual).as_str())}
            {select("paper", td_string!(l, timeline.choose.paper), papers, filter.paper.unwrap_or(Paper::A3).as_str())}
            <button type="submit" class="button-quiet">{td_string!(l, timeline.choose.apply)}</button>
            {reset}
        </form>
    }
}

fn select(name: &'static str, label: &'static str, choices: Vec<Choice>, chosen: &str) -> impl IntoView + use<> {
    let id = format!("timeline-{name}");
    let target = id.clone();
    view! {
        <div class="filter-field">
            <label for=target>{label}</label>
            <select id=id name=name>{options(choices, chosen)}</select>
        </div>
    }
}
