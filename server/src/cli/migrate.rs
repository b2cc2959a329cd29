//! `kaisei migrate`.

use super::{open::open, say};
use crate::{config::Settings, logging};
use store::Clock;

/// Brings the tables up to date and says so.
pub(super) async fn migrate(settings: &Settings) -> anyhow::Result<()> {
    logging::start(settings);
    open(settings, Clock::System).await?;
    say(&format!("The tables of {} are up to date.", settings.database()));
    Ok(())
}
