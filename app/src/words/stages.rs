//! The words of 工程 and their gates.

use super::{Word, event::stage_name};
use crate::{
    texts::Locale,
    viewer::{day, locale},
};
use domain::{
    case::CaseState,
    event::{Event, LineChange},
    gate::{Corrected, DayMoved, GateStep, LineState, StageVerb, is_confirmed},
    refusal::Field,
    stage::{Stage, StageState},
};
use leptos_i18n::td_string;

impl Word for StageVerb {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::Start => td_string!(l, stages.attempt.start),
            Self::Progress => td_string!(l, stages.attempt.progress),
            Self::Correct => td_string!(l, stages.attempt.correct),
            Self::Checklist => td_string!(l, stages.attempt.checklist),
            Self::Request => td_string!(l, stages.attempt.request),
            Self::Recall => td_string!(l, stages.attempt.recall),
            Self::Decide => td_string!(l, stages.attempt.decide),
            Self::ProposeLeaveOut => td_string!(l, stages.attempt.propose_leave_out),
            Self::RecallLeaveOut => td_string!(l, stages.attempt.recall_leave_out),
            Self::AnswerLeaveOut => td_string!(l, stages.attempt.answer_leave_out),
            Self::UndoLeaveOut => td_string!(l, stages.attempt.undo_leave_out),
        }
    }
}

impl Word for LineState {
    fn word_in(&self, l: Locale) -> &'static str {
        match self {
            Self::Open => td_string!(l, stages.line.open),
            Self::Done => td_string!(l, stages.line.done),
            Self::NotApplicable => td_string!(l, stages.line.left_out),
        }
    }
}

/// The title of a 工程, fixed by the specification.
impl Word for Stage {
    fn word_in(&self, l: Locale) -> &'static str {
        match self.number() {
            1 => td_string!(l, words.stage.s1),
            2 => td_string!(l, words.stage.s2),
            3 => td_string!(l, words.stage.s3),
            4 => td_string!(l, words.stage.s4),
            5 => td_string!(l, words.stage.s5),
            6 => td_string!(l, words.stage.s6),
            _ => td_string!(l, words.stage.s7),
        }
    }
}

/// The title of a 工程 where there is little room.
pub fn stage_short(stage: Stage) -> &'static str {
    stage_short_in(stage, locale())
}

/// The same in a language.
pub fn stage_short_in(stage: Stage, l: Locale) -> &'static str {
    match stage.number() {
        1 => td_string!(l, words.stage_short.s1),
        2 => td_string!(l, words.stage_short.s2),
        3 => td_string!(l, words.stage_short.s3),
        4 => td_string!(l, words.stage_short.s4),
        5 => td_string!(l, words.stage_short.s5),
        6 => td_string!(l, words.stage_short.s6),
        _ => td_string!(l, words.stage_short.s7),
    }
}

/// A step at the gate of a 工程: 工程5 is confirmed, the others are approved.
pub fn step(step: GateStep, stage: Stage) -> &'static str {
    let l = locale();
    match step {
        GateStep::Requested => td_string!(l, stages.step.requested),
        GateStep::Recalled => td_string!(l, stages.step.recalled),
        GateStep::Approved if is_confirmed(stage) => td_string!(l, stages.step.confirmed),
        GateStep::Approved => td_string!(l, stages.step.approved),
        GateStep::Conditional if is_confirmed(stage) => td_string!(l, stages.step.confirmed_conditional),
        GateStep::Conditional => td_string!(l, stages.step.conditional),
        GateStep::Returned => td_string!(l, stages.step.returned),
        GateStep::LeaveOutProposed => td_string!(l, stages.step.leave_out_proposed),
        GateStep::LeaveOutRecalled => td_string!(l, stages.step.leave_out_recalled),
        GateStep::LeftOut if is_confirmed(stage) => td_string!(l, stages.step.left_out_confirmed),
        GateStep::LeftOut => td_string!(l, stages.step.left_out),
        GateStep::LeaveOutReturned => td_string!(l, stages.step.leave_out_returned),
        GateStep::LeaveOutUndone => td_string!(l, stages.step.leave_out_undone),
        GateStep::Backdated => td_string!(l, stages.step.backdated),
        GateStep::Corrected => td_string!(l, stages.step.corrected),
    }
}

