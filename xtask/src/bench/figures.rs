//! The figures kept in the repository, and what counts as worse.
//!
//! `bench/figures.json` is JSON, one screen in a line, so that a change of it can be read in a review. It is read line
//! by line in just that shape.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::measure::Row;
use super::screens::name_of;
use crate::Result;

/// How much more CPU a screen may cost than was kept.
const TOLERATED: f64 = 1.2;
/// How much the yardstick may vary in a run on a machine that does nothing else.
const STEADY: f64 = 1.3;

/// What is kept of a screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kept {
    /// CPU per request in yardsticks, which another machine can compare.
    yardsticks: f64,
    /// CPU per request on the machine that wrote it, in milliseconds. For readers; compared with nothing.
    cpu_ms: f64,
    /// CPU per request of the limit's, for screens that are read. For readers: a faster store makes it larger.
    of_limit: Option<f64>,
}

impl Kept {
    fn of(row: &Row) -> Self {
        let of_limit = row.read.as_ref().map(|read| row.cpu / read.limit_cpu);
        Self { yardsticks: row.yardsticks(), cpu_ms: row.cpu, of_limit }
    }
}

/// A sentence when the yardstick varied so much that something else must have run beside the measurement.
pub(super) fn unsteady(rows: &[Row]) -> Option<String> {
    let least = rows.iter().map(|row| row.yardstick).min_by(f64::total_cmp)?;
    let most = rows.iter().map(|row| row.yardstick).max_by(f64::total_cmp)?;
    (most > least * STEADY).then(|| {
        format!("the yardstick took between {least:.2} and {most:.2} ms: something else ran beside this measurement")
    })
}

/// The kept figures by their key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figures(BTreeMap<String, Kept>);

impl Figures {
    /// Reads the file; there may be none yet.
    pub(super) fn read(file: &Path) -> Result<Self> {
        if !file.exists() {
            return Ok(Self::default());
        }
        let says = |why: String| format!("{}: {why}", file.display());
        Self::parse(&std::fs::read_to_string(file).map_err(|e| says(e.to_string()))?).map_err(says)
    }

    /// Writes the file.
    pub(super) fn write(&self, file: &Path) -> Result<()> {
        let says = |e: std::io::Error| format!("{}: {e}", file.display());
        file.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(says)?;
        std::fs::write(file, self.text()).map_err(says)
    }

    /// Takes what was measured in place of what was kept; other figures stay.
    pub(super) fn take(&mut self, rows: &[Row]) {
        self.0.extend(rows.iter().map(|row| (row.key(), Kept::of(row))));
    }

    /// Whether a screen costs more than is tolerated. `None`: nothing was kept of it.
    pub(super) fn is_worse(&self, row: &Row) -> Option<bool> {
        self.0.get(&row.key()).map(|kept| row.yardsticks() > kept.yardsticks * TOLERATED)
    }

    /// A sentence for each screen that costs more than is tolerated, or of which nothing was kept.
    pub(super) fn complaints(&self, rows: &[Row]) -> Vec<String> {
        rows.iter().filter_map(|row| self.complaint(row)).collect()
    }

    fn complaint(&self, row: &Row) -> Option<String> {
        let screen = format!("{} with {} issues on {}", name_of(row.id), row.size, row.kind);
        let Some(kept) = self.0.get(&row.key()) else {
            return Some(format!("{screen}: no figure is kept; `cargo xtask bench --keep` keeps it"));
        };
        let now = row.yardsticks();
        (now > kept.yardsticks * TOLERATED).then(|| {
            let more = (now / kept.yardsticks - 1.0) * 100.0;
            format!(
                "{screen} costs {more:.0} % more CPU per request than was kept: {now:.2} yardsticks instead of {:.2} \
                 ({:.2} ms on this machine)",
                kept.yardsticks, row.cpu
            )
        })
    }

    fn text(&self) -> String {
        let lines = self.0.iter().map(|(key, kept)| {
            let mut line =
                format!("  \"{key}\": {{\"yardsticks\": {:.3}, \"cpu_ms\": {:.3}", kept.yardsticks, kept.cpu_ms);
            if let Some(of_limit) = kept.of_limit {
                let _ = write!(line, ", \"of_limit\": {of_limit:.3}");
            }
            line + "}"
        });
        format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
    }

    fn parse(text: &str) -> Result<Self> {
        let lines = text.lines().map(str::trim).filter(|line| !matches!(*line, "{" | "}" | ""));
        lines.map(|line| entry(line).ok_or_else(|| format!("cannot read `{line}`"))).collect::<Result<_>>().map(Self)
    }
}

