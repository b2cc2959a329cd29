//! Opening the database of the settings.

use crate::config::Settings;
use anyhow::{Context, bail};
use store::{Clock, Store};

/// Opens the database and brings its tables up to date.
pub(super) async fn open(settings: &Settings, clock: Clock) -> anyhow::Result<Store> {
    let database = settings.database();
    if settings.database_url.is_none() {
        let folder = &settings.data_dir;
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the data folder {} could not be made", folder.display()))?;
    }
    let store = Store::connect(database.expose())
        .await
        .with_context(|| format!("the database {database} could not be opened"))?
        .with_clock(clock);
    store.migrate().await.with_context(|| format!("the tables of {database} could not be brought up to date"))?;
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
