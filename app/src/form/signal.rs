//! The forms of a case's 信号, on the page of the case.

use super::{DO, fields::Fields};
use crate::error::AppError;
use domain::{actor::Actor, key::CaseNo, refusal::Field};
use store::Store;

/// Whether a form is one of these.
pub(super) fn is_verb(verb: &str) -> bool {
    matches!(verb, "override_signal" | "release_signal")
}

/// Runs the verb and goes back to the page.
pub(super) async fn submit(store: &Store, actor: &Actor, no: &str, fields: &Fields) -> Result<String, AppError> {
    let no = CaseNo::parse(no).ok_or(AppError::NotFound)?;
    let verb = fields.get(DO);
    if verb == "override_signal" {
        let text = |field| fields.text(field);
        store.override_signal(actor, no, text(Field::Signal), text(Field::Due), text(Field::Reason)).await?;
    } else {
        store.release_signal(actor, no).await?;
    }
    Ok(format!("/cases/{no}?done={verb}"))
}
