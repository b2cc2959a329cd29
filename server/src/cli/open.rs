//! Opening the database of the settings.

use crate::config::Settings;
use anyhow::{Context, bail};
use store::{Clock, Store};

/// Makes the folder of the embedded database.
pub(super) fn make_data_folder(settings: &Settings) -> anyhow::Result<()> {
    let folder = &settings.data_dir;
    std::fs::create_dir_all(folder).with_context(|| {
        format!("{} is {}, a folder that cannot be made", settings.naming("data_dir"), folder.display())
    })
}

/// Opens the database and brings its tables up to date.
pub(super) async fn open(settings: &Settings, clock: Clock) -> anyhow::Result<Store> {
    let database = settings.database();
    if settings.database_url.is_none() {
        make_data_folder(settings)?;
    }
    let which = || format!("{} names the database {database}", settings.naming(settings.database_key()));
    let store = Store::connect(database.expose())
        .await
        .with_context(|| format!("{}, which cannot be opened", which()))?
        .with_clock(clock)
        .with_rules(settings.access);
    store.migrate().await.with_context(|| format!("{}, whose tables cannot be brought up to date", which()))?;
    Ok(store)
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
