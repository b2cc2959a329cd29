//! 案件一覧.

use super::{
    facts::Case,
    reading::{cases_and_lanes, parts},
};
use crate::{Result, Store};
use domain::{
    actor::Actor,
    calendar::fiscal_year,
    case_filter::CaseFilter,
    view::{CaseListView, CaseRow, Choices, Named},
};
use sea_orm::{ConnectionTrait, sea_query::Condition};
use std::{cmp::Reverse, collections::BTreeSet};

impl Store {
    /// The 案件一覧: live cases by danger and 本番予定, then finished ones, the newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn case_list(&self, actor: &Actor, filter: &CaseFilter) -> Result<CaseListView> {
        let today = self.today();
        let all = Condition::all();
        let rows = self.read.query_all(&cases_and_lanes(actor, &all, None, today)).await?;
        let cases = self.assemble(&rows, &parts(actor, &all, false, today), today).await?;
        let visible = u32::try_from(cases.len()).unwrap_or(u32::MAX);
        let years: BTreeSet<i32> = cases.iter().flat_map(|it| years(&it.row)).collect();
        let (choices, vendors) = choices(&cases);
        let found = cases.into_iter().filter(|case| shows(filter, case)).map(|case| case.row).collect();
        Ok(CaseListView {
            today,
            rows: sorted(found),
            visible,
            choices,
            vendors,
            fiscal_years: years.into_iter().rev().collect(),
        })
    }
}

/// Live cases first, the most endangered and the nearest first; then the others, the newest first.
pub(crate) fn sorted(rows: Vec<CaseRow>) -> Vec<CaseRow> {
    let (mut live, mut over): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| !row.state.is_over());
    live.sort_by_key(|row| (Reverse(row.signal), row.go_live_on.is_none(), row.go_live_on, row.no));
    over.sort_by_key(|row| Reverse((row.period_to, row.no)));
    live.append(&mut over);
    live
}

/// The 年度 in which the case runs.
fn years(row: &CaseRow) -> std::ops::RangeInclusive<i32> {
    fiscal_year(row.period_from)..=fiscal_year(row.period_to)
}

fn shows(filter: &CaseFilter, case: &Case) -> bool {
    let row = &case.row;
    let mut systems = case.lanes.iter().map(|it| &it.system);
    let mut sections = std::iter::once(&row.section).chain(case.related_sections.iter().map(|it| &it.1));
    let mut vendors = case.lanes.iter().filter_map(|it| it.vendor.as_ref());
    filter.center.is_none_or(|center| row.center == center)
        && filter.system.as_ref().is_none_or(|code| systems.any(|it| it.code == *code))
        && filter.section.as_ref().is_none_or(|code| sections.any(|it| it.code == *code))
        && filter.vendor.as_ref().is_none_or(|code| vendors.any(|it| it.code == *code))
        && filter.signal.is_none_or(|signal| row.signal == Some(signal))
        && filter.state.is_none_or(|state| state.shows(row.state))
        && filter.fiscal_year.is_none_or(|year| years(row).contains(&year))
}

/// Sections with systems, and vendors, each in the order of its master.
fn choices(cases: &[Case]) -> (Choices, Vec<Named>) {
    let owning = cases.iter().map(|it| (it.section_sort, &it.row.section));
    let related = cases.iter().flat_map(|it| it.related_sections.iter().map(|(sort, named)| (*sort, named)));
    let lanes = || cases.iter().flat_map(|it| &it.lanes);
    let vendors = lanes().filter_map(|it| Some((it.vendor_sort, it.vendor.as_ref()?)));
    let orgs = in_order(owning.chain(related));
    let systems = in_order(lanes().map(|it| (it.system_sort, &it.system)));
    (Choices { orgs, people: Vec::new(), systems }, in_order(vendors))
}

fn in_order<'a>(named: impl Iterator<Item = (i32, &'a Named)>) -> Vec<Named> {
    let mut found: Vec<_> = named.collect();
    found.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
    found.dedup();
    found.into_iter().map(|(_, named)| named.clone()).collect()
}
