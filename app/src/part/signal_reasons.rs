//! Why a 信号 is not blue: each reason a sentence with its data, and a link to what causes it.

use crate::{
    part::{chip, stage_link::stage_href},
    texts::Locale,
    viewer::locale,
    words::{Word, signal},
};
use domain::{
    key::CaseNo,
    signal::{Signal, SignalReason},
    stage::Stage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// Where there is little room: the worst reason in one line, all of them behind it.
pub fn brief(no: CaseNo, reasons: &[SignalReason], l: Locale) -> Markup {
    html! {
        @match reasons {
            [] => {}
            [one] => { p class="reasons reasons-one" { (linked(no, one)) } }
            [first, rest @ ..] => {
                details class="reasons" {
                    summary {
                        span class="reasons-first" { (signal::sentence(first)) }
                        span class="reasons-more" { (display(td_string!(l, cases.reason.more, n = rest.len()))) }
                        span class="reasons-all" { (display(td_string!(l, cases.reason.list, n = reasons.len()))) }
                    }
                    ul { @for reason in reasons { li { (linked(no, reason)) } } }
                }
            }
        }
    }
}

/// All reasons, each with the 信号 it alone would give; a calm sentence when there are none.
pub fn full(no: CaseNo, signal_now: Option<Signal>, reasons: &[SignalReason]) -> impl IntoView + use<> {
    let l = locale();
    if reasons.is_empty() {
        let why =
            if signal_now.is_some() { td_string!(l, cases.reason.none) } else { td_string!(l, cases.reason.over) };
        return view! { <p class="support">{why}</p> }.into_any();
    }
    let lines = reasons.iter().map(|reason| {
        view! { <li>{chip::signal(Some(reason.signal()))}" "<span>{chip::inert(linked(no, reason))}</span></li> }
    });
    let lines = lines.collect_view();
    view! { <ul class="reasons-full">{lines}</ul> }.into_any()
}

fn linked(no: CaseNo, reason: &SignalReason) -> Markup {
    html! { a href=(cause(no, reason)) { (signal::sentence(reason)) } }
}

/// Where the cause of a reason can be seen, and dealt with.
pub fn cause(no: CaseNo, reason: &SignalReason) -> String {
    match reason {
        SignalReason::NotReleased { .. } | SignalReason::GoLiveAfterLatest { .. } => format!("/cases/{no}#case-facts"),
        SignalReason::LawMoved { .. } => format!("/cases/{no}#law-moved"),
        SignalReason::ReleasedEarly { system } | SignalReason::LaneAfterLatest { system, .. } => {
            stage_href(no, Stage::RELEASE, system.as_deref())
        }
        SignalReason::StageSlip { stage, system, .. }
        | SignalReason::PlannedLater { stage, system, .. }
        | SignalReason::LateStart { stage, system, .. } => stage_href(no, *stage, system.as_deref()),
        SignalReason::OverdueIssues { .. } => format!("/cases/{no}/issues?due=overdue"),
        SignalReason::BlockingIssues { .. } => format!("/cases/{no}/issues?gate=blocks"),
        SignalReason::GoLiveNear { .. } => format!("/cases/{no}/issues?severity=high"),
        SignalReason::ByHand { .. } => format!("/cases/{no}/signals"),
    }
}

/// The word of a 信号 for a select.
pub fn choice(signal: Signal) -> String {
    format!("{} {}", chip::text::shape(signal), signal.word())
}
