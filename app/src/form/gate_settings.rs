//! The masters behind gates: checklist templates and approvers.

use super::{DO, fields::Fields};
use crate::error::AppError;
use domain::{actor::Actor, gate::TemplateInput, ids::TemplateId, refusal::Field};
use store::Store;

/// The page of the checklist templates.
pub(super) const TEMPLATES: &str = "/admin/checklists";

/// The page of the approvers.
pub(super) const APPROVERS: &str = "/admin/approvers";

pub(super) async fn templates(store: &Store, actor: &Actor, fields: &Fields) -> Result<String, AppError> {
    let verb = fields.get(DO);
    let text = |field| fields.text(field).to_owned();
    let line = TemplateInput {
        text: text(Field::Line),
        text_en: text(Field::LineEn),
        required: text(Field::Required),
        side: text(Field::Side),
    };
    let mut done = verb;
    match verb {
        "add_template" => store.add_template(actor, fields.text(Field::Stage), &line).await?,
        "edit_template" => store.edit_template(actor, id(fields)?, fields.version()?, &line).await?,
        "retire_template" | "restore_template" => {
            store.retire_template(actor, id(fields)?, fields.version()?, verb == "retire_template").await?;
        }
        "template_up" | "template_down" => {
            store.move_template(actor, id(fields)?, fields.version()?, verb == "template_up").await?;
            done = "move_template";
        }
        _ => return Err(AppError::NotFound),
    }
    let stage = fields.text(Field::Stage);
    let stage = domain::stage::Stage::parse(stage).map_or(1, domain::stage::Stage::number);
    Ok(format!("{TEMPLATES}?stage={stage}&done={done}"))
}

pub(super) async fn approvers(store: &Store, actor: &Actor, fields: &Fields) -> Result<String, AppError> {
    if fields.get(DO) != "set_approver" {
        return Err(AppError::NotFound);
    }
    let (section, person) = (fields.code(Field::Org), fields.code(Field::Approver));
    store.set_approver(actor, &section, fields.text(Field::Stage), &person).await?;
    Ok(format!("{APPROVERS}?done=set_approver"))
}

fn id(fields: &Fields) -> Result<TemplateId, AppError> {
    TemplateId::parse(fields.get("template")).ok_or(AppError::NotFound)
}
