//! 課題の起票.

use super::fields::Fields;
use crate::error::AppError;
use domain::{actor::Actor, refusal::Field};
use store::Store;

pub(super) async fn raise(store: &Store, actor: &Actor, fields: &Fields) -> Result<String, AppError> {
    let (case, system) = (fields.code(Field::Case), fields.code(Field::System));
    let key = store.raise_issue(actor, &case, &system, &fields.draft()).await?;
    Ok(format!("/issues/{key}?done=raise"))
}