/// Which days of 実績 were corrected, and how; empty where none was.
pub fn corrected(days: &Corrected) -> String {
    let l = locale();
    let told = |name: &'static str, moved: DayMoved| {
        let after = day(moved.to);
        match moved.from {
            Some(from) => {
                td_string!(l, stages.correct.moved, name = name, before = day(from), after = after).to_string()
            }
            None => td_string!(l, stages.correct.told, name = name, after = after).to_string(),
        }
    };
    let start = days.start.map(|it| told(Field::ActualStart.word(), it));
    let end = days.end.map(|it| told(Field::ActualEnd.word(), it));
    let gap = if l == Locale::ja { "、" } else { "; " };
    start.into_iter().chain(end).collect::<Vec<_>>().join(gap)
}

/// What a 工程 is for, in the specification's words, and what goes in and comes out.
pub struct About {
    /// The words of the specification, a line each.
    pub seed: &'static str,
    /// What is used.
    pub inputs: &'static str,
    /// What it makes.
    pub outputs: &'static str,
    /// What must be there before.
    pub entry: &'static str,
    /// Who acts.
    pub acts: &'static str,
}

macro_rules! about {
    ($l:ident, $key:ident) => {
        About {
            seed: td_string!($l, stages.about.$key.seed),
            inputs: td_string!($l, stages.about.$key.inputs),
            outputs: td_string!($l, stages.about.$key.outputs),
            entry: td_string!($l, stages.about.$key.entry),
            acts: td_string!($l, stages.about.$key.acts),
        }
    };
}

/// What a 工程 is for.
pub fn about(stage: Stage) -> About {
    let l = locale();
    match stage.number() {
        1 => about!(l, s1),
        2 => about!(l, s2),
        3 => about!(l, s3),
        4 => about!(l, s4),
        5 => about!(l, s5),
        6 => about!(l, s6),
        _ => about!(l, s7),
    }
}

/// Why something is not possible while the 工程 stands so.
pub fn wrong_stage(state: StageState, attempted: StageVerb) -> String {
    let l = locale();
    if attempted == StageVerb::Decide && matches!(state, StageState::Done | StageState::InProgress) {
        return td_string!(l, stages.refused.decided, state = state.word()).to_string();
    }
    if matches!(attempted, StageVerb::AnswerLeaveOut | StageVerb::RecallLeaveOut) {
        return td_string!(l, stages.refused.answered, state = state.word()).to_string();
    }
    td_string!(l, stages.refused.wrong, state = state.word(), attempted = attempted.word()).to_string()
}

/// Why something is not possible while the case stands so.
pub fn case_rests(state: CaseState, attempted: StageVerb) -> String {
    td_string!(locale(), stages.refused.case, state = state.word(), attempted = attempted.word()).to_string()
}

/// Why something is not possible while 対象外 is proposed.
pub fn leave_out_waits(attempted: StageVerb) -> String {
    td_string!(locale(), stages.refused.leave_out, attempted = attempted.word()).to_string()
}

/// The gate is shut.
pub fn shut(unmet: usize) -> String {
    td_string!(locale(), stages.refused.shut, n = unmet).to_string()
}

/// Somebody else was faster with what that form of a 工程 or of the masters behind it is about.
pub fn stale(verb: &str) -> Option<&'static str> {
    let l = locale();
    done(verb)?;
    Some(if verb.contains("template") {
        td_string!(l, stages.refused.stale_masters)
    } else {
        td_string!(l, stages.refused.stale)
    })
}

/// What was done, by the code in the address.
pub fn done(code: &str) -> Option<&'static str> {
    let l = locale();
    Some(match code {
        "start_stage" => td_string!(l, stages.done.start_stage),
        "report_stage" => td_string!(l, stages.done.report_stage),
        "correct_stage" => td_string!(l, stages.done.correct_stage),
        "request_gate" => td_string!(l, stages.done.request_gate),
        "recall_gate" => td_string!(l, stages.done.recall_gate),
        "gate_approved" => td_string!(l, stages.done.gate_approved),
        "gate_confirmed" => td_string!(l, stages.done.gate_confirmed),
        "gate_conditional" => td_string!(l, stages.done.gate_conditional),
        "gate_returned" => td_string!(l, stages.done.gate_returned),
        "propose_leave_out" => td_string!(l, stages.done.propose_leave_out),
        "recall_leave_out" => td_string!(l, stages.done.recall_leave_out),
        "leave_out_agreed" => td_string!(l, stages.done.leave_out_agreed),
        "leave_out_returned" => td_string!(l, stages.done.leave_out_returned),
        "undo_leave_out" => td_string!(l, stages.done.undo_leave_out),
        "add_stage_line" => td_string!(l, stages.done.add_stage_line),
        "edit_stage_line" => td_string!(l, stages.done.edit_stage_line),
        "tick_stage_line" => td_string!(l, stages.done.tick_stage_line),
        "untick_stage_line" => td_string!(l, stages.done.untick_stage_line),
        "leave_out_line" => td_string!(l, stages.done.leave_out_line),
        "add_template" => td_string!(l, gate_settings.done.add_template),
        "edit_template" => td_string!(l, gate_settings.done.edit_template),
        "retire_template" => td_string!(l, gate_settings.done.retire_template),
        "restore_template" => td_string!(l, gate_settings.done.restore_template),
        "move_template" | "template_up" | "template_down" => td_string!(l, gate_settings.done.move_template),
        "set_approver" => td_string!(l, gate_settings.done.set_approver),
        _ => return None,
    })
}

