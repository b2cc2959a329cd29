//! One start at a time makes the demo world of a folder, or takes an unfinished one away.

use super::super::{complain, open::make_data_folder};
use crate::config::Settings;
use anyhow::Context;
use std::{
    fs::{File, TryLockError},
    time::Duration,
};

/// Claims the data folder until the answer is dropped; waits for another start that has it.
pub(super) async fn claim(settings: &Settings) -> anyhow::Result<File> {
    const PAUSE: Duration = Duration::from_millis(200);
    make_data_folder(settings)?;
    let path = settings.data_dir.join("making.lock");
    let unfit = || format!("{} is {}, where nothing can be written", settings.naming("data_dir"), path.display());
    let file = File::options().write(true).create(true).truncate(false).open(&path).with_context(unfit)?;
    let mut is_told = false;
    loop {
        match file.try_lock() {
            // A file system that knows no locks: then nobody can be waited for.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
            Err(TryLockError::WouldBlock) if is_told => {}
            Err(TryLockError::WouldBlock) => {
                complain("kaisei: another start is making this demo world; waiting for it.");
                is_told = true;
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
