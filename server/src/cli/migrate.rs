//! `kaisei migrate`.

use super::{open::open_to_migrate, say};
use crate::{config::Settings, logging};

/// Brings the tables up to date and says so.
pub(super) async fn migrate(settings: &Settings) -> anyhow::Result<()> {
    logging::start(settings);
    open_to_migrate(settings).await?;
    say(&format!("The tables of {} are up to date.", settings.database()));
    Ok(())
}
