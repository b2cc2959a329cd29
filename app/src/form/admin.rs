//! The forms of 管理: one per verb.

use super::{DO, Made, SEEN, SUCCESSOR_OF, fields::Fields};
use crate::error::AppError;
use domain::{
    actor::Actor,
    admin::{
        AccountInput, DayInput, DutiesInput, LeaveInput, OrgInput, ProfileInput, RoleInput, SystemInput, VendorInput,
    },
    refusal::Field,
};
use store::Store;

/// What the form of an organisation's edit always sends.
const EDITED_ORG: [Field; 6] = [Field::Label, Field::NameEn, Field::Bureau, Field::Sort, Field::From, Field::To];

/// What the form of a system's edit always sends.
const EDITED_SYSTEM: [Field; 5] = [Field::Label, Field::NameEn, Field::Sort, Field::From, Field::To];

/// Runs the verb and says where to go on; and in `made` the password that was made because none was typed.
pub(super) async fn submit(
    store: &Store,
    actor: &Actor,
    path: &str,
    fields: &Fields,
    made: &mut Option<Made>,
) -> Result<String, AppError> {
    let verb = fields.get(DO);
    let parts: Vec<_> = path.split('/').skip(2).collect();
    match (parts.as_slice(), verb) {
        (["users", "new"], "add_account") => {
            let (password, by_chance) = password(store, fields);
            let login = store.add_account(actor, &AccountInput { password, ..account(fields) }).await?;
            *made = by_chance.map(|password| Made::Password { login: login.clone(), password });
            Ok(format!("/admin/users/{login}?done={verb}"))
        }
        (["users", login], _) => user(store, actor, login, fields, made).await,
        (["organisations"], "add_org") => {
            let code = store.add_organisation(actor, &organisation(fields)).await?;
            Ok(format!("/admin/organisations/{code}?done={verb}"))
        }
        (["review"], "confirm_account") => {
            store.review_account(actor, &fields.code(Field::LoginId), fields.version()?).await?;
            Ok(format!("{path}?done={verb}"))
        }
        (["organisations", code], "set_networks") => {
            store.set_sign_in_from(actor, code, fields.version()?, fields.text(Field::SignInFrom)).await?;
            Ok(format!("{path}?done={verb}"))
        }
        (["organisations", code], "edit_org") => {
            fields.whole(&EDITED_ORG)?;
            store.edit_organisation(actor, code, fields.version()?, &organisation(fields)).await?;
            Ok(format!("{path}?done={verb}"))
        }
        (["systems"], "add_system") => {
            let code = store.add_system(actor, &system(fields)).await?;
            Ok(format!("/admin/systems/{code}?done={verb}"))
        }
        (["systems", code], "edit_system") => {
            fields.whole(&EDITED_SYSTEM)?;
            store.edit_system(actor, code, fields.version()?, &system(fields)).await?;
            Ok(format!("{path}?done={verb}"))
        }
        (["systems", code], "change_vendor") => {
            let input = VendorInput { vendor: fields.code(Field::Vendor), from: text(fields, Field::From) };
            store.change_vendor(actor, code, fields.version()?, &input).await?;
            Ok(format!("{path}?done={verb}"))
        }
        (["calendar", "day"], "set_day") => {
            let input = day(fields);
            store.set_day(actor, fields.version()?, &input).await?;
            let year = input.read().map(|change| chrono::Datelike::year(&change.day))?;
            Ok(format!("/admin/calendar?year={year}&done={verb}"))
        }
        _ => Err(AppError::NotFound),
    }
}

