//! 監査ログ: who did what, when and from where, as far as the reader may know of it.

use crate::{
    api::admin::read_log,
    part::{
        admin_frame::{AdminPart, admin_frame},
        banner::{Notice, NoticeKind},
        empty::Empty,
        filter_form::{any_or, filter_input, filter_select, filter_text, long_filter_form},
        grid::{Name, grid, heads},
        loaded::loaded,
        select::Choice,
    },
    viewer::{day, locale, moment, typed_lang, viewer},
    words::{Word, audit, event},
};
use chrono::NaiveDate;
use domain::{
    audit::{LogFilter, LogGroup, LogPosition, Outcome},
    event::LogFormat,
    role::Role,
    view::{LogPage, LogRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

/// `/audit`
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_location().search;
    loaded(Resource::new(move || query.get(), read_log), move |log: LogPage| page(&log, &query.read_untracked()))
}

fn page(log: &LogPage, query: &str) -> AnyView {
    let l = locale();
    let (filter, ignored) = LogFilter::parse(query, log.today);
    let ignored = (!ignored.is_empty()).then(|| {
        let list: Vec<_> = ignored.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let text = td_string!(l, shell.ignored, list = list.join(" ")).to_string();
        view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }
    });
    let rows = if log.rows.is_empty() {
        view! { <Empty why=td_string!(l, audit.nothing)/> }.into_any()
    } else {
        table(&log.rows)
    };
    let content = view! {
        <p class="support">{lead()}</p>
        {ignored}
        {filters(&filter, log.today)}
        {exports(&filter)}
        {rows}
        {pager(log, &filter)}
    };
    admin_frame(AdminPart::Audit, td_string!(l, audit.heading).to_owned(), (), content)
}

/// What stands here, and what does not.
fn lead() -> &'static str {
    let l = locale();
    match viewer().actor.map(|actor| actor.role) {
        Some(Role::ContractSection) => td_string!(l, audit.lead.contract_section),
        Some(Role::OperationsManager) => td_string!(l, audit.lead.operations_manager),
        Some(Role::SystemAdmin) => td_string!(l, audit.lead.system_admin),
        _ => td_string!(l, audit.lead.center_lead),
    }
}

fn filters(filter: &LogFilter, today: NaiveDate) -> AnyView {
    let l = locale();
    let reads_cases = viewer().actor.is_some_and(|actor| actor.role != Role::SystemAdmin);
    let groups = LogGroup::ALL.iter().filter(|it| reads_cases || LogGroup::WITHOUT_CASES.contains(it));
    let groups = groups.map(|it| Choice::new(it.as_str(), it.word()));
    let (usual, _) = LogFilter::parse("", today);
    let changed = filter.narrows() || filter.period != usual.period;
    let hint = Some(td_string!(l, shell.date_hint));
    let case = filter.case.map(|no| no.to_string());
    let person = Some(filter.person.clone()).filter(|it| !it.is_empty());
    let inside = view! {
        {filter_input("from", td_string!(l, ranking.from), day(filter.period.from), hint)}
        {filter_input("to", td_string!(l, ranking.to), day(filter.period.to), hint)}
        {filter_text("person", td_string!(l, audit.person), person)}
        {reads_cases.then(|| filter_text("case", td_string!(l, audit.case), case))}
        {filter_select("group", td_string!(l, audit.about), any_or(groups), filter.group.map(LogGroup::as_str))}
        <div class="filter-actions">
            <button type="submit" class="button">{td_string!(l, admin.users.apply)}</button>
            {changed.then(|| view! { <a href="/audit">{td_string!(l, admin.users.clear)}</a> })}
        </div>
    };
    long_filter_form("", "/audit".to_owned(), td_string!(l, audit.filter), inside.into_any())
}

/// The whole of what the filters show, as a file.
fn exports(filter: &LogFilter) -> AnyView {
    let l = locale();
    let query = filter.at(LogPosition::Newest);
    let to = |format: LogFormat, text: &'static str| {
        // The browser itself follows it: a file is no page.
        view! { <li><a href=format!("/audit/export?format={format}&{query}") rel="external" download>{text}</a></li> }
    };
    view! {
        <ul class="audit-exports" aria-label=td_string!(l, audit.exports)>
            {to(LogFormat::Csv, td_string!(l, audit.csv))}
            {to(LogFormat::Jsonl, td_string!(l, audit.jsonl))}
        </ul>
    }
    .into_any()
}

