//! The forms on the page of a 課題: one per verb.

use super::{DO, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    ids::ChecklistLineId,
    issue::Move,
    key::IssueKey,
    refusal::{Field, Problem, Refusal},
    visibility::Scope,
};
use store::Store;

/// What the form of an edit always sends; a box that is not ticked is not sent.
const EDITED: [Field; 9] = [
    Field::Title,
    Field::Body,
    Field::Impact,
    Field::Policy,
    Field::Category,
    Field::Severity,
    Field::Priority,
    Field::System,
    Field::Stage,
];

/// Runs the verb and says where to go on: back to the page, with a word about what was done.
pub(super) async fn submit(store: &Store, actor: &Actor, key: IssueKey, fields: &Fields) -> Result<String, AppError> {
    let verb = fields.get(DO);
    match verb {
        "edit" => {
            fields.whole(&EDITED)?;
            let (system, policy) = (fields.code(Field::System), fields.text(Field::Policy));
            store.edit_issue(actor, key, fields.version()?, &system, policy, &fields.draft()).await?;
        }
        "move_deadline" => {
            let (due, reason) = (fields.text(Field::Due), fields.text(Field::Reason));
            store.move_deadline(actor, key, fields.version()?, due, reason).await?;
        }
        "assign" => store.assign_issue(actor, key, fields.version()?, &fields.assignment()).await?,
        "comment" => {
            let scope = match fields.text(Field::Scope) {
                "" => None,
                code => Some(Scope::parse(code).ok_or_else(|| unknown(Field::Scope))?),
            };
            store.comment(actor, key, scope, fields.text(Field::Text)).await?;
        }
        "add_line" => {
            let (line, owner, due) = (fields.text(Field::Line), fields.code(Field::Owner), fields.text(Field::Due));
            store.add_line(actor, key, line, &owner, due).await?;
        }
        "tick" | "untick" => {
            let line = ChecklistLineId::parse(fields.text(Field::Line)).ok_or(AppError::NotFound)?;
            store.tick_line(actor, key, line, verb == "tick").await?;
        }
        "disclose" => return super::relay::disclose(store, actor, key, fields).await,
        "relate" => store.relate(actor, key, fields.text(Field::Related)).await?,
        code => {
            let mv = Move::parse(code).ok_or(AppError::NotFound)?;
            store.move_issue(actor, key, fields.version()?, mv, &fields.movement()).await?;
        }
    }
    Ok(format!("/issues/{key}?done={verb}"))
}

fn unknown(field: Field) -> AppError {
    AppError::Refused(Refusal::field(field, Problem::UnknownChoice))
}
