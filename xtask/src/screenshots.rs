//! Every screen as a picture, for people to look at.

use crate::place::Place;
use crate::{Result, e2e, run};

/// Runs Playwright's project `screenshots`, which writes PNG files into `screenshots/`.
pub(crate) fn screenshots(place: &Place, args: &[String]) -> Result<()> {
    e2e::prepare(place)?;
    let folder = place.root.join("screenshots");
    let mut command = e2e::playwright(place)?;
    command.arg("--project=screenshots").args(args).env("KAISEI_SCREENSHOTS", &folder);
    run::visibly(&mut command)?;
    println!("{}", folder.display());
    Ok(())
}
