//! The browser stories, against the release binary.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::place::Place;
use crate::steps::{Outcome, Steps};
use crate::totals::Counts;
use crate::{Result, install, release, test};

/// Prepares everything the stories need and runs them; `args` go to Playwright.
pub(crate) fn e2e(place: &Place, args: &[String]) -> Result<ExitCode> {
    prepare(place)?;
    let mut steps = Steps::default();
    steps.step("end to end", || stories(place, args));
    Ok(steps.report())
}

/// Browser, npm packages and binary.
pub(crate) fn prepare(place: &Place) -> Result<()> {
    install::browser()?;
    install::npm_packages(place)?;
    release::build(place).map(drop)
}

/// The stories with and without JavaScript.
pub(crate) fn stories(place: &Place, args: &[String]) -> Result<Outcome> {
    let mut command = playwright(place)?;
    if !args.iter().any(|arg| arg.starts_with("--project")) {
        command.args(["--project=chromium", "--project=no-js"]);
    }
    command.args(args);
    test::tests(command, Counts::of_playwright)
}

/// `playwright test`, told where the binary and the browser are.
pub(crate) fn playwright(place: &Place) -> Result<Command> {
    let browser = install::chromium().ok_or("there is no Chromium; KAISEI_CHROMIUM can name one")?;
    let program: PathBuf = ["node_modules", "@playwright", "test", "cli.js"].iter().collect();
    let mut command = Command::new("node");
    command
        .arg(program)
        .arg("test")
        .current_dir(place.end2end())
        .env("KAISEI_BIN", place.binary())
        .env("KAISEI_CHROMIUM", browser);
    Ok(command)
}
