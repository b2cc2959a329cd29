//! The numbers people say: 案件番号 `SOMU-2026-004` and 課題番号 `SOMU-2026-004-12`.

use crate::organisation::CenterCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 案件番号: center, 年度 of the start, running number in that center and 年度.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CaseNo {
    /// The center that runs the case.
    pub center: CenterCode,
    /// 年度 (April to March) in which the case starts.
    pub fiscal_year: u16,
    /// 1, 2, 3 … inside center and 年度.
    pub number: u16,
}

/// 課題番号: the case and the running number of the issue in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct IssueKey {
    /// The case that the issue belongs to.
    pub case: CaseNo,
    /// 1, 2, 3 … inside the case; never used twice.
    pub number: u32,
}

/// The text is no 案件番号 or 課題番号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a case number or issue key")]
pub struct NotAKey;

impl CaseNo {
    /// Reads `SOMU-2026-004` in any letter case.
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        let mut parts = upper.split('-');
        let center = CenterCode::parse(parts.next()?)?;
        let fiscal_year = digits(parts.next()?, 4, 4)?;
        let number = digits(parts.next()?, 3, 4)?;
        if parts.next().is_some() {
            return None;
        }
        Some(Self { center, fiscal_year: fiscal_year.try_into().ok()?, number: number.try_into().ok()? })
    }
}

impl IssueKey {
    /// What a person typed into a field: like [`IssueKey::parse`], in any width and with any dash that an IME makes.
    pub fn typed(text: &str) -> Option<Self> {
        use unicode_normalization::UnicodeNormalization;
        let dash = |c| if matches!(c, 'ー' | '−' | '‐' | '‑' | '–' | '—' | '―') { '-' } else { c };
        Self::parse(&text.nfkc().filter(|c| !c.is_whitespace()).map(dash).collect::<String>())
    }

    /// Reads `SOMU-2026-004-12`, in any letter case.
    pub fn parse(text: &str) -> Option<Self> {
        // One address for one record: no leading zeros.
        let (case, number) = text.rsplit_once('-').filter(|(_, number)| !number.starts_with('0'))?;
        Some(Self { case: CaseNo::parse(case)?, number: digits(number, 1, 7)? })
    }
}

/// A run of ASCII digits of a length between `min` and `max`, as a number above zero.
fn digits(text: &str, min: usize, max: usize) -> Option<u32> {
    let well_formed = (min..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten().filter(|n| *n > 0)
}

impl fmt::Display for CaseNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:03}", self.center, self.fiscal_year, self.number)
    }
}

impl fmt::Display for IssueKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.case, self.number)
    }
}

impl From<CaseNo> for String {
    fn from(no: CaseNo) -> Self {
        no.to_string()
    }
}

impl From<IssueKey> for String {
    fn from(key: IssueKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for CaseNo {
    type Error = NotAKey;
    fn try_from(text: String) -> Result<Self, NotAKey> {
        Self::parse(&text).ok_or(NotAKey)
    }
}

impl TryFrom<String> for IssueKey {
    type Error = NotAKey;
    fn try_from(text: String) -> Result<Self, NotAKey> {
        Self::parse(&text).ok_or(NotAKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_what_it_shows() {
        for text in ["SOMU-2026-004-12", "KYOIKU-2022-001-1", "SOMU-2026-1204-99999"] {
            assert_eq!(IssueKey::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(CaseNo::parse("somu-2026-004").unwrap().to_string(), "SOMU-2026-004");
    }

    #[test]
    fn a_typed_key_may_have_any_width_and_any_dash() {
        for text in
            [" somu-2026-004-12 ", "ＳＯＭＵ－２０２６－００４－１２", "SOMUー2026ー004ー12", "SOMU−2026‐004–12"]
        {
            assert_eq!(IssueKey::typed(text), IssueKey::parse("SOMU-2026-004-12"), "{text}");
        }
        assert_eq!(IssueKey::typed("SOMU"), None);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "SOMU",
            "SOMU-2026",
            "SOMU-2026-4",
            "XX-2026-004",
            "SOMU-2026-004-",
            "SOMU-2026-000",
            "SOMU-2026-004-1-2",
            "SOMU-２０２６-004",
            "SOMU-2026-004-0",
            "SOMU-2026-004-012",
            "SOMU-2026-004-12345678",
        ] {
            assert_eq!(IssueKey::parse(text), None, "{text}");
        }
        assert_eq!(CaseNo::parse("SOMU-2026-004-12"), None);
    }
}
