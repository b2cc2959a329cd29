//! The person's own settings.

use super::{DO, Made, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    date::DateStyle,
    language::Language,
    refusal::{Field, Problem, Problems},
};
use store::{PasswordChange, Store};

pub(super) async fn save(store: &Store, actor: &Actor, fields: &Fields) -> Result<String, AppError> {
    let mut problems = Problems::default();
    let language = Language::parse(fields.text(Field::Language));
    let style = DateStyle::parse(fields.text(Field::DateStyle));
    if language.is_none() {
        problems.add(Field::Language, Problem::UnknownChoice);
    }
    if style.is_none() {
        problems.add(Field::DateStyle, Problem::UnknownChoice);
    }
    problems.finish()?;
    if let (Some(language), Some(style)) = (language, style) {
        store.set_preferences(actor, language, style).await?;
    }
    Ok("/account?done=account".to_owned())
}

/// The verb of a new password: afterwards the person has no session left but a new one.
pub(super) const CHANGE_PASSWORD: &str = "change_password";

pub(super) async fn change_password(store: &Store, actor: &Actor, fields: &Fields) -> Result<String, AppError> {
    let secret = |field: Field| fields.get(field.as_str());
    let (current, new) = (secret(Field::CurrentPassword), secret(Field::Password));
    let change = PasswordChange { current, new, again: secret(Field::PasswordAgain) };
    store.change_password(actor, change).await?;
    Ok(format!("/account?done={CHANGE_PASSWORD}"))
}

/// The other forms of the page: they are done and name themselves. `made`: what is told once.
pub(super) async fn submit(
    store: &Store,
    actor: &Actor,
    fields: &Fields,
    made: &mut Option<Made>,
) -> Result<String, AppError> {
    let verb = fields.get(DO);
    match verb {
        "end_session" => store.end_own_session(actor, fields.text(Field::Session)).await?,
        "end_all_sessions" => {
            store.end_own_sessions(actor).await?;
            return Ok(format!("/sign-in?done={verb}"));
        }
        "begin_factor" => store.begin_second_factor(actor, fields.get(Field::CurrentPassword.as_str())).await?,
        "confirm_factor" => {
            let codes = store.confirm_second_factor(actor, fields.text(Field::OneTimeCode)).await?;
            *made = Some(Made::Codes(codes));
        }
        "remove_factor" => store.remove_second_factor(actor, fields.get(Field::CurrentPassword.as_str())).await?,
        _ => return Err(AppError::NotFound),
    }
    Ok(format!("/account?done={verb}"))
}
