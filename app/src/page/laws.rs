//! 制度改正: what is to come, and which of it has no case yet.

use crate::{
    api,
    part::{
        chip,
        empty::Empty,
        grid::{Name, grid, heads},
        loaded::loaded,
    },
    viewer::{day, locale, record_calendar, viewer},
    words::{Word, problem},
};
use chrono::NaiveDate;
use domain::{
    planning::opens_as,
    view::{LawCase, LawList, LawRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

/// The list, in two tables.
#[component]
pub fn LawsPage() -> impl IntoView {
    let l = locale();
    let list = Resource::new(|| (), |()| api::read_laws());
    view! {
        <Title text=td_string!(l, laws.heading)/>
        {loaded(list, shown)}
    }
}

fn shown(list: LawList) -> impl IntoView {
    let l = locale();
    let today = list.today;
    let (ahead, past): (Vec<_>, Vec<_>) = list.rows.into_iter().partition(|row| row.is_ahead);
    let nothing = (ahead.is_empty() && past.is_empty()).then(|| {
        view! {
            <Empty why=td_string!(l, laws.empty)><a href="/laws/new">{td_string!(l, laws.register)}</a></Empty>
        }
    });
    let lacking = ahead.iter().filter(|row| row.lacks_case()).count();
    let figures = if sees_own_center_only() {
        td_string!(l, laws.ahead_count_own, n = ahead.len(), lacking = lacking).to_string()
    } else {
        td_string!(l, laws.ahead_count, n = ahead.len(), lacking = lacking).to_string()
    };
    let lead = if sees_own_center_only() { td_string!(l, laws.lead_own) } else { td_string!(l, laws.lead) };
    let past_count = td_string!(l, laws.count, n = past.len()).to_string();
    view! {
        <div class="page-head">
            <h1>{td_string!(l, laws.heading)}</h1>
            <a class="button" href="/laws/new">{td_string!(l, laws.register)}</a>
        </div>
        <p class="support">{lead}</p>
        {nothing}
        {section("laws-ahead", td_string!(l, laws.ahead), figures, td_string!(l, laws.caption_ahead), ahead, today)}
        {section("laws-past", td_string!(l, laws.past), past_count, td_string!(l, laws.caption_past), past, today)}
    }
}

fn section(
    id: &'static str,
    heading: &'static str,
    count: String,
    caption: &'static str,
    rows: Vec<LawRow>,
    today: NaiveDate,
) -> Option<AnyView> {
    let l = locale();
    if rows.is_empty() {
        return None;
    }
    let rows = rows.into_iter().map(|row| line(&row, today)).collect_view();
    let columns = heads(&[
        td_string!(l, laws.columns.law),
        td_string!(l, laws.columns.in_force),
        td_string!(l, laws.columns.latest),
        td_string!(l, laws.columns.cases),
        td_string!(l, laws.columns.state),
        td_string!(l, laws.columns.dates),
    ]);
    Some(
        view! {
            <section aria-labelledby=id>
                <div class="section-head">
                    <h2 id=id>{heading}" "<span class="section-count">{count}</span></h2>
                </div>
                {grid(Name::Heard(caption.into()), "laws", columns, rows)}
            </section>
        }
        .into_any(),
    )
}

fn line(row: &LawRow, today: NaiveDate) -> impl IntoView + use<> {
    let l = locale();
    let law = &row.law;
    let none = row.lacks_case().then(|| {
        view! { <span class="law-none"><span class="shape" aria-hidden="true">"▲"</span>{no_case()}</span> }
    });
    let class = if row.lacks_case() { "law-lacks-case" } else { "" };
    let date = |date: Option<NaiveDate>| match date {
        Some(day) => chip::date(day).into_any(),
        None => view! { <span class="dash">{td_string!(l, laws.unset)}</span> }.into_any(),
    };
    let other = |name: String| view! { <span class="law-date">{name}</span> };
    let promulgated = law.promulgated_on.map(|it| other(td_string!(l, laws.promulgated, day = day(it)).to_string()));
    let applies = law.applies_from.map(|it| other(td_string!(l, laws.applies, day = day(it)).to_string()));
    let retroactive = law.retroactive.then(|| other(td_string!(l, laws.retroactive).to_owned()));
    let latest = row.latest_go_live.map(|day| {
        let left = record_calendar().between(today, day);
        let left = (left >= 0).then(|| {
            let left = td_string!(l, laws.days_left, n = left).to_string();
            view! { <span class="law-date">{left}</span> }
        });
        view! { {chip::date(day)}" "{left} }
    });
    view! {
        <tr class=class>
            <th scope="row" class="law-name">
                <a href=format!("/laws/{}", law.code)>{law.name.clone()}</a>
                <span class="law-date">{law.code.clone()}" "{law.number.clone()}</span>
                {none}
            </th>
            <td>{date(law.in_force_on)}</td>
            <td>{latest}</td>
            <td class="law-of-cases">{cases(row)}</td>
            <td><span class="law-kind">{law.kind.word()}</span>" "<span class=format!("chip law-{}", law.state)>{law.state.word()}</span></td>
            <td>{promulgated}{applies}{retroactive}</td>
        </tr>
    }
}

fn cases(row: &LawRow) -> AnyView {
    let l = locale();
    let opens = viewer().actor.as_ref().and_then(opens_as).is_some();
    let open = opens.then(|| {
        let href = format!("/cases/new?law={}", row.law.code);
        let of = td_string!(l, laws.open_case_of, name = row.law.name.clone()).to_string();
        view! { <a class="button-small" href=href aria-label=of>{td_string!(l, laws.open_case)}</a> }
    });
    let list = row.cases.iter().map(case).collect_view();
    let list = (!row.cases.is_empty()).then(|| view! { <ul class="law-cases">{list}</ul> });
    if row.lacks_case() {
        return view! {
            {list}
            {open}
        }
        .into_any();
    }
    if row.cases.is_empty() {
        return view! { <span class="dash">{no_case()}</span> }.into_any();
    }
    list.into_any()
}

fn case(case: &LawCase) -> impl IntoView + use<> {
    let l = locale();
    let go_live = case.go_live_on.map(|it| td_string!(l, laws.go_live, day = day(it)).to_string());
    view! {
        <li>
            <a href=format!("/cases/{}", case.no)>{case.no.to_string()}" "{case.title.clone()}</a>
            " "{chip::case_state(case.state)}
            " "<span class="law-date">{go_live}</span>
            {unsettled(case)}
        </li>
    }
}

/// That nobody has looked at its plan since a day of the 制度改正 moved.
pub fn unsettled(case: &LawCase) -> Option<impl IntoView + use<>> {
    let l = locale();
    case.unsettled.then(|| {
        view! { <span class="law-unsettled"><span class="shape" aria-hidden="true">"▲"</span>{td_string!(l, laws.unsettled)}</span> }
    })
}

/// Who is of one center knows of no case of the other one (notes/domain §2): what is said of cases is about their own.
pub fn sees_own_center_only() -> bool {
    viewer().actor.is_some_and(|actor| actor.center.is_some())
}

/// That there is no case, as far as the reader can know.
pub fn no_case() -> &'static str {
    let l = locale();
    if sees_own_center_only() { td_string!(l, laws.no_case_own) } else { td_string!(l, laws.no_case) }
}

/// Why the latest possible 本番 is not the 施行日 itself.
pub fn closed_on(in_force: NaiveDate) -> Option<String> {
    let why = problem::closed_why(in_force)?;
    Some(td_string!(locale(), laws.latest_is_closed, why = why).to_string())
}
