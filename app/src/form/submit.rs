//! Which verb a posted form means.

use super::{
    BY, DO, Made, Returned, VIEW_AS, account, admin, case, fields::Fields, gate_settings, issue, law, raise, relay,
    screening, signal, stage,
};
use crate::error::AppError;
use domain::{
    actor::Actor,
    ids::UserId,
    key::IssueKey,
    refusal::{Field, Refusal},
};
use store::Store;

/// What became of a form.
#[derive(Debug)]
pub enum Outcome {
    /// Done: go there (303).
    Done {
        /// An own path.
        to: String,
    },
    /// Done, and all sessions of the person have ended: begin a new one, then go there (303).
    DoneAnew {
        /// An own path.
        to: String,
    },
    /// Done, and a secret was made that is told once: show that page with it.
    Made {
        /// An own path.
        to: String,
        /// The secret.
        made: Made,
    },
    /// Done: from now on the session shows the screens of that person (303).
    LookAs {
        /// Whose.
        user: UserId,
    },
    /// Refused: show the page again with this.
    Refused(Returned),
}

/// Runs the verb that a form names, on the page it was posted to.
pub async fn submit(store: &Store, actor: &Actor, path: &str, fields: Vec<(String, String)>) -> Outcome {
    let mut fields = Fields(fields);
    let mut made = None;
    match run(store, actor, path, &mut fields, &mut made).await {
        Ok(Done::LookAs(user)) => Outcome::LookAs { user },
        Ok(Done::At(to)) if fields.get(DO) == account::CHANGE_PASSWORD => Outcome::DoneAnew { to },
        Ok(Done::At(to)) => match made {
            Some(made) => Outcome::Made { to, made },
            None => Outcome::Done { to },
        },
        Err(error) => {
            screening::note(store, actor, path, &fields, &error).await;
            screening::note_contact(store, actor, path, &fields, &error).await;
            let verb = fields.get(DO).to_owned();
            let error = in_order(error, &fields.0);
            // A password is never sent back.
            let kept = fields.0.into_iter().filter(|(name, _)| !Field::parse(name).is_some_and(Field::is_secret));
            Outcome::Refused(Returned { verb, fields: kept.collect(), error })
        }
    }
}

/// What a verb leads to.
enum Done {
    /// A page.
    At(String),
    /// The screens of somebody.
    LookAs(UserId),
}

/// Where to go on; and in `made` what was made by chance on the way.
async fn run(
    store: &Store,
    actor: &Actor,
    path: &str,
    fields: &mut Fields,
    made: &mut Option<Made>,
) -> Result<Done, AppError> {
    // Before anything else: whoever looks as somebody else changes nothing, whatever it is.
    if actor.watcher.is_some() {
        return Err(Refusal::Viewing.into());
    }
    if let Some(login) = path.strip_prefix("/admin/users/").filter(|_| fields.get(DO) == VIEW_AS) {
        return Ok(Done::LookAs(store.begin_viewing(actor, login).await?));
    }
    change(store, actor, path, fields, made).await.map(Done::At)
}

async fn change(
    store: &Store,
    actor: &Actor,
    path: &str,
    fields: &mut Fields,
    made: &mut Option<Made>,
) -> Result<String, AppError> {
    // Two people at one computer: what one of them wrote is never signed with the other's name unasked.
    let by = fields.get(BY);
    if !by.is_empty() && by != actor.login {
        return Err(AppError::OtherPerson { by: by.to_owned() });
    }
    screening::screen(fields)?;
    if let Some(place) = path.strip_prefix("/laws/") {
        return law::submit(store, actor, place, fields).await;
    }
    if let Some(place) = path.strip_prefix("/cases/") {
        if signal::is_verb(fields.get(DO)) {
            return signal::submit(store, actor, place, fields).await;
        }
        if place.contains("/stages/") {
            return stage::submit(store, actor, path, fields).await;
        }
        return case::submit(store, actor, place, fields).await;
    }
    if let Some(place) = path.strip_prefix("/relay/") {
        return relay::submit(store, actor, place, fields).await;
    }
    let verb = fields.get(DO);
    match path.strip_prefix("/issues/") {
        Some("new") if verb == "raise" => raise::raise(store, actor, fields).await,
        Some(key) => {
            let key = IssueKey::parse(key).ok_or(AppError::NotFound)?;
            issue::submit(store, actor, key, fields).await
        }
        None if path == gate_settings::TEMPLATES => gate_settings::templates(store, actor, fields).await,
        None if path == gate_settings::APPROVERS => gate_settings::approvers(store, actor, fields).await,
        None if path.starts_with("/admin/") => admin::submit(store, actor, path, fields, made).await,
        None if path == "/account" && verb == "account" => account::save(store, actor, fields).await,
        None if path == "/account" && verb == account::CHANGE_PASSWORD => {
            account::change_password(store, actor, fields).await
        }
        None if path == "/account" => account::submit(store, actor, fields, made).await,
        None => Err(AppError::NotFound),
    }
}

/// What is wrong, in the order of the form: a browser sends the fields as they stand. What it did not send (boxes that
/// are not ticked) stays behind what it was found after.
fn in_order(error: AppError, sent: &[(String, String)]) -> AppError {
    let AppError::Refused(Refusal::Invalid(problems)) = error else { return error };
    let mut last = 0;
    let mut placed: Vec<_> = problems
        .into_iter()
        .map(|it| {
            last = sent.iter().position(|(name, _)| name == it.field.as_str()).unwrap_or(last);
            (last, it)
        })
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    AppError::Refused(Refusal::Invalid(placed.into_iter().map(|(_, it)| it).collect()))
}

/// The sign-in form, shown again: the same words whatever was wrong.
pub fn sign_in_refused(login_id: &str, next: &str, refusal: Refusal) -> Returned {
    Returned {
        verb: "sign_in".to_owned(),
        fields: vec![(Field::LoginId.as_str().to_owned(), login_id.to_owned()), ("next".to_owned(), next.to_owned())],
        error: AppError::Refused(refusal),
    }
}

/// The form of the code, shown again.
pub fn code_refused(refusal: Refusal) -> Returned {
    Returned { verb: "sign_in_code".to_owned(), fields: Vec::new(), error: AppError::Refused(refusal) }
}

/// The sign-in page, for whom the way by 組織のアカウント did not let in.
pub fn openid_refused(refusal: Refusal) -> Returned {
    Returned { verb: "sign_in_openid".to_owned(), fields: Vec::new(), error: AppError::Refused(refusal) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::refusal::{FieldProblem, Problem};

    #[test]
    fn what_is_wrong_is_told_in_the_order_of_the_form() {
        let sent = ["do", "case", "title", "due"].map(|name| (name.to_owned(), String::new()));
        let wrong = |fields: &[Field]| {
            let problems = fields.iter().map(|it| FieldProblem::new(*it, Problem::Required)).collect();
            AppError::Refused(Refusal::Invalid(problems))
        };
        let told = in_order(wrong(&[Field::Title, Field::Systems, Field::Due, Field::Case]), &sent);
        assert_eq!(told, wrong(&[Field::Case, Field::Title, Field::Systems, Field::Due]));
        assert_eq!(in_order(AppError::Stale, &sent), AppError::Stale);
    }
}
