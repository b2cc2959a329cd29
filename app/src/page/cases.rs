//! 案件一覧: every case in its 工程, on one screen.

mod matrix;

use crate::{
    api,
    part::{
        banner::{Notice, NoticeKind},
        case_filter::case_filter,
        empty::{Empty, without_content},
        loaded::loaded,
    },
    viewer::{locale, viewer},
};
use domain::{case_filter::CaseFilter, law::may_see_laws, planning::opens_as, view::CaseListView};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The filters and the matrix.
#[component]
pub fn CasesPage() -> impl IntoView {
    let l = locale();
    let query = use_location().search;
    let list = Resource::new(move || query.get(), api::read_cases);
    view! {
        <Title text=td_string!(l, cases.heading)/>
        {loaded(list, move |list| shown(list, &CaseFilter::parse(&query.get_untracked())))}
    }
}

fn shown(list: CaseListView, filter: &CaseFilter) -> impl IntoView + use<> {
    let l = locale();
    let count = if filter.is_filtered() {
        td_string!(l, cases.count_of, all = list.visible, n = list.rows.len()).to_string()
    } else {
        td_string!(l, cases.count, n = list.rows.len()).to_string()
    };
    let open = viewer().actor.as_ref().and_then(opens_as).map(|_| {
        view! { <a class="button" href="/cases/new">{td_string!(l, cases.new)}</a> }
    });
    let form = (list.visible > 0).then(|| case_filter(&list, filter));
    let ignored = ignored(filter);
    let table = if list.rows.is_empty() { empty(list.visible > 0, filter) } else { matrix::matrix(&list).into_any() };
    view! {
        <div class="page-head">
            <h1>{td_string!(l, cases.heading)}</h1>
            <p class="case-count" role="status">{count}</p>
            {open}
        </div>
        {form}
        {ignored}
        {table}
    }
}

/// Says which parameters of the address were left out.
fn ignored(filter: &CaseFilter) -> Option<impl IntoView + use<>> {
    let l = locale();
    (!filter.ignored.is_empty()).then(|| {
        let list: Vec<_> = filter.ignored.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let text = td_string!(l, shell.ignored, list = list.join(" ")).to_string();
        view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }
    })
}

/// Why there is no row: the filters, or nothing to see at all.
fn empty(something: bool, filter: &CaseFilter) -> AnyView {
    let l = locale();
    if something && filter.is_filtered() {
        return view! {
            <Empty why=td_string!(l, cases.empty_filtered)><a href="/cases">{td_string!(l, cases.filter.clear)}</a></Empty>
        }
        .into_any();
    }
    without_content().unwrap_or_else(|| {
        let actor = viewer().actor;
        let opens = actor.as_ref().and_then(opens_as).is_some();
        let why = if opens { td_string!(l, cases.empty_opens) } else { td_string!(l, cases.empty) };
        let open = opens.then(|| view! { <a class="button" href="/cases/new">{td_string!(l, cases.new)}</a>" " });
        let laws = actor.as_ref().is_some_and(may_see_laws);
        let laws = laws.then(|| view! { <a href="/laws">{td_string!(l, cases.to_laws)}</a>" " });
        view! { <Empty why=why>{open}{laws}<a href="/">{td_string!(l, shell.back_home)}</a></Empty> }.into_any()
    })
}