async fn user(
    store: &Store,
    actor: &Actor,
    login: &str,
    fields: &Fields,
    made: &mut Option<Made>,
) -> Result<String, AppError> {
    let verb = fields.get(DO);
    let version = fields.version();
    match verb {
        "edit_account" => {
            fields.whole(&[Field::Name, Field::Kana, Field::JobTitle])?;
            store.edit_account(actor, login, version?, &profile(fields)).await?;
        }
        "set_duties" => {
            fields.whole(&[Field::PledgedOn, Field::TrainedOn])?;
            store.set_duties(actor, login, version?, &duties(fields)).await?;
        }
        "set_password" => {
            let (password, by_chance) = password(store, fields);
            store.set_password(actor, login, version?, &password).await?;
            *made = by_chance.map(|password| Made::Password { login: login.to_owned(), password });
        }
        "remove_factor_of" => store.remove_second_factor_of(actor, login, version?).await?,
        "unlink_openid_of" => store.unlink_openid_of(actor, login, version?).await?,
        "end_sessions" => store.end_sessions_of(actor, login, version?).await?,
        "disable_account" => store.disable_account(actor, login, version?).await?,
        "enable_account" => store.enable_account(actor, login, version?).await?,
        "give_role" => store.give_role(actor, login, version?, &role(fields)).await?,
        "end_role" => {
            let (term, to) = (fields.text(Field::Term), fields.text(Field::To));
            store.end_role(actor, login, version?, term, to).await?;
        }
        "move_account" => store.move_account(actor, login, version?, &fields.code(Field::Affiliation)).await?,
        "leave" => {
            store.leave(actor, login, version?, &leave(fields)).await?;
        }
        _ => return Err(AppError::NotFound),
    }
    Ok(format!("/admin/users/{login}?done={verb}"))
}

fn text(fields: &Fields, field: Field) -> String {
    fields.text(field).to_owned()
}

fn profile(fields: &Fields) -> ProfileInput {
    let text = |field| text(fields, field);
    ProfileInput { name: text(Field::Name), kana: text(Field::Kana), title: text(Field::JobTitle) }
}

fn duties(fields: &Fields) -> DutiesInput {
    let text = |field| text(fields, field);
    DutiesInput {
        pledged_on: text(Field::PledgedOn),
        trained_on: text(Field::TrainedOn),
        handles_numbers: text(Field::HandlesNumbers),
    }
}

fn role(fields: &Fields) -> RoleInput {
    let text = |field| text(fields, field);
    RoleInput { role: text(Field::Role), center: text(Field::Center), from: text(Field::From), to: text(Field::To) }
}

fn account(fields: &Fields) -> AccountInput {
    AccountInput {
        login: fields.code(Field::LoginId),
        profile: profile(fields),
        org: fields.code(Field::Affiliation),
        role: role(fields),
        password: String::new(),
    }
}

/// The password for somebody else: as typed, or made by chance where nothing was; then once more, to be told.
fn password(store: &Store, fields: &Fields) -> (String, Option<String>) {
    match fields.text(Field::Password) {
        "" => {
            let made = store.random_password();
            (made.clone(), Some(made))
        }
        typed => (typed.to_owned(), None),
    }
}

fn leave(fields: &Fields) -> LeaveInput {
    let each = fields.0.iter().filter_map(|(name, login)| {
        let key = name.strip_prefix(SUCCESSOR_OF)?;
        Some((key.to_owned(), login.clone()))
    });
    LeaveInput {
        last_day: text(fields, Field::LastDay),
        successor: text(fields, Field::Successor),
        each: each.collect(),
    }
}

fn organisation(fields: &Fields) -> OrgInput {
    let text = |field| text(fields, field);
    OrgInput {
        code: fields.code(Field::Code),
        kind: text(Field::OrgKind),
        name: text(Field::Label),
        name_en: text(Field::NameEn),
        bureau: text(Field::Bureau),
        sort: text(Field::Sort),
        from: text(Field::From),
        to: text(Field::To),
        seen: fields.get(SEEN).to_owned(),
    }
}

fn system(fields: &Fields) -> SystemInput {
    let text = |field| text(fields, field);
    SystemInput {
        code: fields.code(Field::Code),
        center: text(Field::Center),
        vendor: fields.code(Field::Vendor),
        name: text(Field::Label),
        name_en: text(Field::NameEn),
        revised: text(Field::Revised),
        sort: text(Field::Sort),
        from: text(Field::From),
        to: text(Field::To),
        seen: fields.get(SEEN).to_owned(),
    }
}

fn day(fields: &Fields) -> DayInput {
    let text = |field| text(fields, field);
    DayInput {
        day: text(Field::Day),
        reach: text(Field::Reach),
        says: text(Field::Says),
        name: text(Field::Label),
        reason: text(Field::Reason),
    }
}
