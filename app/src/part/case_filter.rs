//! The filters of the 案件一覧: a plain GET form, so that every view has its own address.

use crate::{
    part::{
        select::{Choice, options},
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
    view! {
        <form method="get" action="/cases" autocomplete="off" class="case-filter" aria-label=td_string!(l, cases.filter.label)>
            {select("center", td_string!(l, cases.filter.center), centers, filter.center.map(CenterCode::as_str))}
            {select("system", td_string!(l, cases.filter.system), coded(&list.choices.systems), filter.system.as_deref())}
            {select("section", td_string!(l, cases.filter.section), named(&list.choices.orgs), filter.section.as_deref())}
            {select("vendor", td_string!(l, cases.filter.vendor), named(&list.vendors), filter.vendor.as_deref())}
            {select("signal", td_string!(l, cases.filter.signal), signals, filter.signal.map(Signal::as_str))}
            {select("state", td_string!(l, cases.filter.state), states, filter.state.map(CaseStateFilter::as_str))}
            {select("fy", td_string!(l, cases.filter.fiscal_year), years, year.as_deref())}
            <button type="submit" class="button-quiet">{td_string!(l, cases.filter.apply)}</button>
            {clear}
        </form>
    }
}

fn named(choices: &[Named]) -> impl Iterator<Item = Choice> {
    choices.iter().map(|it| Choice::new(it.code.clone(), it.name.clone()))
}

/// Systems are known by their codes as much as by their names.
fn coded(choices: &[Named]) -> impl Iterator<Item = Choice> {
    choices.iter().map(|it| Choice::new(it.code.clone(), format!("{} {}", it.code, it.name)))
}

fn select<C>(name: &'static str, label: &'static str, choices: C, chosen: Option<&str>) -> impl IntoView + use<C>
where
    C: Iterator<Item = Choice>,
{
    let id = format!("filter-{name}");
    let all = Choice::new("", td_string!(locale(), shell.all));
    let choices = std::iter::once(all).chain(choices).collect();
    let target = id.clone();
    let class = if chosen.is_some() { "filter-field is-set" } else { "filter-field" };
    view! {
        <div class=class>
            <label for=target>{label}</label>
            <select id=id name=name>{options(choices, chosen.unwrap_or_default())}</select>
        </div>
    }
}
