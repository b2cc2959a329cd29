//! What the 線表 shows: read from the URL and written back to it.

use super::Span;
use crate::{
    calendar::fiscal_year,
    case_filter::CaseStateFilter,
    coded::coded_enum,
    date::{Month, parse_month},
    query,
};
use chrono::NaiveDate;

/// Months shown when nothing was said: the 年度 and half of the next one.
const USUAL: u32 = 18;
/// Twice the five years of a contract: every case of it, those before and those to come.
const MOST: u32 = 120;

coded_enum! {
    /// By what the lanes stand together.
    pub enum Grouping {
        /// センター.
        Center = "center",
        /// 業務所管課.
        Section = "section",
        /// 対象システム.
        System = "system",
        /// ベンダー.
        Vendor = "vendor",
    }
}

coded_enum! {
    /// How wide a month is.
    pub enum Zoom {
        /// 年単位: years at a glance.
        Out = "out",
        /// The usual.
        Usual = "usual",
        /// 日単位: days can be told apart.
        In = "in",
    }
}

coded_enum! {
    /// The paper it is printed on, landscape.
    pub enum Paper {
        /// A3.
        A3 = "a3",
        /// A4.
        A4 = "a4",
    }
}

/// The choices of a 線表.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TimelineFilter {
    /// `from`: the first month.
    pub from: Option<Month>,
    /// `months`: how many.
    pub months: Option<u32>,
    /// `group`
    pub group: Option<Grouping>,
    /// `state`
    pub state: Option<CaseStateFilter>,
    /// `zoom`
    pub zoom: Option<Zoom>,
    /// `paper`
    pub paper: Option<Paper>,
    /// Parameters that could not be read and were left out: name and value.
    pub ignored: Vec<(String, String)>,
}

impl TimelineFilter {
    /// Reads a query string without its `?`. What cannot be read is left out and noted.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        let ignored = query::read(query, |name, value| filter.read(name, value));
        Self { ignored, ..filter }
    }

    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "from" => self.from = Some(parse_month(value).ok()?),
            "months" => self.months = Some(value.parse().ok().filter(|n| (1..=MOST).contains(n))?),
            "group" => self.group = Some(Grouping::parse(value)?),
            "state" => self.state = Some(CaseStateFilter::parse(value)?),
            "zoom" => self.zoom = Some(Zoom::parse(value)?),
            "paper" => self.paper = Some(Paper::parse(value)?),
            _ => return None,
        }
        Some(())
    }

    /// The query string of this view, without `?`; empty for the usual view.
    pub fn to_query(&self) -> String {
        let (from, months) = (self.from.map(|it| it.to_string()), self.months.map(|it| it.to_string()));
        query::write([
            ("from", from.as_deref()),
            ("months", months.as_deref()),
            ("group", self.group.map(Grouping::as_str)),
            ("state", self.state.map(CaseStateFilter::as_str)),
            ("zoom", self.zoom.map(Zoom::as_str)),
            ("paper", self.paper.map(Paper::as_str)),
        ])
    }

    /// The months of the picture: from the April of this 年度 when nothing was said.
    pub fn span(&self, today: NaiveDate) -> Span {
        let april = Month::new(fiscal_year(today), 4).unwrap_or_else(|| Month::of(today));
        Span { from: self.from.unwrap_or(april), months: self.months.unwrap_or(USUAL) }
    }

    /// By what the lanes stand together.
    pub fn grouping(&self) -> Grouping {
        self.group.unwrap_or(Grouping::Center)
    }

    /// The same view over other months.
    #[must_use]
    pub fn over(&self, span: Span) -> Self {
        Self { from: Some(span.from), ignored: Vec::new(), ..self.clone() }
    }

    /// Whether anything was chosen at all.
    pub fn is_chosen(&self) -> bool {
        !self.to_query().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_reads_back_from_its_url() {
        let query = "from=2026-04&months=25&group=vendor&state=live&zoom=in&paper=a4";
        assert_eq!(TimelineFilter::parse(query).to_query(), query);
        assert_eq!(TimelineFilter::parse("").to_query(), "");
        assert_eq!(TimelineFilter::parse("from=R8.10").to_query(), "from=2026-10");
        let wrong = TimelineFilter::parse("from=2026-13&months=0&months=121&group=x&zoom=9&paper=b5&y=1&state=");
        assert_eq!(wrong.ignored.len(), 7);
        assert!(!wrong.is_chosen());
    }

    #[test]
    fn the_usual_view_is_this_fiscal_year_and_half_of_the_next() {
        for (today, from, last) in [("2026-11-24", "2026-04", "2027-09-30"), ("2027-03-31", "2026-04", "2027-09-30")] {
            let span = TimelineFilter::default().span(today.parse().unwrap());
            assert_eq!((span.from.to_string().as_str(), span.last_day().to_string().as_str()), (from, last));
        }
    }
}
