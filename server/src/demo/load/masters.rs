//! Organisations, systems, accounts and law changes.

use super::{BEGINNING, LoadError, World, at};
use crate::demo::{
    PASSWORD,
    files::{LawEntry, OrganisationEntry, RoleEntry, SystemEntry, UserEntry},
};
use domain::ids::UserId;
use indicatif::ProgressBar;
use store::{NewLaw, NewOrganisation, NewRole, NewSystem, NewUser, Store};

/// Makes the first account with its organisation, in one transaction.
pub(in crate::demo) async fn begin(
    store: &Store,
    world: &World,
    first: &UserEntry,
) -> Result<(String, UserId), LoadError> {
    let place = || format!("demo/users.toml, {}", first.login);
    let Some(org) = world.organisations.iter().find(|entry| entry.code == first.org) else {
        return Err(LoadError::Refused { place: place(), why: format!("there is no organisation {}", first.org) });
    };
    let id = store.add_user_with_organisation(&organisation(org), &user(first)).await.map_err(at(place))?;
    Ok((first.login.clone(), id))
}

/// Registers organisations, but for that of the first account, systems and law changes.
pub(super) async fn register(store: &Store, world: &World, first: &UserEntry) -> Result<(), LoadError> {
    for entry in world.organisations.iter().filter(|entry| entry.code != first.org) {
        let registered = store.register_organisation(&organisation(entry)).await;
        registered.map_err(at(|| format!("demo/organisations.toml, {}", entry.code)))?;
    }
    for entry in &world.systems {
        let registered = store.register_system(&system(entry)).await;
        registered.map_err(at(|| format!("demo/systems.toml, {}", entry.code)))?;
    }
    for entry in &world.laws {
        let registered = store.register_law(&law(entry)).await;
        registered.map_err(at(|| format!("demo/laws.toml, {}", entry.code)))?;
    }
    Ok(())
}

/// Makes accounts.
pub(super) async fn accounts(
    store: &Store,
    entries: &[UserEntry],
    bar: &ProgressBar,
) -> Result<Vec<(String, UserId)>, LoadError> {
    let mut made = Vec::new();
    for entry in entries {
        let id = store.add_user(&user(entry)).await.map_err(at(|| format!("demo/users.toml, {}", entry.login)))?;
        made.push((entry.login.clone(), id));
        bar.inc(1);
    }
    Ok(made)
}

fn organisation(entry: &OrganisationEntry) -> NewOrganisation {
    NewOrganisation {
        code: entry.code.clone(),
        kind: entry.kind,
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        bureau: entry.bureau.clone(),
        center: entry.center,
        sort: entry.sort,
        valid_from: Some(BEGINNING),
    }
}

fn system(entry: &SystemEntry) -> NewSystem {
    NewSystem {
        code: entry.code.clone(),
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        center: entry.center,
        vendor: entry.vendor.clone(),
        revised: entry.revised,
        sort: entry.sort,
    }
}

fn user(entry: &UserEntry) -> NewUser {
    let role =
        |it: &RoleEntry| NewRole { role: it.role, center: it.center, valid_from: Some(BEGINNING), valid_to: None };
    NewUser {
        login: entry.login.clone(),
        name: entry.name.clone(),
        kana: entry.kana.clone(),
        title: entry.title.clone(),
        org: entry.org.clone(),
        roles: entry.roles.iter().map(role).collect(),
        password: PASSWORD.to_owned(),
        demo: true,
    }
}

fn law(entry: &LawEntry) -> NewLaw {
    NewLaw {
        code: entry.code.clone(),
        name: entry.name.clone(),
        kind: entry.kind,
        number: entry.number.clone(),
        promulgated_on: entry.promulgated_on,
        in_force_on: entry.in_force_on,
        applies_from: entry.applies_from,
        retroactive: entry.retroactive,
        ministry: entry.ministry.clone(),
        source: entry.source.clone(),
        state: entry.state,
        summary: entry.summary.clone(),
    }
}
