//! The cargo commands that more than one task uses.

use std::process::Command;

use crate::place::Place;
use crate::{Result, run};

/// The target of the browser part.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// `cargo` in the clone, building into its target directory.
pub(crate) fn cargo(place: &Place, args: &[&str]) -> Command {
    // Under `cargo xtask`, CARGO is the cargo that runs us, of the toolchain that was asked for.
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(args).current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target);
    command
}

/// Refuses a badly formatted file.
pub(crate) fn format(place: &Place) -> Result<()> {
    run::visibly(&mut cargo(place, &["fmt", "--all", "--check"]))
}

/// Lints of everything that runs on the host.
pub(crate) fn clippy_host(place: &Place) -> Result<()> {
    run::visibly(&mut cargo(place, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// Lints of what runs in the browser: the same files under other features.
pub(crate) fn clippy_browser(place: &Place) -> Result<()> {
    for selection in [&["-p", "domain"][..], &["-p", "app", "--no-default-features", "--features", "hydrate"]] {
        let mut command = cargo(place, &["clippy", "--target", WASM]);
        run::visibly(command.args(selection).args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}
