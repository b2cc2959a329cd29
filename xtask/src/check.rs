//! The quick gate before a commit: under a minute when warm.

use std::process::ExitCode;

use crate::place::Place;
use crate::steps::Steps;
use crate::{Result, cargo, test};

/// Format, lints of the host side, domain tests, and the integration tests on SQLite only.
pub(crate) fn check(place: &Place) -> Result<ExitCode> {
    let mut steps = Steps::default();
    steps.step("format", || cargo::format(place));
    steps.step("clippy", || cargo::clippy_host(place));
    steps.step("domain tests", || test::cargo_test(cargo::cargo(place, &["test", "--package", "domain"])));
    steps.step("integration tests, SQLite", || {
        let mut command = test::integration(place, "it");
        command.env("KAISEI_TEST_PG", "off");
        test::cargo_test(command)
    });
    Ok(steps.report())
}
