//! The filters of the 案件一覧: a plain GET form, so that every view has its own address.

use crate::{
    part::{
        filter_form::{any_or, filter_select, long_filter_form},
        select::Choice,
        signal_reasons,
    },
    viewer::{locale, viewer},
    words::Word,
};
use domain::{
    case_filter::{CaseFilter, CaseStateFilter},
    date::format,
    organisation::CenterCode,
    signal::Signal,
    view::{CaseListView, Named},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The form, with what is chosen now.
pub fn case_filter(list: &CaseListView, filter: &CaseFilter) -> impl IntoView + use<> {
    let l = locale();
    let who = viewer();
    let centers = CenterCode::ALL.iter().map(|c| Choice::new(c.as_str(), c.word()));
    let signals = Signal::ALL.iter().rev().map(|s| Choice::new(s.as_str(), signal_reasons::choice(*s)));
    let states = CaseStateFilter::ALL.iter().filter(|s| **s != CaseStateFilter::All);
    let states = states.map(|s| Choice::new(s.as_str(), s.word()));
    let years = list
        .fiscal_years
        .iter()
        .map(|year| Choice::new(year.to_string(), format::fiscal_year(*year, who.date_style, who.language)));
    let year = filter.fiscal_year.map(|year| year.to_string());
    let clear = filter.is_filtered().then(|| view! { <a href="/cases">{td_string!(l, cases.filter.clear)}</a> });
    let inside = view! {
        {select("center", td_string!(l, cases.filter.center), centers, filter.center.map(CenterCode::as_str))}
        {select("system", td_string!(l, cases.filter.system), coded(&list.choices.systems), filter.system.as_deref())}
        {select("section", td_string!(l, cases.filter.section), named(&list.choices.orgs), filter.section.as_deref())}
        {select("vendor", td_string!(l, cases.filter.vendor), named(&list.vendors), filter.vendor.as_deref())}
        {select("signal", td_string!(l, cases.filter.signal), signals, filter.signal.map(Signal::as_str))}
        {select("state", td_string!(l, cases.filter.state), states, filter.state.map(CaseStateFilter::as_str))}
        {select("fy", td_string!(l, cases.filter.fiscal_year), years, year.as_deref())}
        <div class="filter-actions">
            <button type="submit" class="button">{td_string!(l, cases.filter.apply)}</button>
            {clear}
        </div>
    };
    long_filter_form("", "/cases".to_owned(), td_string!(l, cases.filter.label), inside.into_any())
}

fn named(choices: &[Named]) -> impl Iterator<Item = Choice> {
    choices.iter().map(|it| Choice::new(it.code.clone(), it.name.clone()))
}

/// Systems are known by their codes as much as by their names.
fn coded(choices: &[Named]) -> impl Iterator<Item = Choice> {
    choices.iter().map(|it| Choice::new(it.code.clone(), format!("{} {}", it.code, it.name)))
}

fn select(
    name: &'static str,
    label: &'static str,
    choices: impl IntoIterator<Item = Choice>,
    chosen: Option<&str>,
) -> AnyView {
    filter_select(name, label, any_or(choices), chosen)
}
