//! The long forms of the tests that have one: what needs hours rather than minutes.

use std::process::ExitCode;

use crate::place::Place;
use crate::steps::Steps;
use crate::{Result, cargo, install, test};

/// Name, and the tests of `tests/it` by their path. A new suite is a line here, and `tests::soak::how_many` in its
/// tests. Those that stand beside the code have the name of their crate before a blank.
const SUITES: &[(&str, &str)] = &[
    ("worlds: who may know of what, in 40,000 worlds on each database", "store tests::worlds::"),
    ("leaks: every form with the verbs of its page × everybody", "leaks::"),
    ("kills: the server is killed while people write", "kills::"),
    ("bad: bad days of the machine, the network and the people", "bad_days::"),
    ("texts: 20,000 texts against the cleaning of Markdown", "page::hostile::"),
    ("log: a walk over 100,000 events", "audit::speed::"),
];

/// Runs those whose name begins with one of the words, or all.
pub(crate) fn soak(place: &Place, words: &[String]) -> Result<ExitCode> {
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.starts_with(word.as_str()));
    let suites: Vec<_> = SUITES.iter().filter(|(name, _)| wanted(name)).collect();
    if suites.is_empty() {
        let names: Vec<_> = SUITES.iter().filter_map(|(name, _)| name.split(':').next()).collect();
        return Err(format!("there is no such suite; there are: {}", names.join(", ")));
    }
    let mut steps = Steps::default();
    steps.step("install: PostgreSQL", install::postgresql);
    for (name, tests) in suites {
        steps.step(name, || {
            let (mut command, tests) = match tests.split_once(' ') {
                Some((name, tests)) => (cargo::cargo(place, &["test", "-p", name, "--lib"]), tests),
                None => (test::integration(place, "it"), *tests),
            };
            command.env("KAISEI_TEST_SOAK", "1").env("KAISEI_TEST_REQUIRE_PG", "1");
            // One after the other, and the figures are shown.
            test::cargo_test({
                command.args(["--", tests, "--test-threads=1", "--nocapture"]);
                command
            })
        });
    }
    Ok(steps.report())
}
