//! 上申箱: what operators put before the 業務管理者, and what became of it.

use crate::{
    api,
    part::{
        empty::Empty,
        grid::{Name, grid, heads},
        loaded::loaded,
        relay::state_chip,
    },
    viewer::{locale, moment, typed_lang, viewer},
    words::Word,
};
use domain::{
    relay::{RelayFilter, RelayState, may_relay},
    view::{RelayList, RelayRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// `/relay`; `?state=` says which.
#[component]
pub fn RelaysPage() -> impl IntoView {
    let l = locale();
    let query = use_location().search;
    let list = Resource::new(move || query.get(), api::read_relays);
    view! {
        <Title text=td_string!(l, relay.heading)/>
        {loaded(list, move |list: RelayList| shown(&list, RelayFilter::parse(&query.get_untracked())))}
    }
}

fn shown(list: &RelayList, filter: RelayFilter) -> AnyView {
    let l = locale();
    let actor = viewer().actor;
    let sends = actor.as_ref().is_some_and(may_relay);
    let lead = match (sends, list.may_submit) {
        (true, _) => td_string!(l, relay.lead_manager),
        (_, true) => td_string!(l, relay.lead_operator),
        _ => td_string!(l, relay.lead_reader),
    };
    let submit = list.may_submit.then(|| {
        view! { <a class="button" href="/relay/new">{td_string!(l, relay.submit)}</a> }
    });
    let states = actor.map(|it| filter.states(&it)).unwrap_or_default();
    let content = if list.rows.is_empty() {
        let why = match states.as_slice() {
            [RelayState::Waiting] => td_string!(l, relay.none_waiting),
            [RelayState::Waiting, RelayState::Returned] => td_string!(l, relay.none_open),
            _ => td_string!(l, relay.none),
        };
        view! { <Empty why=why/> }.into_any()
    } else {
        table(list)
    };
    view! {
        <div class="page-head"><h1>{td_string!(l, relay.heading)}</h1>{submit}</div>
        <p class="support">{lead}</p>
        {tabs(list, filter, &states)}
        {content}
        {pages(list, filter)}
    }
    .into_any()
}

/// One link per state; what is shown now is marked.
fn tabs(list: &RelayList, filter: RelayFilter, shown: &[RelayState]) -> AnyView {
    let l = locale();
    let numbered = |state: RelayState| match state {
        RelayState::Waiting => td_string!(l, relay.numbered, word = state.word(), n = list.waiting.number).to_string(),
        RelayState::Returned => {
            td_string!(l, relay.numbered, word = state.word(), n = list.returned.number).to_string()
        }
        _ => state.word().to_owned(),
    };
    let tab = |href: String, text: String, here: bool| {
        view! { <li><a class="stage-tab" href=href aria-current=here.then_some("page")>{text}</a></li> }
    };
    let states = RelayState::ALL.iter().map(|state| {
        let here =
            if filter.all { false } else { shown.contains(state) && (shown.len() == 1 || filter.state.is_none()) };
        tab(format!("/relay?state={state}"), numbered(*state), here)
    });
    let states = states.collect_view();
    view! {
        <nav class="stage-tabs" aria-label=td_string!(l, relay.views)>
            <ul>{states}{tab("/relay?state=all".to_owned(), td_string!(l, relay.all).to_owned(), filter.all)}</ul>
        </nav>
    }
    .into_any()
}

fn table(list: &RelayList) -> AnyView {
    let l = locale();
    let columns = heads(&[
        td_string!(l, relay.columns.state),
        td_string!(l, relay.columns.title),
        td_string!(l, relay.columns.case),
        td_string!(l, relay.columns.by),
        td_string!(l, relay.columns.at),
        td_string!(l, relay.columns.days),
    ]);
    let rows = list.rows.iter().map(row).collect_view();
    grid(Name::Heard(td_string!(l, relay.caption).into()), "relays", columns, rows)
}

fn row(row: &RelayRow) -> AnyView {
    let l = locale();
    let by = if row.mine { td_string!(l, relay.own, name = row.by.clone()).to_string() } else { row.by.clone() };
    let days = (!row.state.is_over()).then(|| td_string!(l, relay.days, n = row.days).to_string());
    view! {
        <tr>
            <td>{state_chip(row.kind, row.state)}</td>
            <th scope="row"><a href=format!("/relay/{}", row.id) lang=typed_lang()>{row.title.clone()}</a></th>
            <td><a class="case-no" href=format!("/cases/{}", row.case) title=row.case_title.clone()>{row.case.to_string()}</a></td>
            <td>{by}</td>
            <td><time datetime=row.at.to_rfc3339()>{moment(row.at)}</time></td>
            <td class="number">{days}</td>
        </tr>
    }
    .into_any()
}

fn pages(list: &RelayList, filter: RelayFilter) -> Option<AnyView> {
    let l = locale();
    if list.page == 1 && !list.more {
        return None;
    }
    let href = |page: u32| format!("/relay?{}", filter.query(page));
    let previous = (list.page > 1)
        .then(|| view! { <li><a href=href(list.page - 1) rel="prev">{td_string!(l, relay.previous_page)}</a></li> });
    let next = list
        .more
        .then(|| view! { <li><a href=href(list.page + 1) rel="next">{td_string!(l, relay.next_page)}</a></li> });
    Some(view! { <nav class="pager" aria-label=td_string!(l, shell.pages)><ul>{previous}{next}</ul></nav> }.into_any())
}
