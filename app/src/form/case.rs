//! 案件: opening, editing, moving, replanning.

use super::{BESIDE, DO, FOLLOW, PROPOSED, REDRAW, fields::Fields, plan_lines, proposed_name};
use crate::{error::AppError, part::plan_table::line_name};
use domain::{
    actor::Actor,
    case::CaseMove,
    date::format,
    key::CaseNo,
    planning::{CaseInput, EditInput, LineInput, PlannedLine, ReplanInput},
    refusal::Field,
    view::{Proposal, Reproposal},
};
use store::Store;

/// What the form of an edit always sends; boxes that are not ticked are not sent.
const EDITED: [Field; 7] =
    [Field::Law, Field::Section, Field::Title, Field::Summary, Field::InForceOn, Field::Manager, Field::Officer];

/// The verb by which a system joins.
const ADD_LANE: &str = "add_lane";

/// `place`: what stands behind `/cases/`.
pub(super) async fn submit(store: &Store, actor: &Actor, place: &str, fields: &mut Fields) -> Result<String, AppError> {
    let verb = fields.get(DO).to_owned();
    if place == "new" {
        return match verb.as_str() {
            "propose" => propose(store, actor, fields).await,
            REDRAW => {
                redraw(fields, "open");
                store.judge_opening(actor, &opening(fields)).await?;
                Err(AppError::Proposed)
            }
            "open" => {
                let no = store.open_case(actor, &opening(fields)).await?;
                Ok(format!("/cases/{no}?done=open"))
            }
            _ => Err(AppError::NotFound),
        };
    }
    let (no, page) = place.split_once('/').ok_or(AppError::NotFound)?;
    let no = CaseNo::parse(no).ok_or(AppError::NotFound)?;
    match (page, verb.as_str()) {
        ("plan", "repropose") => return repropose(store, actor, no, fields).await,
        ("plan", FOLLOW) => return follow(store, actor, no, fields).await,
        ("plan", REDRAW) => {
            redraw(fields, "replan");
            store.judge_replan(actor, no, fields.version()?, &replanning(fields)).await?;
            return Err(AppError::Proposed);
        }
        ("edit", REDRAW) => {
            redraw(fields, ADD_LANE);
            let (system, lines) = (fields.code(Field::System), plan_lines::sent(fields));
            store.judge_lane(actor, no, fields.version()?, &system, &lines).await?;
            return Err(AppError::Proposed);
        }
        ("edit", ADD_LANE) => return add_lane(store, actor, no, fields).await,
        _ => {}
    }
    let (system, reason) = (fields.code(Field::System), fields.text(Field::Reason));
    match (page, verb.as_str()) {
        ("plan", "replan") => store.replan_case(actor, no, fields.version()?, &replanning(fields)).await?,
        ("plan", "settle_law_move") => store.settle_law_move(actor, no, fields.version()?, reason).await?,
        ("plan", "comment_plan") => store.comment_plan(actor, no, fields.text(Field::Text)).await?,
        ("edit", "edit") => {
            fields.whole(&EDITED)?;
            store.edit_case(actor, no, fields.version()?, &editing(fields)).await?;
        }
        ("edit", "remove_lane") => store.remove_lane(actor, no, fields.version()?, &system, reason).await?,
        ("edit", code) => {
            let mv = CaseMove::parse(code).ok_or(AppError::NotFound)?;
            store.move_case(actor, no, fields.version()?, mv, reason).await?;
            return Ok(format!("/cases/{no}?done=case_{mv}"));
        }
        _ => return Err(AppError::NotFound),
    }
    // Several lanes may follow one another.
    let to = if verb.ends_with("_lane") { format!("/cases/{no}/edit") } else { format!("/cases/{no}") };
    Ok(format!("{to}?done={verb}"))
}

/// What a proposal fills in where it is empty.
const FILLED: [Field; 5] = [Field::Title, Field::InForceOn, Field::StartOn, Field::GoLiveOn, Field::EndOn];

/// The form comes back with every day filled in; it is the form of `open` then. What an earlier proposal filled in and
/// nobody touched since follows the new days.
async fn propose(store: &Store, actor: &Actor, fields: &mut Fields) -> Result<String, AppError> {
    let mut asked = fields.clone();
    for field in FILLED {
        let filled = asked.get(&proposed_name(field)).to_owned();
        if !filled.is_empty() && filled == asked.text(field) {
            asked.set(field.as_str(), String::new());
        }
    }
    let input = opening(&asked);
    fields.set(DO, "open".to_owned());
    let Proposal { title, in_force_on, start_on, go_live_on, end_on, lines, beside } =
        store.propose_case(actor, &input).await?;
    let day = |day| format::table(day, actor.date_style);
    fields.set(Field::Title.as_str(), title);
    fields.set(Field::InForceOn.as_str(), in_force_on.map(day).unwrap_or_default());
    fields.set(Field::StartOn.as_str(), day(start_on));
    fields.set(Field::GoLiveOn.as_str(), day(go_live_on));
    fields.set(Field::EndOn.as_str(), day(end_on));
    fields.0.retain(|(name, _)| !name.starts_with(PROPOSED) && name != BESIDE);
    fields.0.extend(beside.iter().map(|it| (BESIDE.to_owned(), format!("{} {}", it.no, it.title))));
    for field in FILLED.into_iter().filter(|field| asked.text(*field).trim().is_empty()) {
        let filled = fields.text(field).to_owned();
        fields.0.push((proposed_name(field), filled));
    }
    put_lines(fields, actor, lines);
    Err(AppError::Proposed)
}

