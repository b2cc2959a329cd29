//! What the 案件一覧 shows: read from the URL and written back to it.

use crate::{case::CaseState, coded::coded_enum, organisation::CenterCode, query, signal::Signal};

coded_enum! {
    /// Which 案件 by their state.
    pub enum CaseStateFilter {
        /// Everything; what an empty parameter means.
        All = "all",
        /// 準備中・計画・進行中・保留.
        Live = "live",
        /// 準備中.
        Draft = "draft",
        /// 計画.
        Planned = "planned",
        /// 進行中.
        Active = "active",
        /// 保留.
        OnHold = "on_hold",
        /// 完了.
        Completed = "completed",
        /// 中止.
        Cancelled = "cancelled",
    }
}

impl CaseStateFilter {
    /// Whether a case in this state is shown.
    pub fn shows(self, state: CaseState) -> bool {
        match self {
            Self::All => true,
            Self::Live => !state.is_over(),
            Self::Draft => state == CaseState::Draft,
            Self::Planned => state == CaseState::Planned,
            Self::Active => state == CaseState::Active,
            Self::OnHold => state == CaseState::OnHold,
            Self::Completed => state == CaseState::Completed,
            Self::Cancelled => state == CaseState::Cancelled,
        }
    }
}

/// The filters of a 案件一覧.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// `center`
    pub center: Option<CenterCode>,
    /// `system`: its code.
    pub system: Option<String>,
    /// `section`: code of a 業務所管課, owning or related.
    pub section: Option<String>,
    /// `vendor`: code of a ベンダー.
    pub vendor: Option<String>,
    /// `signal`
    pub signal: Option<Signal>,
    /// `state`
    pub state: Option<CaseStateFilter>,
    /// `fy`: a 年度 in which the case runs, e.g. 2026.
    pub fiscal_year: Option<i32>,
    /// Parameters that could not be read and were left out: name and value.
    pub ignored: Vec<(String, String)>,
}

impl CaseFilter {
    /// Reads a query string without its `?`. What cannot be read is left out and noted.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        let ignored = query::read(query, |name, value| filter.read(name, value));
        Self { ignored, ..filter }
    }

    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "center" => self.center = Some(CenterCode::parse(value)?),
            "system" => self.system = Some(plain(value)?),
            "section" => self.section = Some(plain(value)?),
            "vendor" => self.vendor = Some(plain(value)?),
            "signal" => self.signal = Some(Signal::parse(value)?),
            "state" => self.state = Some(CaseStateFilter::parse(value)?),
            "fy" => self.fiscal_year = Some(value.parse().ok().filter(|year| (1989..=2100).contains(year))?),
            _ => return None,
        }
        Some(())
    }

    /// The query string of this view, without `?`; empty for the usual view.
    pub fn to_query(&self) -> String {
        let year = self.fiscal_year.map(|year| year.to_string());
        query::write([
            ("center", self.center.map(CenterCode::as_str)),
            ("system", self.system.as_deref()),
            ("section", self.section.as_deref()),
            ("vendor", self.vendor.as_deref()),
            ("signal", self.signal.map(Signal::as_str)),
            ("state", self.state.map(CaseStateFilter::as_str)),
            ("fy", year.as_deref()),
        ])
    }

    /// Whether anything is filtered at all.
    pub fn is_filtered(&self) -> bool {
        !self.to_query().is_empty()
    }
}

fn plain(value: &str) -> Option<String> {
    let plain = value.len() <= 64 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    plain.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_reads_back_from_its_url() {
        let query = "center=SOMU&system=SHOMU&section=KYUYO&vendor=VENDOR-A&signal=red&state=live&fy=2026";
        assert_eq!(CaseFilter::parse(query).to_query(), query);
        assert_eq!(CaseFilter::parse("").to_query(), "");
        assert_eq!(CaseFilter::parse("fy=99999&signal=x").ignored.len(), 2);
    }
}
