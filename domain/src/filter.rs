//! What a list shows: read from the URL and written back to it, so that a link opens the same view.

mod position;

pub use position::{Mark, Position, SortKey};

use crate::{
    coded::coded_enum,
    issue::{Holder, IssueState, Severity},
    key::CaseNo,
    query,
    stage::Stage,
};

/// 課題 per page.
pub const PAGE_SIZE: u64 = 50;

/// Which states the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateFilter {
    /// 未完了: neither 完了 nor 取下げ. The usual view, and what an empty parameter means.
    #[default]
    Open,
    /// All states.
    All,
    /// One of them.
    One(IssueState),
}

/// Whose ball.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BallFilter {
    /// Mine, or my organisation's with no person named.
    Me,
    /// A side.
    Side(Holder),
    /// An organisation, by its code.
    Org(String),
}

coded_enum! {
    /// Which 期限.
    pub enum DueFilter {
        /// 期限超過.
        Overdue = "overdue",
        /// Today and the next 3 開庁日.
        Soon = "soon",
        /// 期限 not set.
        Unset = "unset",
    }
}

/// The filters, the sorting and the page of a 課題一覧.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueFilter {
    /// `state`
    pub state: StateFilter,
    /// `case`
    pub case: Option<CaseNo>,
    /// `system`: its code.
    pub system: Option<String>,
    /// `stage`
    pub stage: Option<Stage>,
    /// `org`: code of 担当組織.
    pub org: Option<String>,
    /// `assignee`: ログインID, `me`, or `absent` for 担当者不在.
    pub assignee: Option<String>,
    /// `party`: code of an organisation that raised it or is responsible.
    pub party: Option<String>,
    /// `ball`
    pub ball: Option<BallFilter>,
    /// `severity`
    pub severity: Option<Severity>,
    /// `due`
    pub due: Option<DueFilter>,
    /// `gate=blocks`: only what keeps a gate shut.
    pub blocks_gate: bool,
    /// `q`: words in 課題番号, 件名 and 内容.
    pub q: Option<String>,
    /// `sort`
    pub sort: Option<SortKey>,
    /// `sort=-…`: the other way round.
    pub reversed: bool,
    /// `columns=all`: every column of the 課題管理表 (notes/domain §7).
    pub every_column: bool,
    /// `after`, `before`, `page=last`
    pub position: Position,
    /// Parameters that could not be read and were left out: name and value.
    pub ignored: Vec<(String, String)>,
}

impl IssueFilter {
    /// Reads a query string without its `?`. What cannot be read is left out and noted.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        let ignored = query::read(query, |name, value| filter.read(name, value));
        Self { ignored, ..filter }
    }

    /// Reads one parameter; `None` when it cannot be read.
    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "state" => {
                self.state = match value {
                    "open" => StateFilter::Open,
                    "all" => StateFilter::All,
                    code => StateFilter::One(IssueState::parse(code)?),
                }
            }
            "case" => self.case = Some(CaseNo::parse(value)?),
            "system" => self.system = Some(code(value)?),
            "stage" => self.stage = Some(Stage::parse(value)?),
            "org" => self.org = Some(code(value)?),
            "assignee" => self.assignee = Some(code(value)?),
            "party" => self.party = Some(code(value)?),
            "ball" => {
                self.ball = Some(match value {
                    "me" => BallFilter::Me,
                    other => match Holder::parse(other) {
                        Some(holder) => BallFilter::Side(holder),
                        None => BallFilter::Org(code(other)?),
                    },
                })
            }
            "severity" => self.severity = Some(Severity::parse(value)?),
            "due" => self.due = Some(DueFilter::parse(value)?),
            "gate" => self.blocks_gate = if value == "blocks" { true } else { return None },
            // PostgreSQL refuses NUL in any text.
            "q" => self.q = Some(value.chars().filter(|c| *c != '\0').take(100).collect()),
            "sort" => {
                self.sort = Some(SortKey::parse(value.trim_start_matches('-'))?);
                self.reversed = value.starts_with('-');
            }
            "columns" => self.every_column = if value == "all" { true } else { return None },
            "after" => self.position = Position::After(Mark::parse(value)?),
            "before" => self.position = Position::Before(Mark::parse(value)?),
            "page" => self.position = if value == "last" { Position::Last } else { return None },
            _ => return None,
        }
        Some(())
    }

    /// The query string of this view, without `?`; empty for the usual view.
    pub fn to_query(&self) -> String {
        let state = match self.state {
            StateFilter::Open => None,
            StateFilter::All => Some("all"),
            StateFilter::One(state) => Some(state.as_str()),
        };
        let sign = if self.reversed { "-" } else { "" };
        let sort = (self.sort.is_some() || self.reversed).then(|| format!("{sign}{}", self.sort_key()));
        let (position, mark) = match &self.position {
            Position::First => ("page", None),
            Position::After(mark) => ("after", Some(mark.to_string())),
            Position::Before(mark) => ("before", Some(mark.to_string())),
            Position::Last => ("page", Some("last".to_owned())),
        };
        query::write([
            ("state", state),
            ("case", self.case.map(|no| no.to_string()).as_deref()),
            ("system", self.system.as_deref()),
            ("stage", self.stage.map(|s| s.number().to_string()).as_deref()),
            ("org", self.org.as_deref()),
            ("assignee", self.assignee.as_deref()),
            ("party", self.party.as_deref()),
            ("ball", self.ball.as_ref().map(BallFilter::as_str)),
            ("severity", self.severity.map(Severity::as_str)),
            ("due", self.due.map(DueFilter::as_str)),
            ("gate", self.blocks_gate.then_some("blocks")),
            ("q", self.q.as_deref()),
            ("sort", sort.as_deref()),
            ("columns", self.every_column.then_some("all")),
            (position, mark.as_deref()),
        ])
    }

    /// What the list is sorted by; 期限 when nothing was said.
    pub fn sort_key(&self) -> SortKey {
        self.sort.unwrap_or(SortKey::Due)
    }

    /// The same rows, another page.
    pub fn at(&self, position: Position) -> Self {
        Self { position, ..self.clone() }
    }

    /// The same rows from the first page, sorted by `key`; once more on the same key turns it round.
    pub fn sorted_by(&self, key: SortKey) -> Self {
        let reversed = self.sort_key() == key && !self.reversed;
        Self { sort: Some(key), reversed, position: Position::First, ..self.clone() }
    }

    /// Whether anything is filtered at all.
    pub fn is_filtered(&self) -> bool {
        let unfiltered = Self {
            sort: self.sort,
            reversed: self.reversed,
            every_column: self.every_column,
            position: self.position.clone(),
            ignored: self.ignored.clone(),
            ..Self::default()
        };
        *self != unfiltered
    }
}