/// A system joins with the plan that stands in the form. Without one, or with that of another system, the form comes back
/// with a proposal: nobody accepts what they have not seen.
async fn add_lane(store: &Store, actor: &Actor, no: CaseNo, fields: &mut Fields) -> Result<String, AppError> {
    let (version, system) = (fields.version()?, fields.code(Field::System));
    let lines = plan_lines::sent(fields);
    if lines.iter().any(|it| it.system.as_deref() == Some(system.trim())) {
        store.add_lane(actor, no, version, &system, &lines).await?;
        return Ok(format!("/cases/{no}/edit?done={ADD_LANE}"));
    }
    let lines = store.propose_lane(actor, no, version, &system).await?;
    put_lines(fields, actor, lines);
    Err(AppError::Proposed)
}

fn put_lines(fields: &mut Fields, actor: &Actor, lines: Vec<PlannedLine>) {
    let day = |day| format::table(day, actor.date_style);
    let lines = lines.into_iter().map(|it| LineInput {
        stage: it.stage,
        system: it.system,
        start: day(it.start),
        end: day(it.end),
    });
    plan_lines::put(fields, &lines.collect::<Vec<_>>());
}

/// The same form again, with the rest of the plan filled in; it is the form of `replan` then.
async fn repropose(store: &Store, actor: &Actor, no: CaseNo, fields: &mut Fields) -> Result<String, AppError> {
    fields.set(DO, "replan".to_owned());
    let Reproposal { go_live_on, lines } = store.repropose_case(actor, no, fields.text(Field::GoLiveOn)).await?;
    if fields.0.iter().any(|(name, _)| name == Field::GoLiveOn.as_str()) {
        fields.set(Field::GoLiveOn.as_str(), format::table(go_live_on, actor.date_style));
    }
    put_lines(fields, actor, lines);
    Err(AppError::Proposed)
}

/// The same form again: its page draws what was typed, as far as it can be read. It is the form of `verb` then, and told
/// what saving would say of the plan.
fn redraw(fields: &mut Fields, verb: &str) {
    fields.set(DO, verb.to_owned());
    fields.set(REDRAW, "true".to_owned());
}

/// The same form again, with 工程6 and 7 moved along with 本番リリース予定; what else was typed stays.
async fn follow(store: &Store, actor: &Actor, no: CaseNo, fields: &mut Fields) -> Result<String, AppError> {
    fields.set(DO, "replan".to_owned());
    let Reproposal { lines, .. } = store.follow_go_live(actor, no, fields.text(Field::GoLiveOn)).await?;
    let day = |day| format::table(day, actor.date_style);
    for line in lines {
        let name = |is_start| line_name(line.stage, line.system.as_deref(), is_start);
        fields.set(&name(true), day(line.start));
        fields.set(&name(false), day(line.end));
    }
    fields.set(FOLLOW, "true".to_owned());
    Err(AppError::Proposed)
}

fn opening(fields: &Fields) -> CaseInput {
    let text = |field| fields.text(field).to_owned();
    CaseInput {
        law: fields.code(Field::Law),
        center: fields.code(Field::Center),
        section: fields.code(Field::Section),
        related: fields.codes(Field::RelatedSections),
        systems: fields.codes(Field::Systems),
        title: text(Field::Title),
        summary: text(Field::Summary),
        in_force_on: text(Field::InForceOn),
        start_on: text(Field::StartOn),
        go_live_on: text(Field::GoLiveOn),
        end_on: text(Field::EndOn),
        late_reason: text(Field::LateReason),
        manager: fields.code(Field::Manager),
        officer: fields.code(Field::Officer),
        consultants: fields.codes(Field::Consultants),
        beside: fields.codes(Field::Beside).iter().flat_map(|it| it.split_whitespace().map(str::to_owned)).collect(),
        lines: plan_lines::sent(fields),
    }
}

fn editing(fields: &Fields) -> EditInput {
    let text = |field| fields.text(field).to_owned();
    EditInput {
        law: fields.code(Field::Law),
        section: fields.code(Field::Section),
        related: fields.codes(Field::RelatedSections),
        title: text(Field::Title),
        summary: text(Field::Summary),
        in_force_on: text(Field::InForceOn),
        late_reason: text(Field::LateReason),
        manager: fields.code(Field::Manager),
        officer: fields.code(Field::Officer),
        consultants: fields.codes(Field::Consultants),
    }
}

fn replanning(fields: &Fields) -> ReplanInput {
    let go_live = Field::GoLiveOn.as_str();
    let is_there = fields.0.iter().any(|(name, _)| name == go_live);
    ReplanInput {
        go_live_on: is_there.then(|| fields.text(Field::GoLiveOn).to_owned()),
        late_reason: fields.text(Field::LateReason).to_owned(),
        lines: plan_lines::sent(fields),
        reason: fields.text(Field::Reason).to_owned(),
    }
}
