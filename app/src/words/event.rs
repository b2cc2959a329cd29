//! What happened, as a sentence. Who did it and when stand beside it.

use super::Word;
use crate::{
    texts::Locale,
    viewer::{day, locale},
};
use chrono::NaiveDate;
use domain::{
    case::CaseMove,
    event::{Edit, Event, Given},
    issue::{Category, IssueState, Move, Priority, Severity},
    law::{LawKind, LawState},
    refusal::Field,
    stage::{Stage, StageState},
};
use leptos_i18n::td_string;

/// What happened, without actor and time.
pub fn sentence(event: &Event) -> String {
    let l = locale();
    match event {
        Event::CaseRegistered { title } => td_string!(l, events.case_registered, title = title.as_str()).to_string(),
        Event::CaseDrafted { title } => td_string!(l, events.case_drafted, title = title.as_str()).to_string(),
        Event::CaseMoved { .. }
        | Event::CaseEdited { .. }
        | Event::GoLiveMoved { .. }
        | Event::LawMoved { .. }
        | Event::LawMoveSettled { .. }
        | Event::PlanCommented { .. }
        | Event::LaneAdded { .. }
        | Event::LaneRemoved { .. }
        | Event::LawEdited { .. } => planned(event),
        Event::StageChanged { stage, system, from, to } => stage_changed(*stage, system.as_deref(), *from, *to),
        Event::StageStartedEarly { .. }
        | Event::StageCorrected { .. }
        | Event::StageProgressed { .. }
        | Event::StageChecklist { .. }
        | Event::GateDecided { .. }
        | Event::StageLeaveOut { .. }
        | Event::TemplateChanged { .. }
        | Event::ApproverSet { .. } => super::stages::event(event),
        Event::StageReplanned { stage, system, from, to, days, reason } => {
            let stage = stage_name(*stage, system.as_deref());
            let moved = if from == to {
                td_string!(l, events.stage_start_replanned, stage = stage, end = day(*to)).to_string()
            } else {
                let (before, after, shift) = (day(*from), day(*to), shift(*days));
                td_string!(l, events.stage_replanned, stage = stage, before = before, after = after, shift = shift)
                    .to_string()
            };
            in_a_row([Some(moved), reason.as_deref().and_then(because)])
        }
        Event::SignalOverridden { signal, until, reason } => {
            let first =
                td_string!(l, events.signal_overridden, signal = signal.word(), until = day(*until)).to_string();
            in_a_row([Some(first), because(reason)])
        }
        Event::SignalReleased { signal } => td_string!(l, events.signal_released, signal = signal.word()).to_string(),
        Event::IssueRaised { title } => td_string!(l, events.issue_raised, title = title.as_str()).to_string(),
        Event::IssueMoved { mv, from, to, reason, until, given_to, due } => {
            let first = moved(*mv, *from, *to);
            let given = given_to.as_ref().map(given);
            let due = due.map(|due| td_string!(l, events.accepted_due, day = day(due)).to_string());
            let until = until.map(|until| td_string!(l, events.until, day = day(until)).to_string());
            in_a_row([Some(first), given, due, until, reason.as_deref().and_then(because)])
        }
        Event::DeadlineMoved { from, to, days, reason } => deadline_moved(*from, *to, *days, reason),
        Event::IssueAssigned(to) => {
            td_string!(l, events.assigned, org = org_of(to), person = to.assignee.as_str()).to_string()
        }
        Event::IssueEdited { fields } => edited(fields),
        Event::Commented { .. } => td_string!(l, events.commented).to_owned(),
        Event::LineAdded { line } => td_string!(l, events.line_added, line = line.as_str()).to_string(),
        Event::LineDone { line } => td_string!(l, events.line_done, line = line.as_str()).to_string(),
        Event::LineHandedOver { line, from, to } => {
            let (line, before, after) = (line.as_str(), from.as_str(), to.as_str());
            td_string!(l, events.line_handed_over, line = line, before = before, after = after).to_string()
        }
        Event::LineReopened { line } => td_string!(l, events.line_reopened, line = line.as_str()).to_string(),
        Event::Related { other } => td_string!(l, events.related, key = other.to_string()).to_string(),
        Event::LawRegistered { name } => td_string!(l, events.law_registered, name = name.as_str()).to_string(),
        Event::MasterRegistered { code } => td_string!(l, events.master_registered, code = code.as_str()).to_string(),
        Event::IssueHandedOver { .. }
        | Event::MasterEdited { .. }
        | Event::VendorChanged { .. }
        | Event::DaySet { .. } => super::admin::sentence(event),
        Event::NumberRefused { fields, .. } => {
            let fields: Vec<_> = fields.iter().map(Word::word).collect();
            let fields = fields.join(if l == Locale::ja { "・" } else { ", " });
            td_string!(l, events.number_refused, fields = fields).to_string()
        }
        Event::Relayed { .. } | Event::ContactRefused { .. } => super::relay::sentence(event),
        Event::Account(event) => super::account::sentence(event),
        Event::Trail(event) => super::audit::sentence(event),
    }
}

