//! How many tests passed and failed, read from the runners' closing lines.

use std::ops::AddAssign;

/// Tests of one or more runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Counts {
    /// `cargo test`: `test result: ok. 12 passed; 0 failed; 1 ignored; …`, once per test binary.
    pub(crate) fn of_cargo_test(text: &str) -> Self {
        let text = plain(text);
        let mut counts = Self::default();
        for line in text.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
            for part in line.split(['.', ';']) {
                counts.add_words(part);
            }
        }
        counts
    }

    /// cargo-nextest: `Summary [ 1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped`.
    pub(crate) fn of_nextest(text: &str) -> Self {
        let text = plain(text);
        let mut counts = Self::default();
        let summaries = text.lines().filter(|line| line.trim_start().starts_with("Summary ["));
        for (_, parts) in summaries.filter_map(|line| line.split_once(" run: ")) {
            for part in parts.split(',') {
                counts.add_words(part);
            }
        }
        counts
    }

    /// Playwright's closing lines: `12 passed (3.4s)`, `1 failed`, `1 flaky`, each on its own.
    pub(crate) fn of_playwright(text: &str) -> Self {
        let text = plain(text);
        let mut counts = Self::default();
        for line in text.lines() {
            let line = line.split(" (").next().unwrap_or_default();
            if line.split_whitespace().count() == 2 || line.trim().ends_with("did not run") {
                counts.add_words(line);
            }
        }
        counts
    }

    /// Adds `11 passed (1 slow)` and the like; other words mean nothing here.
    fn add_words(&mut self, part: &str) {
        let mut words = part.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
            return;
        };
        match words.next() {
            // Flaky: failed, then passed when tried again.
            Some("passed" | "flaky") => self.passed += number,
            Some("failed" | "timed" | "exec" | "interrupted") => self.failed += number,
            Some("skipped" | "ignored" | "did") => self.skipped += number,
            _ => {}
        }
    }
}

/// The text without terminal colours.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            // ESC [ … letter
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_test_prints_one_line_per_binary() {
        let text = "running 3 tests\ntest a ... ok\n\
            test result: \u{1b}[32mok\u{1b}[0m. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.25s\n";
        assert_eq!(Counts::of_cargo_test(text), Counts { passed: 4, failed: 2, skipped: 1 });
    }

    #[test]
    fn nextest_prints_one_summary() {
        let text = "    PASS [   0.001s] app a\n────\n\
            \u{1b}[31m     Summary\u{1b}[0m [   0.104s] 14 tests run: 11 passed (2 slow), 2 failed, 1 timed out, 2 skipped\n";
        assert_eq!(Counts::of_nextest(text), Counts { passed: 11, failed: 3, skipped: 2 });
    }

    #[test]
    fn playwright_prints_one_line_per_kind() {
        let text = "Running 16 tests using 2 workers\n  ✘  1 [chromium] › sign_in.spec.ts:4:1 › signs in (1.2s)\n\
            \n  1 failed\n    [chromium] › sign_in.spec.ts:4:1 › signs in ───\n  1 flaky\n  2 skipped\n  3 did not run\n  9 passed (3.4s)\n";
        assert_eq!(Counts::of_playwright(text), Counts { passed: 10, failed: 1, skipped: 5 });
    }

    #[test]
    fn a_run_that_never_started_counts_nothing() {
        assert_eq!(Counts::of_cargo_test("error: could not compile `app`\n"), Counts::default());
        assert_eq!(Counts::of_nextest("error: 3 failed\n"), Counts::default());
    }
}