impl BallFilter {
    /// The parameter's value.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Me => "me",
            Self::Side(holder) => holder.as_str(),
            Self::Org(code) => code,
        }
    }
}

/// A code of a master or a ログインID: short and plain.
fn code(value: &str) -> Option<String> {
    let plain = value.len() <= 64 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.@".contains(&b));
    plain.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_view_reads_back_from_its_url() {
        let mark = "2026-12-01~019a0000-0000-7000-8000-000000000001";
        for query in [
            "",
            "state=all",
            "state=awaiting_vendor&case=SOMU-2026-001&system=SHOMU&stage=4&org=VENDOR-A&assignee=me&party=KYUYO",
            "ball=me&severity=high&due=overdue&q=%E5%B8%B3%E7%A5%A8&sort=-due",
            "ball=vendor&due=soon&sort=updated",
            "ball=VENDOR-B&page=last",
            "severity=high&gate=blocks",
            "q=x&sort=raised&columns=all",
        ] {
            let filter = IssueFilter::parse(query);
            assert_eq!(filter.to_query(), query);
            assert_eq!(filter.ignored, []);
        }
        let after = IssueFilter::parse(&format!("after={mark}"));
        assert_eq!(IssueFilter::parse(&after.to_query()), after);
        assert!(matches!(after.position, Position::After(_)));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_left_out() {
        let filter = IssueFilter::parse("state=nonsense&stage=9&case=1&q=&after=x&zzz=1&due=soon&org=%00");
        let names: Vec<_> = filter.ignored.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["state", "stage", "case", "after", "zzz", "org"]);
        assert_eq!(filter.due, Some(DueFilter::Soon));
    }

    #[test]
    fn sorting_twice_turns_round_and_goes_to_the_first_page() {
        let once = IssueFilter::parse("page=last").sorted_by(SortKey::Severity);
        assert_eq!(once.to_query(), "sort=severity");
        assert_eq!(once.sorted_by(SortKey::Severity).to_query(), "sort=-severity");
    }

    #[test]
    fn sorting_is_not_filtering() {
        assert!(!IssueFilter::parse("sort=-due&page=last").is_filtered());
        assert!(IssueFilter::parse("q=x").is_filtered());
        assert!(IssueFilter::parse("state=all").is_filtered());
    }

    proptest! {
        #[test]
        fn any_query_string_is_read_and_reads_back(query in ".{0,200}") {
            let mut filter = IssueFilter::parse(&query);
            filter.ignored.clear();
            prop_assert_eq!(IssueFilter::parse(&filter.to_query()), filter);
        }
    }
}