fn table(rows: &[LogRow]) -> AnyView {
    let l = locale();
    let rows = rows.iter().map(row).collect_view();
    let columns = heads(&[
        td_string!(l, audit.at),
        td_string!(l, audit.who),
        td_string!(l, audit.what),
        td_string!(l, audit.target),
        td_string!(l, audit.from),
    ]);
    grid(Name::Heard(td_string!(l, audit.caption).into()), "admin-table audit-table", columns, rows)
}

fn row(row: &LogRow) -> AnyView {
    let l = locale();
    let refused = (row.outcome() == Outcome::Refused)
        .then(|| view! { <span class="chip audit-refused"><span class="shape" aria-hidden="true">"×"</span>" "{row.outcome().word()}</span>" " });
    let group = row.group().map(|it| it.word());
    let origin = |label: &'static str, value: &str| {
        let value = value.to_owned();
        (!value.is_empty())
            .then(|| view! { <small class="support">{label}" "<span class="nowrap">{value}</span></small> })
    };
    view! {
        <tr>
            <th scope="row" class="nowrap"><time datetime=row.at.to_rfc3339()>{moment(row.at)}{audit::seconds(row.at)}</time></th>
            <td class="audit-who">{who(row)}</td>
            <td class="audit-what">
                <small class="support">{group}</small>
                <span>{refused}{event::sentence(&row.event)}</span>
            </td>
            <td>{target(row)}</td>
            <td class="audit-from">
                {origin(td_string!(l, audit.address), &row.address)}
                {origin(td_string!(l, audit.session), &row.session)}
            </td>
        </tr>
    }
    .into_any()
}

/// Name, organisation and role of who did it.
fn who(row: &LogRow) -> AnyView {
    let place = [row.org.clone(), row.role.map(|it| it.word().to_owned()).unwrap_or_default()].join(" ");
    let place = place.trim().to_owned();
    let (name, login) = audit::who(row);
    view! {
        <span class="audit-name" lang=row.person.as_ref().and_then(|_| typed_lang())>{name}</span>
        {login.map(|login| view! { " "<small class="support">{login}</small> })}
        {(!place.is_empty()).then(|| view! { <small class="support audit-place">{place}</small> })}
    }
    .into_any()
}

/// What it is about, as a link where there is a page.
fn target(row: &LogRow) -> AnyView {
    let link = |href: String, text: String| view! { <a class="nowrap" href=href>{text}</a> }.into_any();
    match (&row.issue, &row.case, &row.law, &row.account) {
        (Some(key), ..) => link(format!("/issues/{key}"), key.to_string()),
        (_, Some(no), ..) => link(format!("/cases/{no}"), no.to_string()),
        (.., Some(code), _) => link(format!("/laws/{code}"), code.clone()),
        (.., Some(login)) => link(format!("/admin/users/{login}"), login.clone()),
        _ => ().into_any(),
    }
}

fn pager(log: &LogPage, filter: &LogFilter) -> Option<AnyView> {
    let l = locale();
    if !log.has_newer && !log.has_older {
        return None;
    }
    let to = |position: LogPosition| format!("/audit?{}", filter.at(position));
    let newest = log.has_newer.then(|| to(LogPosition::Newest));
    let newer = log.rows.first().filter(|_| log.has_newer).map(|row| to(LogPosition::Newer(row.mark())));
    let older = log.rows.last().filter(|_| log.has_older).map(|row| to(LogPosition::Older(row.mark())));
    let step = |href: Option<String>, text: &'static str, rel: Option<&'static str>| match href {
        Some(href) => view! { <li><a href=href rel=rel>{text}</a></li> }.into_any(),
        None => view! { <li><span class="pager-off">{text}</span></li> }.into_any(),
    };
    Some(
        view! {
            <nav class="pager" aria-label=td_string!(l, shell.pages)>
                <ul>
                    {step(newest, td_string!(l, audit.newest), None)}
                    {step(newer, td_string!(l, audit.newer), Some("prev"))}
                    {step(older, td_string!(l, audit.older), Some("next"))}
                </ul>
            </nav>
        }
        .into_any(),
    )
}