/// What happened at a 工程 or to the masters behind it, as a sentence.
pub(super) fn event(event: &Event) -> String {
    let l = locale();
    match event {
        Event::StageStartedEarly { stage, system } => {
            td_string!(l, stages.event.early, stage = stage_name(*stage, system.as_deref())).to_string()
        }
        Event::StageCorrected { stage, system, days } => {
            let stage = stage_name(*stage, system.as_deref());
            td_string!(l, stages.event.corrected, stage = stage, days = corrected(days)).to_string()
        }
        Event::StageProgressed { stage, system, percent } => {
            let stage = stage_name(*stage, system.as_deref());
            td_string!(l, stages.event.progressed, stage = stage, n = *percent).to_string()
        }
        Event::StageChecklist { stage, system, change, lines } => {
            checklist(stage_name(*stage, system.as_deref()), *change, lines)
        }
        Event::GateDecided { stage, system, verdict, conditions } => {
            let name = stage_name(*stage, system.as_deref());
            let word = step((*verdict).into(), *stage);
            let first = td_string!(l, stages.event.decided, stage = name, verdict = word).to_string();
            if *conditions == 0 {
                return first;
            }
            let gap = if l == Locale::ja { "" } else { " " };
            format!("{first}{gap}{}", td_string!(l, stages.event.conditions, n = *conditions))
        }
        Event::StageLeaveOut { stage, system, step } => {
            let stage = stage_name(*stage, system.as_deref());
            match step {
                GateStep::LeaveOutProposed => td_string!(l, stages.event.leave_out_proposed, stage = stage).to_string(),
                GateStep::LeaveOutRecalled => td_string!(l, stages.event.leave_out_recalled, stage = stage).to_string(),
                GateStep::LeftOut => td_string!(l, stages.event.left_out_stage, stage = stage).to_string(),
                GateStep::LeaveOutUndone => td_string!(l, stages.event.leave_out_undone, stage = stage).to_string(),
                _ => td_string!(l, stages.event.leave_out_returned, stage = stage).to_string(),
            }
        }
        Event::TemplateChanged { stage, line, .. } => {
            td_string!(l, stages.event.template, n = stage.number(), line = line.as_str()).to_string()
        }
        Event::ApproverSet { section, stage, person } => {
            let who = person.as_deref().unwrap_or_else(|| td_string!(l, stages.event.everyone)).to_owned();
            td_string!(l, stages.event.approver, section = section.as_str(), n = stage.number(), who = who).to_string()
        }
        _ => String::new(),
    }
}

fn checklist(stage: String, change: LineChange, lines: &[String]) -> String {
    let l = locale();
    let line = lines.join(if l == Locale::ja { "」「" } else { "”, “" });
    match change {
        LineChange::Added => td_string!(l, stages.event.added, stage = stage, line = line).to_string(),
        LineChange::Ticked => td_string!(l, stages.event.ticked, stage = stage, n = lines.len()).to_string(),
        LineChange::Reopened => td_string!(l, stages.event.reopened, stage = stage, line = line).to_string(),
        LineChange::LeftOut => td_string!(l, stages.event.left_out, stage = stage, line = line).to_string(),
        LineChange::HandedOver => td_string!(l, stages.event.handed_over, stage = stage, line = line).to_string(),
        LineChange::Edited | LineChange::Retired => {
            td_string!(l, stages.event.edited, stage = stage, line = line).to_string()
        }
    }
}
