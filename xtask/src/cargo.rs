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
    // `cargo run` describes xtask's own package to us. Some build scripts (ring's) run anew when that description is
    // there, and everything above them with it: half of the tree, at each change between `cargo` and `cargo xtask`.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_about_our_package) {
            command.env_remove(name);
        }
    }
    command
}

fn is_about_our_package(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || matches!(name, "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_PRIMARY_PACKAGE")
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

#[cfg(test)]
mod tests {
    use super::is_about_our_package;

    #[test]
    fn what_is_said_of_xtask_is_not_said_to_its_children() {
        for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION_MAJOR"] {
            assert!(is_about_our_package(name), "{name}");
        }
        for name in ["CARGO", "CARGO_HOME", "CARGO_TARGET_DIR", "RUSTUP_TOOLCHAIN", "PATH"] {
            assert!(!is_about_our_package(name), "{name}");
        }
    }
}
