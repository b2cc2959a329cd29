//! 監査ログ as a file: for Excel, and for machines.

use crate::{
    viewer::{Viewer, locale},
    words::{Word, audit, event},
};
use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use domain::{event::LogFormat, view::LogRow};
use leptos::prelude::{Owner, StoredValue, provide_context};
use leptos_i18n::td_string;
use serde_json::json;

/// Excel takes a file without it for Shift_JIS.
const BOM: &str = "\u{FEFF}";

/// What stands before the first row.
pub fn beginning(viewer: &Viewer, format: LogFormat) -> Vec<u8> {
    match format {
        LogFormat::Csv => in_words_of(viewer, || [BOM.as_bytes(), &csv_lines([heads()])].concat()),
        LogFormat::Jsonl => Vec::new(),
    }
}

/// Some rows, with their ends of line.
pub fn lines(viewer: &Viewer, format: LogFormat, rows: &[LogRow]) -> Vec<u8> {
    in_words_of(viewer, || match format {
        LogFormat::Csv => csv_lines(rows.iter().map(cells)),
        LogFormat::Jsonl => rows.iter().flat_map(|row| format!("{}\n", object(row)).into_bytes()).collect(),
    })
}

/// Sentences ask for their reader as on a page.
fn in_words_of<T>(viewer: &Viewer, write: impl FnOnce() -> T) -> T {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(StoredValue::new(viewer.clone()));
        write()
    })
}

/// Quoted where needed, by the rule book: CRLF at the end of each.
fn csv_lines<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Into memory: it cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// What a spreadsheet would take for a formula stands behind an apostrophe, and a row is one line.
fn harmless(cell: &str) -> String {
    let line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let is_formula = line.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula || cell.starts_with(['\t', '\r', '\n']) { format!("'{line}") } else { line }
}

fn heads() -> [String; 15] {
    let l = locale();
    [
        td_string!(l, audit.column.seq),
        td_string!(l, audit.column.at),
        td_string!(l, audit.column.name),
        td_string!(l, audit.column.login),
        td_string!(l, audit.column.org),
        td_string!(l, audit.column.role),
        td_string!(l, audit.column.address),
        td_string!(l, audit.column.session),
        td_string!(l, audit.column.group),
        td_string!(l, audit.column.kind),
        td_string!(l, audit.column.case),
        td_string!(l, audit.column.issue),
        td_string!(l, audit.column.account),
        td_string!(l, audit.column.outcome),
        td_string!(l, audit.column.what),
    ]
    .map(str::to_owned)
}

fn cells(row: &LogRow) -> [String; 15] {
    let (name, login) = audit::who(row);
    [
        row.seal.as_ref().map(|it| it.seq.to_string()).unwrap_or_default(),
        // Read by Excel as a time, whatever its language.
        in_japan(row.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        name,
        login.unwrap_or_default(),
        row.org.clone(),
        row.role.map(|it| it.word().to_owned()).unwrap_or_default(),
        row.address.clone(),
        row.session.clone(),
        row.group().map(|it| it.word().to_owned()).unwrap_or_default(),
        row.event.kind().to_owned(),
        row.case.map(|it| it.to_string()).unwrap_or_default(),
        row.issue.map(|it| it.to_string()).unwrap_or_default(),
        row.account.clone().unwrap_or_default(),
        row.outcome().word().to_owned(),
        event::sentence(&row.event),
    ]
}

fn object(row: &LogRow) -> serde_json::Value {
    json!({
        "seq": row.seal.as_ref().map(|it| it.seq),
        "hash": row.seal.as_ref().map(|it| it.hash.as_str()),
        "id": row.id,
        "at": in_japan(row.at).to_rfc3339_opts(SecondsFormat::Millis, false),
        "login": row.person.as_ref().map(|it| it.login.as_str()),
        "name": row.person.as_ref().map(|it| it.name.as_str()),
        "org": row.org,
        "role": row.role,
        "address": row.address,
        "session": row.session,
        "group": row.group(),
        "outcome": row.outcome(),
        "case": row.case.map(|it| it.to_string()),
        "issue": row.issue.map(|it| it.to_string()),
        "law": row.law,
        "account": row.account,
        "text": event::sentence(&row.event),
        "event": row.event,
    })
}

fn in_japan(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    const AHEAD: i32 = 9 * 3600;
    FixedOffset::east_opt(AHEAD).map_or_else(|| at.fixed_offset(), |zone| at.with_timezone(&zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_no_row_has_two_lines() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+81", "'+81"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("\t=1", "' =1"),
            ("\r\nx", "'  x"),
            ("一行目\n二行目", "一行目 二行目"),
            ("給与=手当", "給与=手当"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn a_file_for_excel_begins_with_its_mark_and_ends_its_lines_as_excel_does() {
        let file = beginning(&Viewer::default(), LogFormat::Csv);
        let text = String::from_utf8(file).unwrap();
        assert!(text.starts_with("\u{FEFF}封印番号,日時,氏名,"), "{text}");
        assert!(text.ends_with("\r\n") && text.matches('\n').count() == 1);
        let quoted = csv_lines([["a\"b".to_owned(), "c,d".to_owned(), "'".to_owned()]]);
        assert_eq!(String::from_utf8(quoted).unwrap(), "\"a\"\"b\",\"c,d\",'\r\n");
    }
}
