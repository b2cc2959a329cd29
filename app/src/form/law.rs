//! 制度改正: registering and editing.

use super::{DO, fields::Fields};
use crate::error::AppError;
use domain::{actor::Actor, law::LawInput, refusal::Field};
use store::Store;

/// What the form of an edit always sends; a box that is not ticked is not sent.
const EDITED: [Field; 10] = [
    Field::LawName,
    Field::LawKind,
    Field::LawNumber,
    Field::PromulgatedOn,
    Field::InForceOn,
    Field::AppliesFrom,
    Field::Ministry,
    Field::Source,
    Field::LawState,
    Field::Summary,
];

/// `place`: what stands behind `/laws/`.
pub(super) async fn submit(store: &Store, actor: &Actor, place: &str, fields: &Fields) -> Result<String, AppError> {
    match (place, fields.get(DO)) {
        ("new", "add_law") => {
            let code = store.add_law(actor, &input(fields)).await?;
            Ok(format!("/laws/{code}?done=add_law"))
        }
        (code, "edit") => {
            let version = fields.version()?;
            fields.whole(&EDITED)?;
            store.edit_law(actor, code, version, &input(fields)).await?;
            Ok(format!("/laws/{code}?done=edit"))
        }
        _ => Err(AppError::NotFound),
    }
}

fn input(fields: &Fields) -> LawInput {
    let text = |field| fields.text(field).to_owned();
    LawInput {
        name: text(Field::LawName),
        kind: text(Field::LawKind),
        number: text(Field::LawNumber),
        promulgated_on: text(Field::PromulgatedOn),
        in_force_on: text(Field::InForceOn),
        applies_from: text(Field::AppliesFrom),
        retroactive: text(Field::Retroactive),
        ministry: text(Field::Ministry),
        source: text(Field::Source),
        state: text(Field::LawState),
        summary: text(Field::Summary),
    }
}
