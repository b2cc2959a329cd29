//! 線表: the cases and their lanes by month, plan against actual, as a picture and as a table.

mod bars;
mod choosing;
mod legend;
mod marks;
mod picture;
mod table;

use crate::{
    api,
    part::{
        banner::{Notice, NoticeKind},
        empty::{Empty, without_content},
        loaded::loaded,
    },
    viewer::locale,
};
use domain::{
    timeline::{Paper, TimelineFilter},
    view::TimelineView,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The choices, the picture, the table.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let l = locale();
    let query = use_location().search;
    let timeline = Resource::new(move || query.get(), api::read_timeline);
    view! {
        <Title text=td_string!(l, timeline.heading)/>
        {loaded(timeline, move |timeline| shown(&timeline, &TimelineFilter::parse(&query.get_untracked())))}
    }
}

fn shown(timeline: &TimelineView, filter: &TimelineFilter) -> impl IntoView + use<> {
    let l = locale();
    let paper = filter.paper.unwrap_or(Paper::A3);
    let count = td_string!(l, timeline.count, n = timeline.cases).to_string();
    let outside = (timeline.outside > 0).then(|| {
        let text = td_string!(l, timeline.outside, n = timeline.outside).to_string();
        view! { <p class="support">{text}</p> }
    });
    let ignored = (!filter.ignored.is_empty()).then(|| {
        let list: Vec<_> = filter.ignored.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let text = td_string!(l, shell.ignored, list = list.join(" ")).to_string();
        view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }
    });
    let content = if timeline.groups.is_empty() {
        without_content().unwrap_or_else(|| {
            view! { <Empty why=td_string!(l, timeline.empty)><a href="/timeline">{td_string!(l, timeline.choose.reset)}</a></Empty> }
                .into_any()
        })
    } else {
        view! { {picture::picture(timeline, filter)}{legend::legend()}{table::table(timeline)} }.into_any()
    };
    view! {
        <div class=format!("timeline-page paper-{paper}")>
            <div class="page-head">
                <h1>{td_string!(l, timeline.heading)}</h1>
                <p class="case-count" role="status">{count}</p>
            </div>
            {choosing::choosing(timeline, filter)}
            {ignored}
            {outside}
            {content}
        </div>
    }
}
