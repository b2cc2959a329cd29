//! What Kaisei promises, and whether it holds here.

use super::measure::Row;
use super::screens::name_of;

/// CPU of a page of the 課題一覧, in milliseconds.
const LIST_CPU: f64 = 2.0;
/// Of the limit's throughput.
const SHARE: f64 = 0.4;
/// The median with the most 課題, as a multiple of that with the fewest.
const GROWTH: f64 = 1.2;
/// Memory, in MB.
const RSS: f64 = 120.0;
/// 95 of 100 writes, in milliseconds.
const WRITE_P95: f64 = 25.0;

/// One line per promise: the worst figure and where it was measured.
pub(super) fn lines(rows: &[Row]) -> Vec<String> {
    let lists = rows.iter().filter(|row| row.id.starts_with("issues-"));
    let cpu = worst(lists.map(|row| (row.cpu, place(row))));
    let share = rows.iter().filter_map(|row| Some((-row.share()?, place(row))));
    let share = worst(share).map(|(share, place)| (-share, place));
    let growth = worst(rows.iter().filter_map(|row| growth(row, rows)));
    let rss = worst(rows.iter().map(|row| (row.rss, place(row))));
    let forms = || rows.iter().filter(|row| row.read.is_none());
    let writes = worst(forms().map(|row| (row.one.p95, place(row))));
    let all_out = worst(forms().map(|row| (row.many.p95, place(row))));
    let line = |holds: fn(f64) -> bool, what: &str, unit: &str, found: Option<(f64, String)>| {
        let (figure, place) = found?;
        Some(format!("{} {what}: {figure:.2}{unit} at worst, {place}", if holds(figure) { '✓' } else { '✗' }))
    };
    [
        line(|it| it <= LIST_CPU, "CPU per 課題一覧 page ≤ 2 ms", " ms", cpu),
        line(|it| it >= SHARE, "≥ 0.4 of the limit's throughput", "", share),
        line(|it| it <= GROWTH, "p50 with the most issues ≤ 1.2 × that with the fewest", " ×", growth),
        line(|it| it <= RSS, "RSS ≤ 120 MB", " MB", rss),
        line(|it| it <= WRITE_P95, "writes p95 ≤ 25 ms with 50 writers, a form a second each", " ms", writes),
        line(|it| it <= WRITE_P95, "writes p95 ≤ 25 ms with 50 writers without a pause", " ms", all_out),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn worst(found: impl Iterator<Item = (f64, String)>) -> Option<(f64, String)> {
    found.max_by(|a, b| a.0.total_cmp(&b.0))
}

fn place(row: &Row) -> String {
    format!("{} with {} issues on {}", name_of(row.id), row.size, row.kind)
}

/// How much slower the median reader is served with the most 課題; said once, of the row with the most.
fn growth(row: &Row, rows: &[Row]) -> Option<(f64, String)> {
    let same = || rows.iter().filter(|it| (it.kind, it.id) == (row.kind, row.id));
    let fewest = same().min_by_key(|it| it.size)?;
    let is_most = same().all(|it| it.size <= row.size) && fewest.size < row.size;
    is_most.then_some(())?;
    Some((row.one.p50 / fewest.one.p50, place(row)))
}

#[cfg(test)]
mod tests {
    use super::super::load::Load;
    use super::super::measure::Read;
    use super::super::world::Kind;
    use super::*;

    fn read(size: u64, p50: f64, per_second: f64, cpu: f64) -> Row {
        let load = Load { per_second, p50, ..Load::default() };
        let read = Read {
            cpu_compressed: 0.0,
            bytes: 0,
            bytes_compressed: 0,
            statements: 5,
            limit_per_second: 1000.0,
            limit_cpu: 0.5,
        };
        let (kind, id) = (Kind::Sqlite, "issues-first");
        Row { kind, size, id, one: load, many: load, cpu, yardstick: 1.0, rss: 100.0, read: Some(read) }
    }

    #[test]
    fn each_promise_is_held_against_the_worst_figure() {
        let (one, many) = (Load { p95: 24.0, ..Load::default() }, Load { p95: 40.0, ..Load::default() });
        let raise = Row { id: "raise", one, many, read: None, rss: 121.0, ..read(1_000, 1.0, 1.0, 9.0) };
        let rows = [read(1_000, 2.0, 500.0, 1.5), read(10_000, 9.0, 450.0, 1.9), read(100_000, 2.5, 399.0, 2.0), raise];
        assert_eq!(
            lines(&rows),
            [
                "✓ CPU per 課題一覧 page ≤ 2 ms: 2.00 ms at worst, 課題一覧 first page with 100000 issues on SQLite",
                "✗ ≥ 0.4 of the limit's throughput: 0.40 at worst, 課題一覧 first page with 100000 issues on SQLite",
                "✗ p50 with the most issues ≤ 1.2 × that with the fewest: 1.25 × at worst, \
                 課題一覧 first page with 100000 issues on SQLite",
                "✗ RSS ≤ 120 MB: 121.00 MB at worst, 課題を起票 50 writers with 1000 issues on SQLite",
                "✓ writes p95 ≤ 25 ms with 50 writers, a form a second each: 24.00 ms at worst, \
                 課題を起票 50 writers with 1000 issues on SQLite",
                "✗ writes p95 ≤ 25 ms with 50 writers without a pause: 40.00 ms at worst, \
                 課題を起票 50 writers with 1000 issues on SQLite",
            ]
        );
    }

    #[test]
    fn what_was_not_measured_is_not_judged() {
        assert_eq!(lines(&[read(1_000, 2.0, 500.0, 1.5)]).len(), 3);
        assert!(lines(&[]).is_empty());
    }
}
