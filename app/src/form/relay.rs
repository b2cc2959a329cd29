//! The forms of 上申: one per verb.

use super::{DO, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    ids::{CommentId, RelayId},
    key::IssueKey,
    refusal::Field,
    relay::{SendInput, SubmitInput},
};
use store::{RelaySource, Store};

/// Runs the verb and says where to go on: to the page of the 上申, with a word about what was done.
pub(super) async fn submit(store: &Store, actor: &Actor, place: &str, fields: &Fields) -> Result<String, AppError> {
    let verb = fields.get(DO);
    let id = match (place, RelayId::parse(place)) {
        ("new", _) if verb == "submit_relay" => {
            let case = fields.code(Field::Case);
            let from = RelaySource { case: &case, issue: issue(fields)?, comment: comment(fields)? };
            store.submit_relay(actor, from, &text(fields)).await?
        }
        (_, Some(id)) => {
            match verb {
                "send_relay" => drop(store.send_relay(actor, id, fields.version()?, &sending(fields)).await?),
                "return_relay" => {
                    store.return_relay(actor, id, fields.version()?, fields.text(Field::Reason)).await?;
                }
                "resubmit_relay" => store.resubmit_relay(actor, id, fields.version()?, &text(fields)).await?,
                "withdraw_relay" => store.withdraw_relay(actor, id, fields.version()?).await?,
                _ => return Err(AppError::NotFound),
            }
            id
        }
        _ => return Err(AppError::NotFound),
    };
    Ok(format!("/relay/{id}?done={verb}"))
}

/// 開示 on the page of a 課題: on to the copy.
pub(super) async fn disclose(store: &Store, actor: &Actor, key: IssueKey, fields: &Fields) -> Result<String, AppError> {
    let copy = store.disclose(actor, key, comment(fields)?).await?;
    Ok(format!("/issues/{copy}?done=disclose"))
}

fn issue(fields: &Fields) -> Result<Option<IssueKey>, AppError> {
    match fields.text(Field::Issue) {
        "" => Ok(None),
        key => IssueKey::parse(key).map(Some).ok_or(AppError::NotFound),
    }
}

fn comment(fields: &Fields) -> Result<Option<CommentId>, AppError> {
    match fields.text(Field::Comment) {
        "" => Ok(None),
        id => CommentId::parse(id).map(Some).ok_or(AppError::NotFound),
    }
}

fn text(fields: &Fields) -> SubmitInput {
    SubmitInput { title: fields.text(Field::Title).to_owned(), text: fields.text(Field::Text).to_owned() }
}

fn sending(fields: &Fields) -> SendInput {
    SendInput {
        target: fields.code(Field::Target),
        scope: fields.code(Field::Scope),
        system: fields.code(Field::System),
        title: fields.text(Field::Title).to_owned(),
        text: fields.text(Field::Text).to_owned(),
    }
}
