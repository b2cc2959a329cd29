//! What the signs of the picture mean, each drawn as it is there.

use crate::{viewer::locale, words::Word};
use domain::timeline::Season;
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn legend() -> impl IntoView {
    let l = locale();
    let rect = |class: &'static str| view! { <rect class=class x="1" y="2" width="22" height="11"/> }.into_any();
    let path = |class: &'static str, d: &'static str| view! { <path class=class d=d/> }.into_any();
    let seasons = Season::ALL.iter().map(|season| {
        let class = format!("timeline-season season-{season}");
        item(view! { <rect class=class x="0" y="0" width="24" height="16"/> }.into_any(), season.word())
    });
    let seasons = seasons.collect_view();
    view! {
        <ul class="timeline-legend" aria-label=td_string!(l, timeline.legend.label)>
            {item(rect("bar-plan"), td_string!(l, timeline.legend.plan))}
            {item(path("bar-first", "M1 7h22v2.5h-22z"), td_string!(l, timeline.legend.first))}
            {item(rect("bar-done"), td_string!(l, timeline.legend.done))}
            {item(rect("bar-doing"), td_string!(l, timeline.legend.doing))}
            {item(rect("bar-expected"), td_string!(l, timeline.legend.expected))}
            {item(rect("bar-late"), td_string!(l, timeline.legend.late))}
            {item(path("timeline-today", "M12 0V16"), td_string!(l, timeline.legend.today))}
            {item(path("legend-force", "M8 0h8l-4 7z"), td_string!(l, timeline.legend.force))}
            {item(path("legend-latest", "M12 0V16M8 8H12"), td_string!(l, timeline.legend.latest))}
            {item(path("legend-live", "M6 8l6 -6l6 6l-6 6z"), td_string!(l, timeline.legend.go_live))}
            {item(
                view! { <circle class="mark-ring" cx="12" cy="8" r="7"/><path class="legend-live" d="M8 8l4 -4l4 4l-4 4z"/> }.into_any(),
                td_string!(l, timeline.legend.clash),
            )}
            {seasons}
        </ul>
    }
}

fn item(drawn: AnyView, word: &'static str) -> impl IntoView {
    view! {
        <li>
            <svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true" focusable="false">{drawn}</svg>
            {word}
        </li>
    }
}
