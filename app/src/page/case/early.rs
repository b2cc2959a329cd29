//! The warning that 工程 leave which were started before the gate of the one before.

use crate::{
    part::{
        banner::{Notice, NoticeKind},
        stage_link::stage_href,
    },
    viewer::locale,
    words::event::stage_name,
};
use domain::view::{CasePage, StageCell};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// While the 工程 are open; each links to its reason.
pub fn early(case: &CasePage) -> Option<impl IntoView + use<>> {
    let l = locale();
    let no = case.row.no;
    let link = |cell: &StageCell| {
        let name = stage_name(cell.stage, cell.system.as_deref());
        let text = td_string!(l, stages.early_case, stage = name).to_string();
        let href = stage_href(no, cell.stage, cell.system.as_deref());
        view! { <p><span aria-hidden="true">"▲ "</span><a href=href>{text}</a></p> }
    };
    let early = case.row.stages.iter().filter(|cell| cell.early && !cell.state.is_over());
    let links = early.map(link).collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <Notice kind=NoticeKind::Warning>{links}</Notice> })
}
