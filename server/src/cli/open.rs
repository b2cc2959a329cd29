//! Opening the database of the settings.

use super::complain;
use crate::config::Settings;
use anyhow::{Context, bail};
use std::time::Duration;
use store::{Clock, Reach, Store};

/// Makes the folder of the embedded database, for nobody else to look into.
pub(super) fn make_data_folder(settings: &Settings) -> anyhow::Result<()> {
    let folder = &settings.data_dir;
    let mut making = std::fs::DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(folder).with_context(|| {
        format!("{} is {}, a folder that cannot be made", settings.naming("data_dir"), folder.display())
    })?;
    #[cfg(unix)]
    if let Ok(about) = std::fs::metadata(folder)
        && std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o007 != 0
    {
        // It may have been made for other things as well: whoever runs the machine decides.
        complain(&format!(
            "kaisei: everybody on this machine may look into {}: its rights should be 0700.",
            folder.display()
        ));
    }
    Ok(())
}

/// Opens the database for the command that brings its tables up to date.
pub(super) async fn open_to_migrate(settings: &Settings) -> anyhow::Result<()> {
    migrate(&open_within(settings, Clock::System, None).await?, settings).await
}

/// Opens what [`open`] has brought up to date for people, who get their answer in time or not at all: nor does a
/// statement take longer.
pub(super) async fn open_for_people(settings: &Settings) -> anyhow::Result<Store> {
    open_within(settings, Clock::System, Some(settings.request_timeout)).await
}

/// Opens the database and brings its tables up to date, however long that takes, unless that is the command's alone.
pub(super) async fn open(settings: &Settings, clock: Clock) -> anyhow::Result<Store> {
    let store = open_within(settings, clock, None).await?;
    if !settings.migrate_by_command {
        migrate(&store, settings).await?;
    } else if !store.tables_fit().await {
        bail!(
            "{} is by_command, and the tables of {} are not those of this version of Kaisei; \
             run `kaisei migrate` as the account that owns them",
            settings.naming("migrate"),
            settings.database()
        );
    }
    Ok(store)
}

async fn migrate(store: &Store, settings: &Settings) -> anyhow::Result<()> {
    let unfit = || format!("{}, whose tables cannot be brought up to date", which(settings));
    store.migrate().await.with_context(unfit)
}

fn which(settings: &Settings) -> String {
    format!("{} names the database {}", settings.naming(settings.database_key()), settings.database())
}

async fn open_within(settings: &Settings, clock: Clock, statement_limit: Option<Duration>) -> anyhow::Result<Store> {
    let database = settings.database();
    if settings.database_url.is_none() {
        make_data_folder(settings)?;
    }
    let reach = Reach { as_addressed: settings.database_as_addressed, statement_limit };
    let store = Store::connect_by(database.expose(), reach)
        .await
        .with_context(|| format!("{}, which cannot be opened", which(settings)))?;
    Ok(store.with_clock(clock).with_rules(settings.access))
}

/// Real use refuses the demo world: everybody knows its passwords.
pub(super) async fn refuse_demo(store: &Store, settings: &Settings) -> anyhow::Result<()> {
    if store.has_demo_accounts().await? {
        bail!(
            "the database {} holds the demo world, whose passwords everybody knows; \
             name another database, or look at it by `kaisei demo`",
            settings.database()
        );
    }
    Ok(())
}