/// What happened to a case as a whole, its lanes, or a 制度改正.
fn planned(event: &Event) -> String {
    let l = locale();
    match event {
        Event::CaseMoved { mv, from, to, reason } => {
            let what = match mv {
                CaseMove::Confirm => td_string!(l, events.case_moved.confirm),
                CaseMove::Hold => td_string!(l, events.case_moved.hold),
                CaseMove::Resume => td_string!(l, events.case_moved.resume),
                CaseMove::Complete => td_string!(l, events.case_moved.complete),
                CaseMove::Cancel => td_string!(l, events.case_moved.cancel),
            };
            let moved = td_string!(l, events.states, what = what, before = from.word(), after = to.word()).to_string();
            in_a_row([Some(moved), reason.as_deref().and_then(because)])
        }
        Event::GoLiveMoved { from, to, days, reason } => {
            let after = day(*to);
            let moved = match from {
                Some(from) => {
                    let (before, shift) = (day(*from), shift(*days));
                    td_string!(l, events.go_live_moved, before = before, after = after, shift = shift).to_string()
                }
                None => td_string!(l, events.go_live_set, after = after).to_string(),
            };
            in_a_row([Some(moved), reason.as_deref().and_then(because)])
        }
        Event::LawMoved { law, moved, follows, dropped } => {
            let list = super::law_move::moved(moved);
            let first = td_string!(l, events.law_moved, law = law.as_str(), list = list).to_string();
            let dropped = dropped.as_ref();
            let dropped = dropped.map(|reason| td_string!(l, events.law_dropped, reason = reason.as_str()).to_string());
            in_a_row([Some(first), follows.then(|| td_string!(l, events.law_followed).to_owned()), dropped])
        }
        Event::LawMoveSettled { reason } => {
            in_a_row([Some(td_string!(l, events.law_move_settled).to_owned()), because(reason)])
        }
        Event::PlanCommented { text } => td_string!(l, events.plan_commented, text = text.as_str()).to_string(),
        Event::LaneAdded { system } => td_string!(l, events.lane_added, system = system.as_str()).to_string(),
        Event::LaneRemoved { system, reason } => {
            let removed = td_string!(l, events.lane_removed, system = system.as_str()).to_string();
            in_a_row([Some(removed), because(reason)])
        }
        Event::CaseEdited { fields } | Event::LawEdited { fields } => edited(fields),
        _ => String::new(),
    }
}

/// Whether the text of that field is too long to stand in a sentence.
pub const fn is_long(field: Field) -> bool {
    matches!(field, Field::Body | Field::Impact | Field::Policy | Field::Summary | Field::Source)
}

/// What a field held, as people read it: events keep codes.
pub fn held(field: Field, value: &str) -> String {
    let l = locale();
    let word = match field {
        Field::BlocksGate | Field::Retroactive | Field::Revised | Field::HandlesNumbers if value.is_empty() => {
            Some(td_string!(l, events.no))
        }
        Field::BlocksGate | Field::Retroactive | Field::Revised | Field::HandlesNumbers => {
            Some(td_string!(l, events.yes))
        }
        _ if value.is_empty() => Some(td_string!(l, events.nothing)),
        Field::Category => Category::parse(value).map(|code| code.word()),
        Field::Severity => Severity::parse(value).map(|code| code.word()),
        Field::Priority => Priority::parse(value).map(|code| code.word()),
        Field::LawKind => LawKind::parse(value).map(|code| code.word()),
        Field::LawState => LawState::parse(value).map(|code| code.word()),
        Field::PromulgatedOn | Field::InForceOn | Field::AppliesFrom | Field::PledgedOn | Field::TrainedOn => {
            return value.parse().map_or_else(|_| value.to_owned(), day);
        }
        Field::Stage => return Stage::parse(value).map_or_else(|| value.to_owned(), |stage| stage_name(stage, None)),
        _ => None,
    };
    word.unwrap_or(value).to_owned()
}

