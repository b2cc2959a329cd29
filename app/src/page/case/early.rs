//! The warning that 工程 leave which were started before the gate of the one before.

use crate::{
    part::{
        banner::{Notice, NoticeKind},
        stage_link::stage_href,
    },
    viewer::{locale, moment},
    words::event::stage_name,
};
use domain::{
    key::CaseNo,
    view::{CasePage, EarlyStage, StartedEarly},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// While the 工程 and the case are open: which, why, who and when.
pub fn early(case: &CasePage) -> Option<impl IntoView + use<>> {
    let no = case.row.no;
    let list = case.early.iter().map(|it| one(no, it)).collect::<Vec<_>>();
    (!list.is_empty()).then(|| view! { <Notice kind=NoticeKind::Warning>{list}</Notice> })
}

fn one(no: CaseNo, early: &EarlyStage) -> AnyView {
    let l = locale();
    let name = stage_name(early.stage, early.system.as_deref());
    let text = td_string!(l, stages.early_case, stage = name).to_string();
    let href = stage_href(no, early.stage, early.system.as_deref());
    let reason = early.reason.clone().map(|reason| {
        let text = td_string!(l, stages.early_reason, reason = reason).to_string();
        view! { <p class="as-typed early-why">{text}" "{early.started.as_ref().map(who_and_when)}</p> }
    });
    view! {
        <p><span aria-hidden="true">"▲ "</span><a href=href>{text}</a></p>
        {reason}
    }
    .into_any()
}

/// Who started it, and when.
pub(in crate::page) fn who_and_when(started: &StartedEarly) -> AnyView {
    let (at, who) = (moment(started.at), format!("{} {}", started.org, started.by));
    let text = td_string!(locale(), stages.early_by, who = who, at = at).to_string();
    view! { <span class="support">{text}</span> }.into_any()
}
