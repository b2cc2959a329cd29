//! A row of steps that all run, and the table at the end.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::Result;
use crate::totals::Counts;

/// What a step that could be carried out has to report.
#[derive(Default)]
pub(crate) struct Outcome {
    /// Tests it ran.
    pub(crate) counts: Option<Counts>,
    /// What a reader of the table should know.
    pub(crate) note: Option<String>,
    /// It ran to its end, and the answer is no.
    pub(crate) failed: bool,
}

impl From<()> for Outcome {
    fn from((): ()) -> Self {
        Self::default()
    }
}

struct Row {
    name: &'static str,
    result: &'static str,
    time: Duration,
    note: String,
}

/// The steps so far. One failed step does not stop the others: a person wants to hear everything that
/// is wrong in one run. Only what needs the failed step is skipped.
#[derive(Default)]
pub(crate) struct Steps {
    rows: Vec<Row>,
    totals: Counts,
    failed: bool,
}

impl Steps {
    /// Carries out one step and says whether it went well.
    pub(crate) fn step<T: Into<Outcome>>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> bool {
        println!("\n=== {name}");
        let started = Instant::now();
        let outcome = work().map(Into::into).unwrap_or_else(|message| {
            println!("{message}");
            Outcome { failed: true, ..Outcome::default() }
        });
        let mut note = outcome.note.unwrap_or_default();
        if let Some(counts) = outcome.counts {
            self.totals += counts;
            note = format!("{} passed, {} failed, {} skipped", counts.passed, counts.failed, counts.skipped);
        }
        self.failed |= outcome.failed;
        let result = if outcome.failed { "FAILED" } else { "ok" };
        self.rows.push(Row { name, result, time: started.elapsed(), note });
        !outcome.failed
    }

    /// Like [`Steps::step`], when what it needs went well.
    pub(crate) fn step_if<T: Into<Outcome>>(
        &mut self,
        ready: bool,
        name: &'static str,
        work: impl FnOnce() -> Result<T>,
    ) -> bool {
        if ready {
            return self.step(name, work);
        }
        let note = "needs a step that failed".to_owned();
        self.rows.push(Row { name, result: "skipped", time: Duration::ZERO, note });
        false
    }

    /// Prints the table and, as the last line, the totals of all test runners.
    pub(crate) fn report(self) -> ExitCode {
        let width = self.rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
        println!("\n{:width$}  result   seconds", "step");
        for row in &self.rows {
            let seconds = row.time.as_secs_f64();
            let line = format!("{:width$}  {:<7} {seconds:>8.1}  {}", row.name, row.result, row.note);
            println!("{}", line.trim_end());
        }
        let all: Duration = self.rows.iter().map(|row| row.time).sum();
        println!("{:width$}          {:>8.1}", "all", all.as_secs_f64());
        println!("\n{} passed, {} failed", self.totals.passed, self.totals.failed);
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