fn given(to: &Given) -> String {
    td_string!(locale(), events.given_to, org = org_of(to), person = to.assignee.as_str()).to_string()
}

fn org_of(to: &Given) -> String {
    if locale() == Locale::ja { to.org.clone() } else { to.org_en.clone() }
}

fn stage_changed(stage: Stage, system: Option<&str>, from: StageState, to: StageState) -> String {
    let stage = stage_name(stage, system);
    td_string!(locale(), events.stage_changed, stage = stage, before = from.word(), after = to.word()).to_string()
}

/// 工程 with its number, and the system of its lane.
pub fn stage_name(stage: Stage, system: Option<&str>) -> String {
    let l = locale();
    let (n, name) = (stage.number(), stage.word());
    match system {
        Some(system) => td_string!(l, events.stage_in, n = n, name = name, system = system.to_owned()).to_string(),
        None => td_string!(l, events.stage, n = n, name = name).to_string(),
    }
}

/// By how many 開庁日 a day was moved; nothing when it was by none.
fn shift(days: i32) -> String {
    let l = locale();
    match days {
        0 => String::new(),
        1.. => td_string!(l, events.later, n = days).to_string(),
        _ => td_string!(l, events.earlier, n = days.saturating_neg()).to_string(),
    }
}

fn moved(mv: Move, from: IssueState, to: IssueState) -> String {
    let what = done(mv);
    td_string!(locale(), events.states, what = what, before = from.word(), after = to.word()).to_string()
}

fn done(mv: Move) -> &'static str {
    let l = locale();
    match mv {
        Move::Accept => td_string!(l, events.moved.accept),
        Move::Start => td_string!(l, events.moved.start),
        Move::AskCity => td_string!(l, events.moved.ask_city),
        Move::AskVendor => td_string!(l, events.moved.ask_vendor),
        Move::AskNation => td_string!(l, events.moved.ask_nation),
        Move::Answer => td_string!(l, events.moved.answer),
        Move::Resolve => td_string!(l, events.moved.resolve),
        Move::Approve => td_string!(l, events.moved.approve),
        Move::Return => td_string!(l, events.moved.send_back),
        Move::Hold => td_string!(l, events.moved.hold),
        Move::Resume => td_string!(l, events.moved.resume),
        Move::Withdraw => td_string!(l, events.moved.withdraw),
    }
}

fn deadline_moved(from: Option<NaiveDate>, to: NaiveDate, days: i32, reason: &str) -> String {
    let l = locale();
    let after = day(to);
    let first = match from {
        Some(from) => {
            td_string!(l, events.due_moved, before = day(from), after = after, shift = shift(days)).to_string()
        }
        None => td_string!(l, events.due_set, after = after).to_string(),
    };
    in_a_row([Some(first), because(reason), None])
}

/// The short fields with both values, the long ones by name.
pub(super) fn edited(fields: &[Edit]) -> String {
    let l = locale();
    let names = fields.iter().map(|edit| {
        let field = edit.field.word();
        if is_long(edit.field) {
            return field.to_owned();
        }
        let (before, after) = (held(edit.field, &edit.before), held(edit.field, &edit.after));
        td_string!(l, events.edit, field = field, before = before, after = after).to_string()
    });
    let list = names.collect::<Vec<_>>().join(if l == Locale::ja { "、" } else { ", " });
    td_string!(l, events.edited, list = list).to_string()
}

fn because(reason: &str) -> Option<String> {
    (!reason.is_empty()).then(|| td_string!(locale(), events.reason, reason = reason.to_owned()).to_string())
}

/// Sentences one after the other; Japanese needs no space between them.
fn in_a_row<const N: usize>(sentences: [Option<String>; N]) -> String {
    let gap = if locale() == Locale::ja { "" } else { " " };
    sentences.into_iter().flatten().collect::<Vec<_>>().join(gap)
}
