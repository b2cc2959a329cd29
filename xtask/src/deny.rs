//! Licences, sources, banned crates and known vulnerabilities of the dependencies.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::place::Place;
use crate::steps::Outcome;
use crate::{Result, run};

/// The advisory database is a repository on the internet. Not every machine reaches it, and a machine
/// that does not must neither hang nor fail, but say what was left out.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs what can be checked here.
pub(crate) fn check(place: &Place, program: &Path) -> Result<Outcome> {
    let deny = || {
        let mut command = Command::new(program);
        command.current_dir(&place.root);
        command
    };
    let mut checks = vec!["bans", "licenses", "sources"];
    let mut note = None;
    if run::within(PATIENCE, deny().args(["fetch", "db"])) {
        checks.push("advisories");
    } else {
        let text = "advisories skipped: the database could not be reached";
        println!("{text}");
        note = Some(text.to_owned());
    }
    // Duplicate versions are warnings, a hundred screens of them: shown when somebody runs cargo-deny.
    run::visibly(deny().args(["--log-level", "error", "check", "--hide-inclusion-graph"]).args(checks))?;
    Ok(Outcome { note, ..Outcome::default() })
}
