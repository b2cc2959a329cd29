//! The forms on the page of a 工程: one per verb.

use super::{DO, MORE, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    gate::{
        ConditionInput, CorrectionInput, DecisionInput, LeaveOutAnswer, LineInput, StageKey, Verdict, is_confirmed,
    },
    ids::StageLineId,
    key::CaseNo,
    refusal::Field,
    stage::Stage,
};
use store::Store;

/// Runs the verb and says where to go on: back to the page, with a word about what was done.
pub(super) async fn submit(store: &Store, actor: &Actor, path: &str, fields: &Fields) -> Result<String, AppError> {
    let key = key(path, fields)?;
    let verb = fields.get(DO);
    let mut done = verb;
    match verb {
        "start_stage" => {
            let (on, reason) = (fields.text(Field::On), fields.text(Field::Reason));
            store.start_stage(Some(actor), &key, Some(fields.version()?), on, reason).await?;
        }
        "report_stage" => {
            let (percent, note) = (fields.text(Field::Percent), fields.text(Field::Text));
            store.report_stage(actor, &key, fields.version()?, percent, note).await?;
        }
        "correct_stage" => store.correct_stage(actor, &key, fields.version()?, &correction(fields)).await?,
        "request_gate" => store.request_gate(Some(actor), &key, Some(fields.version()?)).await?,
        "recall_gate" => store.recall_gate(actor, &key, fields.version()?, fields.text(Field::Reason)).await?,
        "gate_conditional" if !fields.get(MORE).is_empty() => return Err(AppError::Proposed),
        "gate_approved" | "gate_conditional" | "gate_returned" => {
            let verdict = verb.strip_prefix("gate_").and_then(Verdict::parse).ok_or(AppError::NotFound)?;
            store.decide_gate(actor, &key, fields.version()?, &decision(verdict, fields)).await?;
            if verdict == Verdict::Approved && is_confirmed(key.stage) {
                done = "gate_confirmed";
            }
        }
        "propose_leave_out" => {
            store.propose_leave_out(Some(actor), &key, Some(fields.version()?), fields.text(Field::Reason)).await?;
        }
        "recall_leave_out" => {
            store.recall_leave_out(actor, &key, fields.version()?, fields.text(Field::Reason)).await?;
        }
        "leave_out_agreed" | "leave_out_returned" => {
            let answer = verb.strip_prefix("leave_out_").and_then(LeaveOutAnswer::parse).ok_or(AppError::NotFound)?;
            store.answer_leave_out(actor, &key, fields.version()?, answer, fields.text(Field::Reason)).await?;
        }
        "undo_leave_out" => {
            store.undo_leave_out(actor, &key, fields.version()?, fields.text(Field::Reason)).await?;
        }
        "add_stage_line" => store.add_stage_line(actor, &key, &input(fields)).await?,
        "edit_stage_line" => {
            store.edit_stage_line(actor, &key, fields.version()?, line(fields)?, &input(fields)).await?;
        }
        "tick_stage_line" | "untick_stage_line" => {
            store.tick_stage_lines(actor, &key, &[line(fields)?], verb == "tick_stage_line").await?;
        }
        "leave_out_line" => {
            store.leave_out_stage_line(actor, &key, line(fields)?, fields.text(Field::Reason)).await?;
        }
        _ => return Err(AppError::NotFound),
    }
    let system = key.system.map(|code| format!("system={code}&")).unwrap_or_default();
    Ok(format!("/cases/{}/stages/{}?{system}done={done}", key.no, key.stage.number()))
}

/// `/cases/{no}/stages/{n}`, and the lane's system among the fields.
fn key(path: &str, fields: &Fields) -> Result<StageKey, AppError> {
    let (no, stage) =
        path.strip_prefix("/cases/").and_then(|rest| rest.split_once("/stages/")).ok_or(AppError::NotFound)?;
    let no = CaseNo::parse(no).ok_or(AppError::NotFound)?;
    let stage = Stage::parse(stage).filter(|it| it.number().to_string() == stage).ok_or(AppError::NotFound)?;
    let system = Some(fields.code(Field::System)).filter(|code| !code.is_empty());
    // It stands in an address afterwards; a system's code is letters and digits.
    let plain = |code: &String| code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if system.as_ref().is_some_and(|code| !plain(code)) {
        return Err(AppError::NotFound);
    }
    Ok(StageKey { no, stage, system })
}

fn line(fields: &Fields) -> Result<StageLineId, AppError> {
    StageLineId::parse(fields.text(Field::Line)).ok_or(AppError::NotFound)
}

fn input(fields: &Fields) -> LineInput {
    LineInput {
        text: fields.text(Field::Line).to_owned(),
        required: fields.text(Field::Required).to_owned(),
        org: fields.code(Field::Org),
        owner: fields.code(Field::Owner),
        due: fields.text(Field::Due).to_owned(),
        evidence: fields.text(Field::Evidence).to_owned(),
        side: fields.text(Field::Side).to_owned(),
    }
}

fn correction(fields: &Fields) -> CorrectionInput {
    let text = |field| fields.text(field).to_owned();
    CorrectionInput { start: text(Field::ActualStart), end: text(Field::ActualEnd), reason: text(Field::Reason) }
}

/// The rows of the conditions are inputs of one name each, in order.
fn decision(verdict: Verdict, fields: &Fields) -> DecisionInput {
    let texts: Vec<_> = fields.all(Field::Condition).collect();
    let orgs: Vec<_> = fields.all(Field::ConditionOrg).collect();
    let dues: Vec<_> = fields.all(Field::ConditionDue).collect();
    let people: Vec<_> = fields.all(Field::ConditionAssignee).collect();
    let nth = |all: &[&str], n: usize| all.get(n).map(|it| (*it).replace('\0', "\u{FFFD}")).unwrap_or_default();
    let rows = texts.len().max(orgs.len()).max(dues.len()).max(people.len());
    let row =
        |n| ConditionInput { text: nth(&texts, n), org: nth(&orgs, n), due: nth(&dues, n), assignee: nth(&people, n) };
    DecisionInput { verdict, reason: fields.text(Field::Reason).to_owned(), conditions: (0..rows).map(row).collect() }
}