fn entry(line: &str) -> Option<(String, Kept)> {
    let (key, figures) = line.trim_end_matches(',').strip_prefix('"')?.split_once("\": {")?;
    let figures = figures.strip_suffix('}')?;
    let figure = |name: &str| {
        let mut pairs = figures.split(',').filter_map(|pair| pair.split_once(':'));
        let (_, value) = pairs.find(|(it, _)| it.trim().trim_matches('"') == name)?;
        value.trim().parse::<f64>().ok()
    };
    let kept = Kept { yardsticks: figure("yardsticks")?, cpu_ms: figure("cpu_ms")?, of_limit: figure("of_limit") };
    Some((key.to_owned(), kept))
}

#[cfg(test)]
mod tests {
    use super::super::load::Load;
    use super::super::measure::Read;
    use super::super::world::Kind;
    use super::*;

    fn row(cpu: f64, yardstick: f64) -> Row {
        let read = Read {
            cpu_compressed: 0.0,
            bytes: 0,
            bytes_compressed: 0,
            statements: 5,
            limit_per_second: 1.0,
            limit_cpu: 0.5,
        };
        let (kind, many) = (Kind::Sqlite, Load::default());
        Row { kind, size: 1000, id: "cases", one: Load::default(), many, cpu, yardstick, rss: 0.0, read: Some(read) }
    }

    fn kept(cpu: f64, yardstick: f64) -> Figures {
        let mut figures = Figures::default();
        figures.take(&[row(cpu, yardstick)]);
        figures
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut figures = kept(2.0, 1.0);
        figures.take(&[Row { id: "raise", read: None, ..row(1.5, 1.0) }]);
        let text = figures.text();
        assert_eq!(
            text,
            "{\n  \"sqlite/1000/cases\": {\"yardsticks\": 2.000, \"cpu_ms\": 2.000, \"of_limit\": 4.000},\n  \
             \"sqlite/1000/raise\": {\"yardsticks\": 1.500, \"cpu_ms\": 1.500}\n}\n"
        );
        assert_eq!(Figures::parse(&text), Ok(figures));
        assert_eq!(Figures::parse("{\n}\n"), Ok(Figures::default()));
        assert_eq!(Figures::parse("{\n  \"a\": 1\n}"), Err("cannot read `\"a\": 1`".to_owned()));
    }

    #[test]
    fn a_fifth_more_is_tolerated_and_what_is_above_is_named() {
        let figures = kept(2.0, 1.0);
        assert!(figures.complaints(&[row(2.39, 1.0)]).is_empty());
        assert_eq!(figures.is_worse(&row(2.39, 1.0)), Some(false));
        assert_eq!(figures.is_worse(&row(2.5, 1.0)), Some(true));
        assert_eq!(
            figures.complaints(&[row(2.5, 1.0)]),
            [
                "案件一覧 with 1000 issues on SQLite costs 25 % more CPU per request than was kept: 2.50 yardsticks instead \
              of 2.00 (2.50 ms on this machine)"
            ]
        );
    }

    #[test]
    fn a_slower_machine_is_no_regression_and_a_faster_one_hides_none() {
        let figures = kept(2.0, 1.0);
        assert!(figures.complaints(&[row(6.0, 3.0)]).is_empty());
        assert_eq!(figures.complaints(&[row(1.5, 0.5)]).len(), 1);
    }

    #[test]
    fn a_yardstick_that_varies_tells_of_other_work() {
        assert_eq!(unsteady(&[row(1.0, 0.5), row(1.0, 0.6)]), None);
        assert_eq!(unsteady(&[]), None);
        let said = "the yardstick took between 0.50 and 1.10 ms: something else ran beside this measurement";
        assert_eq!(unsteady(&[row(1.0, 1.1), row(1.0, 0.5)]).as_deref(), Some(said));
    }

    #[test]
    fn a_faster_store_is_no_regression() {
        // Kaisei and its limit lose the same, so that Kaisei is now more of its limit than before.
        let faster = Row { read: row(0.0, 1.0).read.map(|read| Read { limit_cpu: 0.2, ..read }), ..row(1.7, 1.0) };
        assert!(kept(2.0, 1.0).complaints(&[faster]).is_empty());
    }

    #[test]
    fn a_screen_without_a_kept_figure_is_named() {
        let said = Figures::default().complaints(&[row(1.0, 1.0)]);
        assert_eq!(
            said,
            ["案件一覧 with 1000 issues on SQLite: no figure is kept; `cargo xtask bench --keep` keeps it"]
        );
        assert_eq!(Figures::default().is_worse(&row(1.0, 1.0)), None);
    }
}
