//! The reasons for a 信号 as sentences.

use crate::viewer::{day, locale};
use domain::signal::SignalReason;
use leptos_i18n::td_string;

/// One reason, in the viewer's language and dates.
pub fn sentence(reason: &SignalReason) -> String {
    let l = locale();
    match reason {
        SignalReason::GoLiveAfterLatest { go_live, latest } => {
            td_string!(l, cases.reason.go_live_after_latest, go_live = day(*go_live), latest = day(*latest)).to_string()
        }
        SignalReason::StageSlip { stage, system, days } => {
            td_string!(l, cases.reason.stage_slip, stage = stage_name(*stage, system.as_deref()), n = *days).to_string()
        }
        SignalReason::LateStart { stage, system, days } => {
            td_string!(l, cases.reason.late_start, stage = stage_name(*stage, system.as_deref()), n = *days).to_string()
        }
        SignalReason::OverdueIssues { count, worst_days } => {
            td_string!(l, cases.reason.overdue_issues, n = *count, days = *worst_days).to_string()
        }
        SignalReason::BlockingIssues { count } => td_string!(l, cases.reason.blocking_issues, n = *count).to_string(),
        SignalReason::GoLiveNear { days: 0, severe } => {
            td_string!(l, cases.reason.go_live_today, n = *severe).to_string()
        }
        SignalReason::GoLiveNear { days, severe } => {
            td_string!(l, cases.reason.go_live_near, days = *days, n = *severe).to_string()
        }
    }
}

/// 工程5（RINJI）.
fn stage_name(stage: u8, system: Option<&str>) -> String {
    let l = locale();
    match system {
        Some(system) => td_string!(l, cases.reason.lane, n = stage, system = system.to_owned()).to_string(),
        None => td_string!(l, cases.reason.stage, n = stage).to_string(),
    }
}
