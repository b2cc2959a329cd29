//! 課題の起票.

use super::{TOKEN, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    ids::FormToken,
    refusal::{Field, Refusal},
};
use store::{Store, StoreError};

/// Once for each form that was opened. Where it comes back because it raised another 課題 before, it is a new form: sent
/// again, it means what it says.
pub(super) async fn raise(store: &Store, actor: &Actor, fields: &mut Fields) -> Result<String, AppError> {
    let (case, system, draft) = (fields.code(Field::Case), fields.code(Field::System), fields.draft());
    let raised = match FormToken::parse(fields.get(TOKEN)) {
        Some(token) => store.raise_issue_once(actor, token, &case, &system, &draft).await,
        None => store.raise_issue(actor, &case, &system, &draft).await,
    };
    if matches!(raised, Err(StoreError::Refused(Refusal::RaisedAlready { .. }))) {
        fields.set(TOKEN, store.form_token().to_string());
    }
    Ok(format!("/issues/{}?done=raise", raised?))
}
