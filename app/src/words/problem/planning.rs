//! What is wrong with a plan, its days and its lanes.

use super::{Word, date_problem};
use crate::viewer::{day_text, locale};
use domain::{
    refusal::{LaneUse, LineOfPlan, PlanProblem, Problem},
    stage::Stage,
};
use leptos_i18n::td_string;

pub(super) fn problem(problem: &Problem) -> String {
    let l = locale();
    match problem {
        Problem::NotBefore { day } => td_string!(l, problems.not_before, day = day_text(*day)).to_string(),
        Problem::OtherCenter => td_string!(l, problems.other_center).to_owned(),
        Problem::NotYourSection => td_string!(l, problems.not_your_section).to_owned(),
        Problem::AfterLatest { latest, may_override: true } => {
            td_string!(l, problems.after_latest_reason, latest = day_text(*latest)).to_string()
        }
        Problem::AfterLatest { latest, .. } => {
            td_string!(l, problems.after_latest, latest = day_text(*latest)).to_string()
        }
        Problem::AfterLatestOfLaw { latest, may_override: true } => {
            td_string!(l, problems.after_latest_of_law_reason, latest = day_text(*latest)).to_string()
        }
        Problem::AfterLatestOfLaw { latest, .. } => {
            td_string!(l, problems.after_latest_of_law, latest = day_text(*latest)).to_string()
        }
        Problem::PromulgatedLate { in_force } => {
            td_string!(l, problems.law.promulgated_late, day = day_text(*in_force)).to_string()
        }
        Problem::NotRetroactive { in_force } => {
            td_string!(l, problems.law.not_retroactive, day = day_text(*in_force)).to_string()
        }
        Problem::Retroactive { in_force } => {
            td_string!(l, problems.law.retroactive, day = day_text(*in_force)).to_string()
        }
        Problem::Beside(_) => td_string!(l, problems.beside).to_owned(),
        Problem::BeforeOpening { opened } => {
            td_string!(l, problems.before_opening, day = day_text(*opened)).to_string()
        }
        Problem::NotInForceYet { in_force } => {
            td_string!(l, problems.law.not_in_force_yet, day = day_text(*in_force)).to_string()
        }
        Problem::TooLateForLaw { latest } => {
            td_string!(l, problems.law.too_late, latest = day_text(*latest)).to_string()
        }
        Problem::SpanTooShort { there, needed } => {
            td_string!(l, problems.span_too_short, there = *there, needed = *needed).to_string()
        }
        Problem::NoGoLive => td_string!(l, problems.no_go_live).to_owned(),
        Problem::NotAtWork(state) => td_string!(l, problems.not_at_work, state = state.word()).to_string(),
        Problem::InPlan(line) => in_plan(line),
        Problem::StagesOpen(open) => {
            let names: Vec<_> = open.iter().map(|(stage, system)| line_name(*stage, system.as_deref())).collect();
            let list = names.join(td_string!(l, cases.line.comma));
            td_string!(l, problems.stages_open, list = list).to_string()
        }
        Problem::LaneInUse(LaneUse::Issues(n)) => td_string!(l, problems.lane_issues, n = *n).to_string(),
        Problem::LaneInUse(LaneUse::Started) => td_string!(l, problems.lane_started).to_owned(),
        Problem::LaneInUse(LaneUse::Records) => td_string!(l, problems.lane_records).to_owned(),
        Problem::LaneInUse(LaneUse::Last) => td_string!(l, problems.lane_last).to_owned(),
        _ => td_string!(l, problems.unknown_choice).to_owned(),
    }
}

/// One line of the plan, named.
pub fn in_plan(line: &LineOfPlan) -> String {
    let wrong = line_problem(line.wrong);
    let line = line_name(line.stage, line.system.as_deref());
    td_string!(locale(), problems.plan.line, line = line, wrong = wrong).to_string()
}

/// The same beside its line.
pub fn line_problem(wrong: PlanProblem) -> String {
    let l = locale();
    match wrong {
        PlanProblem::Missing => td_string!(l, problems.plan.missing).to_owned(),
        PlanProblem::Date(problem) => date_problem(&problem),
        PlanProblem::EndBeforeStart => td_string!(l, problems.plan.end_before_start).to_owned(),
        PlanProblem::BeforePrevious => td_string!(l, problems.plan.before_previous).to_owned(),
        PlanProblem::EndsBeforePrevious => td_string!(l, problems.plan.ends_before_previous).to_owned(),
        PlanProblem::EndsAfterGoLive => td_string!(l, problems.plan.ends_after_go_live).to_owned(),
        PlanProblem::BeforeGoLive => td_string!(l, problems.plan.before_go_live).to_owned(),
        PlanProblem::AfterGoLive => td_string!(l, problems.plan.after_go_live).to_owned(),
        PlanProblem::Over => td_string!(l, problems.plan.over).to_owned(),
    }
}

/// 工程3（SHOMU）.
pub fn line_name(stage: Stage, system: Option<&str>) -> String {
    let l = locale();
    match system {
        Some(system) => td_string!(l, cases.reason.lane, n = stage.number(), system = system.to_owned()).to_string(),
        None => td_string!(l, cases.reason.stage, n = stage.number()).to_string(),
    }
}
