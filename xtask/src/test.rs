//! Every check and every test, on a machine that may lack most of what they need. CI runs this.

use std::process::{Command, ExitCode};

use crate::place::Place;
use crate::steps::{Outcome, Steps};
use crate::totals::Counts;
use crate::{Result, cargo, deny, e2e, install, release, run};

/// All of it. A step is skipped only when what it needs failed; the exit code tells whether any did.
pub(crate) fn test(place: &Place) -> Result<ExitCode> {
    let mut steps = Steps::default();
    let wasm = steps.step("install: wasm target", || install::wasm_target(place));
    steps.step("install: PostgreSQL", install::postgresql);
    let browser = steps.step("install: browser", install::browser);
    let npm = steps.step("install: npm packages", || install::npm_packages(place));
    let mut cargo_deny = None;
    steps.step("install: cargo-deny", || install::cargo_deny(place).map(|program| cargo_deny = Some(program)));

    steps.step("format", || cargo::format(place));
    steps.step("clippy: server side", || cargo::clippy_host(place));
    steps.step_if(wasm, "clippy: browser side", || cargo::clippy_browser(place));
    steps.step_if(cargo_deny.is_some(), "cargo deny", || match &cargo_deny {
        Some(program) => deny::check(place, program),
        None => Err("cargo-deny is not there".to_owned()),
    });
    steps.step("unit tests", || unit(place));
    steps.step("doc tests", || cargo_test(cargo::cargo(place, &["test", "--workspace", "--doc"])));
    steps.step("integration tests", || {
        let mut command = integration(place, EVERY_TARGET);
        // Without PostgreSQL half of the promise would be untested: that is a failure here.
        command.env("KAISEI_TEST_REQUIRE_PG", "1");
        // The same command builds it, for the tests of the command line.
        command.env("KAISEI_TEST_BIN", place.target.join("debug").join("kaisei"));
        cargo_test(command)
    });
    let built = steps.step_if(wasm, "release build", || release::build(place).map(drop));
    steps.step_if(built && browser && npm, "end to end", || e2e::stories(place, &[]));
    Ok(steps.report())
}

/// The tests beside the code, by cargo-nextest where it is installed.
fn unit(place: &Place) -> Result<Outcome> {
    if run::find("cargo-nextest").is_none() {
        return cargo_test(cargo::cargo(place, &["test", "--workspace", "--lib", "--bins", "--no-fail-fast"]));
    }
    let nextest = "nextest run --workspace --lib --bins --no-fail-fast --no-tests pass --status-level fail";
    let nextest: Vec<&str> = nextest.split_whitespace().collect();
    tests(cargo::cargo(place, &nextest), Counts::of_nextest)
}

/// Every file of tests that stands outside the sources, whatever its name: cargo takes a pattern.
const EVERY_TARGET: &str = "*";

/// Tests that stand outside the sources: `it`, the one binary on both databases, or every target.
/// Always by `cargo test`: its tests share one PostgreSQL cluster and one migrated template per
/// process, and nextest would start a process for each test.
pub(crate) fn integration(place: &Place, target: &str) -> Command {
    // The whole workspace is named so that dependencies get the same features as in the other steps.
    cargo::cargo(place, &["test", "--workspace", "--test", target, "--no-fail-fast"])
}

/// Runs `cargo test` and reads its totals.
pub(crate) fn cargo_test(command: Command) -> Result<Outcome> {
    tests(command, Counts::of_cargo_test)
}

/// Runs a test runner and reads its totals.
pub(crate) fn tests(mut command: Command, count: fn(&str) -> Counts) -> Result<Outcome> {
    let said = run::listening(&mut command)?;
    Ok(Outcome { counts: Some(count(&said.text)), failed: !said.ok, ..Outcome::default() })
}
