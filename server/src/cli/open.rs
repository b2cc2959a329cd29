//! Opening the database of the settings.

use crate::config::{DatabaseUrl, Settings};
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
    let store = connect(&database, clock).await?;
    store.migrate().await.with_context(|| format!("the tables of {database} could not be brought up to date"))?;
    Ok(store)
}

async fn connect(database: &DatabaseUrl, clock: Clock) -> anyhow::Result<Store> {
    Store::connect(database.expose(), clock)
        .await
        .with_context(|| format!("the database {database} could not be opened"))
}

/// Real use refuses the demo world: everybody knows its passwords.
pub(super) async fn refuse_demo(store: &Store, settings: &Settings) -> anyhow::Result<()> {
    if store.holds_demo().await? {
        bail!(
            "the database {} holds the demo world, whose passwords everybody knows; \
             name another database, or look at it by `kaisei demo`",
            settings.database()
        );
    }
    Ok(())
}
