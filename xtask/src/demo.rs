//! A newcomer's first command: build, then show the city's cases in the browser.

use std::process::{Command, ExitCode};

use crate::place::Place;
use crate::{Result, release};

/// Where the demo listens unless the arguments say otherwise.
const ADDRESS: &str = "127.0.0.1:3000";

/// Builds what changed and becomes `kaisei demo`.
pub(crate) fn demo(place: &Place, args: &[String]) -> Result<ExitCode> {
    let binary = release::build(place)?;
    let mut command = Command::new(&binary);
    command.arg("demo").current_dir(&place.root);
    if !args.iter().any(|arg| arg == "--listen" || arg.starts_with("--listen=")) {
        command.args(["--listen", ADDRESS]);
    }
    become_it(command.args(args))
}

/// The server takes our place: Ctrl+C and exit code are its own, and the claim on the target directory
/// ends here.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(format!("cannot start kaisei: {}", command.exec()))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<ExitCode> {
    crate::run::visibly(command).map(|()| ExitCode::SUCCESS)
}
