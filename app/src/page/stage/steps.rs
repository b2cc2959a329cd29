//! The way to the other 工程 of the case, in the same lane.

use crate::{
    part::stage_link::stage_href,
    viewer::locale,
    words::{Word, stage_short},
};
use domain::{stage::Stage, view::StagePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 1 to 7, as links.
pub(super) fn steps(page: &StagePage, system: Option<&str>) -> AnyView {
    let l = locale();
    let link = |stage: &Stage| {
        let here = *stage == page.stage;
        let href = stage_href(page.case.no, *stage, system.filter(|_| stage.is_per_lane()));
        view! {
            <li>
                <a href=href title=stage.word() aria-current=here.then_some("step")>
                    <span class="stage-step-number">{stage.number()}</span>
                    <span class="stage-step-name">{stage_short(*stage)}</span>
                </a>
            </li>
        }
    };
    let links = Stage::ALL.iter().map(link).collect::<Vec<_>>();
    view! { <nav class="stage-steps" aria-label=td_string!(l, stages.nav)><ol>{links}</ol></nav> }.into_any()
}
