//! The reasons for a 信号 as sentences.

use super::Word;
use crate::viewer::{day, locale};
use domain::signal::SignalReason;
use leptos_i18n::td_string;

/// One reason, in the viewer's language and dates.
pub fn sentence(reason: &SignalReason) -> String {
    let l = locale();
    match reason {
        SignalReason::GoLiveAfterLatest { go_live, latest, because: None } => {
            td_string!(l, cases.reason.go_live_after_latest, go_live = day(*go_live), latest = day(*latest)).to_string()
        }
        SignalReason::GoLiveAfterLatest { go_live, latest, because: Some(why) } => {
            let (go_live, latest, why) = (day(*go_live), day(*latest), why.clone());
            td_string!(l, cases.reason.go_live_let_pass, go_live = go_live, latest = latest, why = why).to_string()
        }
        SignalReason::NotReleased { latest } => {
            td_string!(l, cases.reason.not_released, latest = day(*latest)).to_string()
        }
        SignalReason::ReleasedEarly { system } => {
            td_string!(l, cases.reason.released_early, stage = stage_name(7, system.as_deref())).to_string()
        }
        SignalReason::LaneAfterLatest { system, go_live, latest } => {
            let (stage, go_live, latest) = (stage_name(7, system.as_deref()), day(*go_live), day(*latest));
            td_string!(l, cases.reason.lane_after_latest, stage = stage, go_live = go_live, latest = latest).to_string()
        }
        SignalReason::LawMoved { moved } => {
            td_string!(l, cases.reason.law_moved, list = super::law_move::moved(moved)).to_string()
        }
        SignalReason::StageSlip { stage, system, days } => {
            td_string!(l, cases.reason.stage_slip, stage = stage_name(*stage, system.as_deref()), n = *days).to_string()
        }
        SignalReason::PlannedLater { stage, system, days } => {
            let stage = stage_name(*stage, system.as_deref());
            td_string!(l, cases.reason.planned_later, stage = stage, n = *days).to_string()
        }
        SignalReason::LateStart { stage, system, days } => {
            td_string!(l, cases.reason.late_start, stage = stage_name(*stage, system.as_deref()), n = *days).to_string()
        }
        SignalReason::ByHand { judged, hand } => {
            let (signal, judged, until) = (hand.signal.word(), judged.word(), day(hand.until));
            let (by, why) = (hand.by.clone(), hand.reason.clone());
            td_string!(l, signals.reason, signal = signal, judged = judged, until = until, by = by, why = why)
                .to_string()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewer::Viewer;
    use domain::{date::DateStyle, language::Language};
    use leptos::prelude::{Owner, StoredValue, provide_context};

    fn told(language: Language, date_style: DateStyle) -> Vec<String> {
        let reasons = [
            SignalReason::GoLiveAfterLatest {
                go_live: "2027-01-04".parse().unwrap(),
                latest: "2026-12-28".parse().unwrap(),
                because: None,
            },
            SignalReason::StageSlip { stage: 5, system: Some("RINJI".to_owned()), days: 3 },
            SignalReason::PlannedLater { stage: 6, system: None, days: 1 },
            SignalReason::NotReleased { latest: "2026-12-28".parse().unwrap() },
            SignalReason::ReleasedEarly { system: Some("RINJI".to_owned()) },
            SignalReason::LaneAfterLatest {
                system: Some("RINJI".to_owned()),
                go_live: "2027-01-04".parse().unwrap(),
                latest: "2026-12-28".parse().unwrap(),
            },
            SignalReason::LateStart { stage: 2, system: None, days: 1 },
            SignalReason::OverdueIssues { count: 2, worst_days: 11 },
            SignalReason::BlockingIssues { count: 1 },
            SignalReason::GoLiveNear { days: 5, severe: 2 },
            SignalReason::GoLiveNear { days: 0, severe: 2 },
        ];
        Owner::new().with(|| {
            provide_context(StoredValue::new(Viewer { language, date_style, ..Viewer::default() }));
            reasons.iter().map(sentence).collect()
        })
    }

    #[test]
    fn every_reason_is_a_sentence_with_its_numbers() {
        assert_eq!(
            told(Language::Ja, DateStyle::Japanese),
            [
                "本番リリース予定（R9.1.4）が、施行日に間に合う最終日（R8.12.28）より後です",
                "工程5（RINJI）が当初予定より3開庁日遅れています",
                "工程6の予定が当初より1開庁日遅くなっています",
                "施行日に間に合う最終日（R8.12.28）を過ぎましたが、本番リリースが始まっていないシステムがあります",
                "工程7（RINJI）を、前の工程の完了判定かリリース判定が済む前に開始しています（本番リリースとは数えません）",
                "工程7（RINJI）の開始予定（R9.1.4）が、施行日に間に合う最終日（R8.12.28）より後です",
                "工程2の開始が予定より1開庁日遅れています",
                "期限を過ぎた課題が2件あります（最長11開庁日）",
                "本番リリースを前に、工程完了判定を止めている課題が1件あります",
                "本番リリースまで5開庁日ですが、重要度「大」の課題が2件未完了です",
                "今日が本番リリース予定日ですが、重要度「大」の課題が2件未完了です",
            ]
        );
        assert_eq!(
            told(Language::En, DateStyle::Western)[..3],
            [
                "Go-live is planned for 2027-01-04, after the last possible day 2026-12-28",
                "Stage 5 (RINJI) is behind its first plan (business days: 3)",
                "Stage 6 is planned later than at first (business days: 1)",
            ]
        );
    }
}
