//! The report: one table per screen.

use super::measure::Row;
use super::screens;

const READ: [&str; 19] = [
    "課題", "req/s 1", "p50", "p95", "p99", "req/s 8", "p50", "p95", "p99", "CPU ms", "CPU gz", "yard", "RSS MB",
    "SQL", "kB", "kB gz", "limit/s", "limit ms", "share",
];
/// First with a form of each writer a second, then without a pause.
const SENT: [&str; 12] =
    ["課題", "req/s", "p50", "p95", "p99", "all out", "p50", "p95", "p99", "CPU ms", "yard", "RSS MB"];

/// The tables of everything that was measured, with the databases under each other.
pub(super) fn tables(rows: &[Row]) -> String {
    let table = |(id, name): (&'static str, &str)| {
        let of_screen: Vec<&Row> = rows.iter().filter(|row| row.id == id).collect();
        let is_read = of_screen.first()?.read.is_some();
        let header: &[&str] = if is_read { &READ } else { &SENT };
        let mut lines = vec![line("", header.iter().map(|it| (*it).to_owned()))];
        lines.extend(of_screen.into_iter().map(|row| line(&row.kind.to_string(), cells(row).into_iter())));
        Some(format!("\n{name}\n{}", lines.join("\n")))
    };
    screens::all().filter_map(table).collect::<Vec<_>>().join("\n")
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells = vec![row.size.to_string()];
    for load in [&row.one, &row.many] {
        cells.push(format!("{:.0}", load.per_second));
        cells.extend([load.p50, load.p95, load.p99].map(|ms| format!("{ms:.1}")));
    }
    cells.push(format!("{:.2}", row.cpu));
    cells.extend(row.read.as_ref().map(|read| format!("{:.2}", read.cpu_compressed)));
    cells.extend([format!("{:.2}", row.yardsticks()), format!("{:.0}", row.rss)]);
    if let Some(read) = &row.read {
        cells.extend([read.statements.to_string(), kilobytes(read.bytes), kilobytes(read.bytes_compressed)]);
        cells.extend([format!("{:.0}", read.limit_per_second), format!("{:.2}", read.limit_cpu)]);
        cells.extend(row.share().map(|share| format!("{share:.2}")));
    }
    cells
}

fn kilobytes(bytes: usize) -> String {
    format!("{}", bytes.div_ceil(1000))
}

/// A name and its figures, which stand under each other by their right edge.
fn line(name: &str, cells: impl Iterator<Item = String>) -> String {
    let cell = |text: String| format!("{}{text}", " ".repeat(9_usize.saturating_sub(width(&text))));
    cells.fold(format!("{name:10}"), |line, text| line + &cell(text))
}

/// Columns of a terminal: Japanese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_takes_two_columns() {
        assert_eq!(line("", ["課題".to_owned(), "p50".to_owned()].into_iter()), format!("{:15}課題      p50", ""));
        assert_eq!(width("課題 50"), 7);
    }
}
